import type { Link } from '../api/shapes.js';

/** Returns a `mailto:` address with the text of a mail, to somebody or to nobody yet (RFC 6068). */
export const mailtoHref = (
  email: string | undefined,
  { subject, body }: NonNullable<Link['shareTexts']>['email'],
): string => {
  const lines = body.replaceAll(/\r?\n/g, '\r\n');
  return `mailto:${encodeURIComponent(email ?? '')}?subject=${encodeURIComponent(subject)}&body=${encodeURIComponent(lines)}`;
};
