import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { decodeText, formatCsv, parseCsv } from './csv.js';

const cellsOf = (text: string) => parseCsv(text).map(({ cells }) => cells);

describe('CSV', () => {
  it.each([
    ['commas', 'name,email\nAda,ada@example.com\n'],
    ['semicolons', 'name;email\r\nAda;ada@example.com'],
    ['semicolons and empty lines', 'name;email\nAda;ada@example.com\n\n'],
    ['tabs', 'name\temail\nAda\tada@example.com'],
    ['a byte order mark', '\uFEFFname,email\nAda,ada@example.com'],
    ['empty lines', '\nname,email\n\n , \nAda,ada@example.com\n\n'],
    ['quotes', '"name","email"\n"Ada","ada@example.com"'],
  ])('reads %s', (_what, text) => {
    expect(cellsOf(text)).toEqual([
      ['name', 'email'],
      ['Ada', 'ada@example.com'],
    ]);
  });

  it('keeps separators, line breaks and quotes inside a quoted cell', () => {
    expect(cellsOf('"Lovelace, Ada","two\nlines","say ""hi"""')).toEqual([['Lovelace, Ada', 'two\nlines', 'say "hi"']]);
  });

  it('detects semicolons although unquoted cells contain commas', () => {
    expect(cellsOf('name;email\nLovelace, Ada;ada@example.com')).toEqual([
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
        expect(cellsOf(formatCsv([first, ...rows]))).toEqual([first, ...trimmed]);
      }),
    );
  });

  it.each(['=1+1', '+49', '-1', '@x', '\t=1', '\r=1', '=1\n+2'])('writes %j as text, not as a formula', (cell) => {
    expect(formatCsv([[cell, 'a=b']])).toBe(`\uFEFF"'${cell}",a=b\r\n`);
  });

  it('numbers rows as the file does, where empty rows and the line with the separator count', () => {
    expect(parseCsv('\uFEFFSEP=;\r\n\r\na;b,c\r\n ; \r\nd;e\r\n')).toEqual([
      { line: 3, cells: ['a', 'b,c'] },
      { line: 5, cells: ['d', 'e'] },
    ]);
  });

  it.each([
    ['UTF-8', Buffer.from('Jürgen')],
    ['UTF-8 with a byte order mark', Buffer.from('\uFEFFJürgen')],
    ['UTF-16', Buffer.from('\uFEFFJürgen', 'utf16le')],
    ['what spreadsheets on Windows write', Buffer.from('Jürgen', 'latin1')],
  ])('reads %s', (_what, bytes) => {
    expect(cellsOf(decodeText(bytes))).toEqual([['Jürgen']]);
  });
});
