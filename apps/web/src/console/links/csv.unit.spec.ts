import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { formatCsv, parseCsv } from './csv.js';

describe('CSV', () => {
  it.each([
    ['commas', 'name,email\nAda,ada@example.com\n'],
    ['semicolons', 'name;email\r\nAda;ada@example.com'],
    ['tabs', 'name\temail\nAda\tada@example.com'],
    ['a byte order mark', '\uFEFFname,email\nAda,ada@example.com'],
    ['empty lines', '\nname,email\n\n , \nAda,ada@example.com\n\n'],
    ['quotes', '"name","email"\n"Ada","ada@example.com"'],
  ])('reads %s', (_what, text) => {
    expect(parseCsv(text)).toEqual([
      ['name', 'email'],
      ['Ada', 'ada@example.com'],
    ]);
  });

  it('keeps separators, line breaks and quotes inside a quoted cell', () => {
    expect(parseCsv('"Lovelace, Ada","two\nlines","say ""hi"""')).toEqual([
      ['Lovelace, Ada', 'two\nlines', 'say "hi"'],
    ]);
  });

  it('detects semicolons although unquoted cells contain commas', () => {
    expect(parseCsv('name;email\nLovelace, Ada;ada@example.com')).toEqual([
      ['name', 'email'],
      ['Lovelace, Ada', 'ada@example.com'],
    ]);
  });

  it('reads back the rows it wrote', () => {
    const cell = fc.string({ unit: 'grapheme' }).map((text) => `x${text.trim().replaceAll('\r', '')}`);
    fc.assert(
      fc.property(fc.array(fc.array(cell, { minLength: 2, maxLength: 4 }), { minLength: 1 }), (rows) => {
        const first = rows[0]?.map(() => 'heading') ?? [];
        const trimmed = rows.map((row) => row.map((value) => value.trim()));
        expect(parseCsv(formatCsv([first, ...rows]))).toEqual([first, ...trimmed]);
      }),
    );
  });

  it.each(['=1+1', '+49', '-1', '@x', '\t=1', '\r=1', '=1\n+2'])('writes %j as text, not as a formula', (cell) => {
    expect(formatCsv([[cell, 'a=b']])).toBe(`\uFEFF"'${cell}",a=b\r\n`);
  });
});
