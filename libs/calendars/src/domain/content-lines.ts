const MOST_OCTETS = 75;

/** The content lines of an iCalendar text (RFC 5545), unfolded. */
export const contentLines = (text: string): readonly string[] =>
  text
    .replace(/\r?\n[ \t]/g, '')
    .split(/\r?\n/)
    .filter((line) => line !== '');

/** The text of content lines, folded. */
export const textOfLines = (lines: readonly string[]): string => lines.map((line) => `${folded(line)}\r\n`).join('');

/** The name of a property in capitals, or `BEGIN` or `END`. */
export const nameOfLine = (line: string): string => (/^[A-Za-z0-9-]+/.exec(line)?.[0] ?? '').toUpperCase();

/** A text as the value of a property. */
export const escapedText = (text: string): string =>
  text.replace(/[\\;,]/g, (character) => `\\${character}`).replace(/\r?\n/g, '\\n');

/** An instant as the value of a property, in UTC. */
export const utcValue = (instant: string): string => instant.replace(/[-:]|\.\d+/g, '');

const folded = (line: string): string => {
  const parts: string[] = [];
  let part = '';
  let octets = 0;
  for (const character of line) {
    const size = octetsOf(character);
    if (octets + size > MOST_OCTETS) {
      parts.push(part);
      // The space at which the line goes on counts, too.
      part = '';
      octets = 1;
    }
    part += character;
    octets += size;
  }
  return [...parts, part].join('\r\n ');
};

/** Of a character in UTF-8. */
const octetsOf = (character: string): number => {
  const code = character.codePointAt(0) ?? 0;
  if (code < 0x80) return 1;
  if (code < 0x800) return 2;
  return code < 0x10000 ? 3 : 4;
};
