const EMAIL = /^[^\s@]+@[^\s@.]+(\.[^\s@.]+)+$/;

/** Accepts everything that could be an e-mail address; the service validates it. */
export const looksLikeEmail = (text: string): boolean => EMAIL.test(text.trim());
