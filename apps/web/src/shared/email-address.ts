const EMAIL = /^[^\s@]+@[^\s@.]+(\.[^\s@.]+)+$/;

/** Refuses only what nobody could mean; the service knows better, and has the last word. */
export const looksLikeEmail = (text: string): boolean => EMAIL.test(text.trim());
