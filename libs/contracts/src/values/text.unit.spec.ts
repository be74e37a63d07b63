import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { z } from 'zod';
import { locationSchema, meetingTypeShape, questionSchema } from './meeting-type.js';
import { answersSchema, metadataSchema, personNameSchema, recipientSchema } from './people.js';
import { isOneLine, lines, oneLine } from './text.js';

const accepts = (schema: z.ZodType, value: unknown): boolean => schema.safeParse(value).success;

/** All of C0 and C1, DEL among them. */
const controls = Array.from({ length: 0xa0 }, (_, code) => String.fromCharCode(code)).filter(
  (character) => character < ' ' || character >= '\u007f',
);
const lineBreaks = ['\n', '\r', '\u0085', '\u2028', '\u2029'];

describe('text', () => {
  it('of one line takes no control character and no line break', () => {
    const schema = oneLine(z.string());
    for (const odd of [...controls, ...lineBreaks]) expect([odd, accepts(schema, `a${odd}b`)]).toEqual([odd, false]);
  });

  it('of several lines takes line breaks and tabs, and no other control character', () => {
    const schema = lines(z.string());
    for (const odd of controls) {
      expect([odd, accepts(schema, `a${odd}b`)]).toEqual([odd, odd === '\n' || odd === '\t']);
    }
    expect(schema.parse('a\r\nb\nc\td')).toBe('a\nb\nc\td');
    expect(accepts(schema, 'a\r\r\nb')).toBe(false);
  });

  it('takes the characters of every language', () => {
    const printable = fc.string({ unit: 'grapheme' }).filter(isOneLine);
    fc.assert(
      fc.property(printable, (text) => {
        expect([oneLine(z.string()).parse(text), lines(z.string()).parse(text)]).toEqual([text, text]);
      }),
    );
    expect(isOneLine('Zoë 王秀英 👩‍👩‍👧 עִבְרִית – “x”')).toBe(true);
  });
});

describe('what ends in a mail, a page or a header', () => {
  const question = { id: 'why', label: 'Why?', required: true };

  it.each<[string, z.ZodType, (odd: string) => unknown]>([
    ['a name', personNameSchema, (odd) => `A${odd}da`],
    ['a recipient', recipientSchema, (odd) => ({ name: `A${odd}da` })],
    ['the name of a meeting type', meetingTypeShape.name, (odd) => `In${odd}tro`],
    ['a location', locationSchema, (odd) => ({ type: 'inPerson', value: `Room${odd}1` })],
    ['a question', questionSchema, (odd) => ({ ...question, type: 'text', label: `Wh${odd}y?` })],
    ['an option', questionSchema, (odd) => ({ ...question, type: 'select', options: ['yes', `n${odd}o`] })],
    ['the name of a metadatum', metadataSchema, (odd) => ({ [`crm${odd}Id`]: '1' })],
    ['the question of an answer', answersSchema, (odd) => ({ [`w${odd}hy`]: 'because' })],
  ])('has one line: %s', (_what, schema, valueWith) => {
    for (const odd of ['\n', '\r\n', '\t', '\u001b', '\u007f', '\u0085', '\u2028']) {
      expect([odd, accepts(schema, valueWith(odd))]).toEqual([odd, false]);
    }
    expect(accepts(schema, valueWith(''))).toBe(true);
  });

  it.each<[string, z.ZodType, (odd: string) => unknown]>([
    ['a description', meetingTypeShape.description, (odd) => `Half${odd}an hour`],
    ['a metadatum', metadataSchema, (odd) => ({ crmId: `47${odd}11` })],
    ['an answer', answersSchema, (odd) => ({ why: `be${odd}cause` })],
  ])('may have several lines: %s', (_what, schema, valueWith) => {
    for (const odd of ['\u001b', '\u0008', '\r', '\u007f', '\u0085']) {
      expect([odd, accepts(schema, valueWith(odd))]).toEqual([odd, false]);
    }
    for (const fine of ['', '\n', '\r\n', '\t']) expect([fine, accepts(schema, valueWith(fine))]).toEqual([fine, true]);
  });
});
