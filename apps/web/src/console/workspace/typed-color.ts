/** Reads a colour as people type or paste it, `3366cc`, `#36C`; returns it as `#3366cc`, or null if it is none. */
export const typedColor = (typed: string): string | null => {
  const digits = typed.trim().replace(/^#/, '').toLowerCase();
  if (/^[0-9a-f]{6}$/.test(digits)) return `#${digits}`;
  return /^[0-9a-f]{3}$/.test(digits) ? `#${digits.replaceAll(/./g, '$&$&')}` : null;
};
