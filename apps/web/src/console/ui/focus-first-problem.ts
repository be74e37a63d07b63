/** Takes whoever has tried to send a form to the first field that is wrong, as soon as it is marked. */
export const focusFirstProblem = (form: HTMLFormElement): void => {
  requestAnimationFrame(() => form.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus());
};
