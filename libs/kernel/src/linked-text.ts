/** A part of a text; `href` is the address that it links to, null for other words. */
export interface TextPart {
  readonly text: string;
  readonly href: string | null;
}

/** An address ends at spaces, quotes, brackets, and at invisible or direction-changing characters. */
const ADDRESS = /(?<![\p{L}\p{N}_@/.])(?:https?:\/\/|www\.)[^\s<>"'`\p{C}]+/giu;

/** Punctuation that belongs to the sentence around an address. */
const AFTER_ADDRESS = /[.,;:!?…)\]}’”“»]+$/u;

const isBalanced = (text: string): boolean => text.split('(').length === text.split(')').length;

/** Returns an address without the punctuation after it; a closing bracket stays if it was opened inside of the address. */
const trimmed = (address: string): string => {
  const bare = address.replace(AFTER_ADDRESS, '');
  return address[bare.length] === ')' && isBalanced(`${bare})`) ? `${bare})` : bare;
};

const hrefOf = (address: string): string | null => {
  const whole = /^www\./i.test(address) ? `https://${address}` : address;
  if (!URL.canParse(whole)) return null;
  const { protocol, hostname, href } = new URL(whole);
  const isOnWeb = protocol === 'https:' || protocol === 'http:';
  return isOnWeb && hostname !== '' && hostname !== 'www' ? href : null;
};

/** Splits text into words and addresses on the web (http and https only). The parts joined are the text. */
export const linkedText = (text: string): readonly TextPart[] => {
  const parts: TextPart[] = [];
  let end = 0;
  for (const { 0: found, index } of text.matchAll(ADDRESS)) {
    const address = trimmed(found);
    const href = hrefOf(address);
    if (href === null) continue;
    if (index > end) parts.push({ text: text.slice(end, index), href: null });
    parts.push({ text: address, href });
    end = index + address.length;
  }
  if (end < text.length) parts.push({ text: text.slice(end), href: null });
  return parts;
};

/** Whether a text has the address of a page. */
export const hasAddress = (text: string): boolean => linkedText(text).some(({ href }) => href !== null);
