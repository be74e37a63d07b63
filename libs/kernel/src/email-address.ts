/** RFC 5322's dot-atom. Quoted local parts, and what RFC 6531 adds to ASCII, many servers do not deliver. */
const LOCAL_PART = /^[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+(\.[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+)*$/;
/** Characters of a domain as people type it, before it becomes ASCII. IDNA knows four kinds of dots. */
const TYPED_DOMAIN = /^(?:[\p{L}\p{M}\p{N}\u00b7\u30fb.。．｡-]|\u200c|\u200d)+$/u;
const LABEL = /^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?$/;
/** The last label names no address of a network: it is not all digits. */
const TOP_LEVEL = /[a-z]/;
const LONGEST_LOCAL_PART = 64;
/** RFC 5321 allows 256 with the angle brackets. */
const LONGEST_ADDRESS = 254;

/** Returns the domain in ASCII and lower case, as IDNA (UTS 46) writes it; null if it cannot be one. */
const asciiDomain = (domain: string): string | null => {
  if (!TYPED_DOMAIN.test(domain)) return null;
  const host = hostOf(domain);
  const labels = host.split('.');
  return labels.length > 1 && labels.every((label) => LABEL.test(label)) && TOP_LEVEL.test(labels.at(-1) ?? '')
    ? host
    : null;
};

/** The URL parser of the platform knows IDNA. */
const hostOf = (domain: string): string => {
  try {
    return new URL(`http://${domain}`).hostname;
  } catch {
    return '';
  }
};

const partsOf = (address: string): readonly [local: string, domain: string] => {
  const at = address.lastIndexOf('@');
  return at < 0 ? ['', ''] : [address.slice(0, at), address.slice(at + 1)];
};

/**
 * Whether mail to the address can be delivered, as far as its form says: RFC 5321 with a dot-atom and a domain name in
 * ASCII or Unicode.
 */
export const isEmailAddress = (address: string): boolean => {
  const [local, domain] = partsOf(address);
  if (local.length > LONGEST_LOCAL_PART || address.length > LONGEST_ADDRESS || !LOCAL_PART.test(local)) return false;
  const ascii = asciiDomain(domain);
  return ascii !== null && local.length + 1 + ascii.length <= LONGEST_ADDRESS;
};

/** Returns what an address is found and compared by: without case, the domain in ASCII. Takes any text. */
export const emailKey = (address: string): string => {
  const [local, domain] = partsOf(address);
  const ascii = asciiDomain(domain);
  return ascii === null ? address.toLowerCase() : `${local.toLowerCase()}@${ascii}`;
};

/** Returns what the people of one workspace with an address are found by, however it is written (I19). */
export const addressIn = (workspaceId: string, email: string): string => `${workspaceId}/${emailKey(email)}`;
