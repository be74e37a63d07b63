import Papa from 'papaparse';
import { looksLikeEmail } from '../../shared/email-address.js';

const BYTE_ORDER_MARK = '\uFEFF';

/** Spreadsheets write semicolons if the comma is the decimal mark, and tabs on request. */
const SEPARATORS = [',', ';', '\t'];

/** Spreadsheets run a cell with this beginning as a formula. */
const FORMULA = /^[=+\-@\t\r]/;

/** Returns the rows of a CSV text without its empty lines; cells are trimmed. The separator is detected. */
export const parseCsv = (text: string): readonly (readonly string[])[] =>
  Papa.parse<string[]>(text, {
    delimitersToGuess: SEPARATORS,
    skipEmptyLines: 'greedy',
    transform: (cell: string) => cell.trim(),
  }).data;

/** Returns a CSV text that spreadsheets open in UTF-8, with formulas turned into plain text. */
export const formatCsv = (rows: readonly (readonly string[])[]): string => {
  const text = Papa.unparse(
    rows.map((row) => [...row]),
    { escapeFormulae: FORMULA, newline: '\r\n' },
  );
  return `${BYTE_ORDER_MARK}${text}\r\n`;
};

interface Recipient {
  readonly name?: string;
  readonly email?: string;
}

/** An unusable row; `line` counts from 1, as spreadsheets do. */
interface LineProblem {
  readonly line: number;
  readonly text: string;
}

export interface Recipients {
  readonly recipients: readonly Recipient[];
  readonly problems: readonly LineProblem[];
}

/** The limit of one batch of links. */
export const MAX_RECIPIENTS = 1000;

const NAME_HEADINGS = ['name', 'full name', 'recipient', 'vorname nachname', 'empfänger'];
const EMAIL_HEADINGS = ['email', 'e-mail', 'mail', 'email address', 'e-mail address', 'e-mail-adresse', 'emailadresse'];

/** Reads names and e-mail addresses. Columns are found by their headings, or else by which one has e-mail addresses. */
export const readRecipients = (text: string): Recipients => {
  const rows = parseCsv(text);
  const heading = (rows[0] ?? []).map((cell) => cell.toLowerCase());
  const headed = { name: indexIn(heading, NAME_HEADINGS), email: indexIn(heading, EMAIL_HEADINGS) };
  const hasHeading = headed.name >= 0 || headed.email >= 0;
  const people = hasHeading ? rows.slice(1) : rows;
  const columns = hasHeading ? headed : guessed(people[0] ?? []);
  const recipients: Recipient[] = [];
  const problems: LineProblem[] = [];
  for (const [index, row] of people.entries()) {
    const name = columns.name < 0 ? '' : (row[columns.name] ?? '');
    const email = columns.email < 0 ? '' : (row[columns.email] ?? '');
    const isWrong = (name === '' && email === '') || (email !== '' && !looksLikeEmail(email));
    if (isWrong) problems.push({ line: index + (hasHeading ? 2 : 1), text: row.join(' ') });
    else recipients.push({ ...(name === '' ? {} : { name }), ...(email === '' ? {} : { email }) });
  }
  return { recipients, problems };
};

const indexIn = (heading: readonly string[], names: readonly string[]): number =>
  heading.findIndex((cell) => names.includes(cell));

const guessed = (row: readonly string[]): { readonly name: number; readonly email: number } => {
  const email = row.findIndex((cell) => looksLikeEmail(cell));
  return { email, name: row.findIndex((_cell, index) => index !== email) };
};
