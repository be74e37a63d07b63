/** Texts under these names are codes, ids and times, which identify nobody by themselves. */
const PLAIN_NAME =
  /(?:^|[a-z])(?:Ids?|At|Until)$|^(?:id|ids|type|status|reason|start|end|cause|confirmation|assignment|language|timeZone|zone|days|from|to|by|country|region)$/;
/** Never shown: they open something, or are compared with a secret. */
const SECRET_NAME = /token|seed|secret|password|hash|room/i;
const E_MAIL = /[^\s<>"'(),;:]+@[^\s<>"'(),;:]+/gu;

const MASK = '•••';

/** Returns the text without e-mail addresses. */
export const withoutAddresses = (text: string): string => text.replaceAll(E_MAIL, MASK);

/**
 * Returns event data as an operator may see it. Texts that people wrote, or that name them, are masked unless `reveal` is
 * true. Tokens and whatever they derive from are always masked.
 */
export const maskedData = (value: unknown, reveal: boolean, name = ''): unknown => {
  if (SECRET_NAME.test(name)) return MASK;
  if (typeof value === 'string') return reveal || PLAIN_NAME.test(name) ? value : MASK;
  if (Array.isArray(value)) return value.map((one) => maskedData(one, reveal, name));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, maskedData(one, reveal, key)]));
};
