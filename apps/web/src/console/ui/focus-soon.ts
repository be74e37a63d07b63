/** It takes some frames until a new element is rendered and shown. */
const MOST_TRIES = 20;

/**
 * Moves the focus to an element that is about to be rendered, such as what replaces a pressed button. A dialog that is gone
 * lets go of the focus in the next frame, hence the second one.
 */
export const focusSoon = (find: () => HTMLElement | null, tries = MOST_TRIES): void => {
  requestAnimationFrame(() =>
    requestAnimationFrame(() => {
      const element = find();
      element?.focus();
      if ((element === null || document.activeElement !== element) && tries > 1) focusSoon(find, tries - 1);
    }),
  );
};
