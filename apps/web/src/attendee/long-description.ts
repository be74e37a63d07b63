/** Hides the switch of the description while all of it is shown anyway; only the browser knows how long its lines are. */
export const watchDescription = (): void => {
  const whole = document.querySelector('.long-description');
  const text = whole?.querySelector('.description');
  if (whole == null || text == null) return;
  const measure = (): void => {
    if (whole.querySelector(':checked') === null) {
      whole.classList.toggle('fits', text.scrollHeight <= text.clientHeight + 1);
    }
  };
  new ResizeObserver(measure).observe(text);
};
