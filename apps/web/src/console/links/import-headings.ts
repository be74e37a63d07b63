import { type Column, COLUMNS } from './import-columns.js';

/** The use of a column of the file. Several columns may have the same. */
export type ColumnUse = Column['name'] | 'givenName' | 'familyName' | 'metadata' | 'nothing';

/**
 * Headings of people's names and addresses in the exports of Google Contacts, Outlook, HubSpot and Salesforce, in English
 * and German. As {@link headingKey} writes them.
 */
const PEOPLE: readonly (readonly [ColumnUse, RegExp])[] = [
  [
    'name',
    /^(name|(full|display|contact|attendee) name|recipient|empfänger|anzeigename|kontaktname|(vor|voll).+name)$/,
  ],
  ['givenName', /^(first ?name|given ?name|vorname)$/],
  ['familyName', /^(last ?name|family ?name|surname|nachname|familienname)$/],
  [
    'email',
    /^((primary |work |business |home |personal )?e ?mail( ?address| ?adresse)?( \d)?( value| wert| address| adresse)?|mail)$/,
  ],
  ['note', /^(notes?|notiz(en)?|description|beschreibung|comments?|kommentare?)$/],
];

/** Returns the heading as headings are compared: in lower case, with single spaces in place of dashes, dots and the like. */
export const headingKey = (heading: string): string =>
  heading
    .normalize('NFC')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();

const OTHERS = new Map(
  COLUMNS.flatMap(({ name, headings }) => headings.map((one) => [headingKey(one), name] as const)),
);

/** Returns the use of a column with this heading; undefined if the import does not know it. */
export const useOfHeading = (heading: string): ColumnUse | undefined => {
  const key = headingKey(heading);
  return PEOPLE.find(([, pattern]) => pattern.test(key))?.[0] ?? OTHERS.get(key);
};
