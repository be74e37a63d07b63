import { hasVisibleCharacter, withoutDirectionControls } from '@bookonce/kernel/shown-text';
import { z } from 'zod';

/** Line separators count as line breaks. */
const ONE_LINE = /^[^\p{Cc}\p{Zl}\p{Zp}]*$/u;
const LINES = /^[\P{Cc}\t\n]*$/u;

export const ONE_LINE_RULE = 'must be one line without control characters';

export const isOneLine = (text: string): boolean => ONE_LINE.test(text);

/** A name or a heading: with a line break in it, it could pretend to be more of the mail that it stands in. */
export const oneLine = (schema: z.ZodString): z.ZodString => schema.regex(ONE_LINE, ONE_LINE_RULE);

/** A name of up to `max` characters that a reader can see, without controls that turn the direction of what follows. */
export const shownName = (max: number): z.ZodString =>
  oneLine(z.string().overwrite(withoutDirectionControls).trim().min(1, { abort: true }).max(max)).refine(
    hasVisibleCharacter,
    'must have a visible character',
  );

/**
 * Text of several lines. Browsers send line breaks as CR LF, and they are kept as LF: mails and calendar files
 * write their own. Other control characters mean nothing to a reader, and something to what shows the text.
 */
export const lines = (schema: z.ZodString): z.ZodString =>
  schema
    .overwrite((text) => text.replaceAll('\r\n', '\n'))
    .regex(LINES, 'must not contain control characters other than line breaks and tabs');

/** How many bytes the text takes in UTF-8. */
export const utf8Length = (text: string): number => {
  let bytes = 0;
  for (const character of text) {
    const code = character.codePointAt(0) ?? 0;
    bytes += code < 0x80 ? 1 : code < 0x800 ? 2 : code < 0x10000 ? 3 : 4;
  }
  return bytes;
};
