/** A page behind a token, and what follows it in the path. Tokens are base62. */
const PAGE = /^(\/(?:1t|m|o|a)\/[A-Za-z0-9]+)([^?]+)(\?.*)?$/;
/** Nothing that could be part of a token or of another path. */
const PUNCTUATION = /^[\p{P}\p{S}\p{Z}\p{C}]+$/u;

/**
 * Returns the address of a page without what mail programs and people add to it: a trailing slash, the full stop of a
 * sentence, a closing bracket. Null if there is nothing to take away.
 */
export const forgivenAddress = (url: string): string | null => {
  const [, page, rest = '', query = ''] = PAGE.exec(url) ?? [];
  return page !== undefined && PUNCTUATION.test(decoded(rest)) ? `${page}${query}` : null;
};

const decoded = (text: string): string => {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
};
