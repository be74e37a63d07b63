import { describe, expect, it } from '@jest/globals';
import { deRowProblem } from '../texts/de-row-problems.js';
import { enRowProblem } from '../texts/en-row-problems.js';
import { type ImportedRow, readRows } from './import-rows.js';
import { type ImportTable, readTable, withUse } from './import-table.js';

const context = { timeZone: 'Europe/Berlin', now: new Date('2026-03-01T09:00:00Z') };

const rowsOf = (table: ImportTable, joinsDuplicates = true) => readRows(table, { ...context, joinsDuplicates });

const found = (rows: readonly ImportedRow[], table: ImportTable) => ({
  links: rows.flatMap((row) => (row.kind === 'link' ? [row.link] : [])),
  problems: rows.flatMap(({ line, ...row }) => (row.kind === 'problem' ? [{ line, problem: row.problem }] : [])),
  ignored: table.columns.filter(({ isKnown }) => !isKnown).map(({ heading }) => heading),
});

const read = (text: string) => {
  const table = readTable(text, context);
  return found(rowsOf(table), table);
};
const plain = { prefill: false, recipientOnly: false };
const ada = { ...plain, recipient: { name: 'Ada', email: 'ada@example.com' } };

describe('links in a CSV file', () => {
  const inFull = { ...plain, recipient: { name: 'Ada Lovelace', email: 'ada@example.com' } };

  it.each([
    [
      'Google Contacts',
      'First Name,Middle Name,Last Name,Phonetic First Name,Organization Name,Notes,Labels,E-mail 1 - Label,E-mail 1 - Value,E-mail 2 - Value\n' +
        'Ada,,Lovelace,,Engines,,,* Work,ada@example.com,a@example.com',
    ],
    [
      'Google Contacts of old',
      'Name,Given Name,Family Name,E-mail 1 - Value\nAda Lovelace,Ada,Lovelace,ada@example.com',
    ],
    [
      'Outlook',
      'First Name,Last Name,Company,Business City,E-mail Address,E-mail 2 Address\nAda,Lovelace,,,ada@example.com,',
    ],
    ['Outlook in German', 'Vorname;Nachname;Firma;Ort;E-Mail-Adresse\nAda;Lovelace;Engines;London;ada@example.com'],
    ['HubSpot', 'Record ID,First Name,Last Name,Email,Phone Number\n1,Ada,Lovelace,ada@example.com,'],
    ['HubSpot in German', 'Datensatz-ID,Vorname,Nachname,E-Mail\n1,Ada,Lovelace,ada@example.com'],
    ['Salesforce', '"First Name","Last Name","Title","Email"\n"Ada","Lovelace","Countess","ada@example.com"'],
    ['Salesforce in German', '"Nachname";"Vorname";"E-Mail"\n"Lovelace";"Ada";"ada@example.com"'],
    [
      'a spreadsheet that names its separator',
      '\uFEFFsep=;\r\nVorname;Nachname;E-Mail\r\nAda;Lovelace;ada@example.com\r\n',
    ],
  ])('are found in an export of %s', (_what, text) => {
    expect(read(text)).toMatchObject({ links: [inFull], problems: [] });
  });

  it('are one for rows with the same address in any case, unless the host wants one for each', () => {
    const text = 'email,name,note\nada@example.com,,first\n\nADA@example.com,Ada,second\ngrace@example.com,Grace,\n';
    const table = readTable(text, context);
    const rows = rowsOf(table);
    expect(rows.map(({ kind, line }) => [kind, line])).toEqual([
      ['link', 2],
      ['joined', 4],
      ['link', 5],
    ]);
    expect(rows[0]).toMatchObject({ link: { recipient: { name: 'Ada' }, note: 'first\nsecond' } });
    expect(rows[1]).toMatchObject({ to: 2, email: 'ADA@example.com' });
    expect(rowsOf(table, false).map(({ kind }) => kind)).toEqual(['link', 'link', 'link']);
  });

  it('take other columns as the host says, as the note or as data', () => {
    const table = readTable('email,Company,Kunde\nada@example.com,Engines,17\n', context);
    const [company, number] = table.columns.slice(1);
    expect([company, number]).toMatchObject([
      { isKnown: false, use: 'nothing' },
      { isKnown: false, use: 'nothing' },
    ]);
    const mapped = withUse(withUse(table, 1, 'note'), 2, 'metadata');
    expect(rowsOf(mapped)).toMatchObject([{ link: { note: 'Company: Engines', metadata: { Kunde: '17' } } }]);
    const named = rowsOf(withUse(table, 1, 'name'));
    expect(named).toMatchObject([{ link: { recipient: { name: 'Engines' } } }]);
    const long = withUse(readTable(`email,Story\nada@example.com,${'x'.repeat(501)}`, context), 1, 'metadata');
    expect(rowsOf(long)).toMatchObject([{ kind: 'problem', line: 2, problem: { type: 'tooMuchData' } }]);
  });

  it('are numbered as the rows of the file, whose empty ones count', () => {
    const { problems } = read('sep=,\n\nname,email\n\n,,\nAda,nowhere');
    expect(problems.map(({ line }) => line)).toEqual([6]);
  });

  it.each([
    ['a heading', 'name,email\nAda,ada@example.com'],
    ['a heading in another order, among other columns', 'E-Mail;Company;Name\nada@example.com;Engines;Ada'],
    ['no heading', 'Ada,ada@example.com'],
    ['no heading, the address first', 'ada@example.com,Ada'],
  ])('are found with %s', (_what, text) => {
    expect(read(text)).toMatchObject({ links: [ada], problems: [] });
  });

  it('need a name or an e-mail address, not both', () => {
    expect(read('name,email\nAda,\n,grace@example.com').links).toEqual([
      { ...plain, recipient: { name: 'Ada' } },
      { ...plain, recipient: { email: 'grace@example.com' } },
    ]);
    expect(read('name\nAda').links).toEqual([{ ...plain, recipient: { name: 'Ada' } }]);
  });

  it('are reported if the e-mail address is invalid', () => {
    expect(read('name,email\nAda,ada@example.com\nGrace,grace at example')).toMatchObject({
      links: [ada],
      problems: [{ line: 3, problem: { type: 'wrongValue', heading: 'email', cell: 'grace at example' } }],
    });
  });

  it('name the columns that have no effect', () => {
    expect(read('name,Company,only recipient,\nAda,Engines,yes,')).toMatchObject({
      problems: [],
      ignored: ['Company', 'only recipient'],
    });
    expect(read('Ada,ada@example.com,Engines').ignored).toEqual([]);
  });

  it('are an empty list for an empty file', () => {
    expect(read('\n')).toEqual({ links: [], problems: [], ignored: [] });
  });

  it.each<[string, string, object]>([
    ['Note', 'from the fair', { note: 'from the fair' }],
    ['Valid days', '5', { expiresInDays: 5 }],
    ['Recipient only', 'yes', { recipientOnly: true }],
    ['Nur Empfänger', 'nein', {}],
    ['Prefill', 'x', { prefill: true }],
    ['Remind after days', '7 14', { unusedReminderDays: [7, 14] }],
    ['Dauer', '45', { overrides: { durationMinutes: 45 } }],
    ['Place', 'Phone', { overrides: { location: { type: 'phone' } } }],
    ['Bestätigung', 'Zusage', { overrides: { confirmation: 'approval' } }],
    ['Days ahead', '10', { overrides: { bookingWindow: { type: 'rolling', days: 10 } } }],
    [
      'Times',
      '2026-03-30 10:00 | 2026-03-29T08:00Z',
      { overrides: { slots: [{ start: '2026-03-29T08:00:00.000Z' }, { start: '2026-03-30T08:00:00.000Z' }] } },
    ],
    ['Length', '', {}],
  ])('take %s: %s', (heading, cell, expected) => {
    expect(read(`name\temail\t${heading}\nAda\tada@example.com\t${cell}`)).toEqual({
      links: [{ ...ada, ...expected }],
      problems: [],
      ignored: [],
    });
  });

  it('take several columns for one setting', () => {
    const text = 'name;place;place details;first day;last day\nAda;vor Ort;Hauptstraße 1;2026-03-01;2026-03-05';
    expect(read(text).links[0]?.overrides).toEqual({
      location: { type: 'inPerson', value: 'Hauptstraße 1' },
      bookingWindow: { type: 'range', from: '2026-03-01', to: '2026-03-05' },
    });
  });

  it.each([
    ['Length', 'long'],
    ['Confirmation', 'maybe'],
    ['Times', '2026-03-30 10:00 | soon'],
    ['Times', '2026-03-30 10:00 | 2026-03-01 10:00'],
    ['Remind after days', '14 7'],
    ['Prefill', 'perhaps'],
    ['First day', '2026-02-30'],
  ])('are reported with a wrong %s: %s', (heading, cell) => {
    expect(read(`name\temail\t${heading}\nAda\tada@example.com\t${cell}`)).toMatchObject({
      links: [],
      problems: [{ line: 2, problem: { type: 'wrongValue', heading, cell } }],
      ignored: [],
    });
  });

  it.each([
    ['an address without a place', 'noPlace', 'name,place details\nAda,Main Street 1'],
    ['one end of a range', 'halfRange', 'name,last day\nAda,2026-03-01'],
    ['a range that ends before it begins', 'backwards', 'name,first day,last day\nAda,2026-03-02,2026-03-01'],
    ['one recipient only, without an address', 'noEmail', 'name,recipient only\nAda,yes'],
    ['neither a name nor an address', 'nobody', 'name,note\n,from the fair'],
    ['two booking windows', 'twoWindows', 'name,first day,last day,days ahead\nAda,2026-03-01,2026-03-02,5'],
  ])('are reported with %s', (_what, type, text) => {
    expect(read(text)).toMatchObject({ links: [], problems: [{ line: 2, problem: { type } }] });
  });

  it.each([
    ['length\nAda,9999', 'length “9999”. Expected: a whole number from 1 to 1440.'],
    ['recipient only\nAda,yes', 'An e-mail address is missing. “Recipient only” needs one.'],
    ['email\nAda,nowhere', 'email “nowhere”. Expected: an e-mail address, such as ada@example.com.'],
  ])('say what a row should hold: %s', (text, expected) => {
    expect(read(`name,${text}`).problems.map(({ problem }) => enRowProblem(problem))).toEqual([expected]);
  });

  it.each([
    ['Dauer\nAda,9999', 'Dauer „9999“. Erwartet: eine ganze Zahl von 1 bis 1440.'],
    ['Nur Empfänger\nAda,ja', 'Es fehlt eine E-Mail-Adresse. „Nur Empfänger“ braucht eine.'],
  ])('say so in German: %s', (text, expected) => {
    expect(read(`Name,${text}`).problems.map(({ problem }) => deRowProblem(problem))).toEqual([expected]);
  });
});
