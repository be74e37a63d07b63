/** The values that a column accepts. */
export type Expected =
  | { readonly type: 'text'; readonly most: number }
  | { readonly type: 'number'; readonly min: number; readonly max: number }
  | { readonly type: 'reminderDays'; readonly max: number }
  | { readonly type: 'times'; readonly most: number }
  | { readonly type: 'email' | 'yesOrNo' | 'place' | 'confirmation' | 'date' };

/** The values that the service can refuse, by the file's columns. */
export type RefusedField =
  'name' | 'email' | 'note' | 'data' | 'days' | 'reminders' | 'length' | 'place' | 'times' | 'other';

/** Why a row of an import is unusable. */
export type RowProblem =
  | {
      readonly type: 'wrongValue';
      /** As it stands in the file; empty if the file has no headings. */
      readonly heading: string;
      readonly cell: string;
      readonly expected: Expected;
    }
  /** The service takes no such link, because of these fields. */
  | { readonly type: 'refused'; readonly fields: readonly RefusedField[] }
  /** `tooMuchData`: more data of one's own than a link holds. `noEmail`: only the recipient may book, but no address says who that is. */
  | { readonly type: 'nobody' | 'tooMuchData' | 'noEmail' | 'noPlace' | 'halfRange' | 'backwards' | 'twoWindows' };

const SHOWN = 60;

/** Returns the beginning of a cell, since a text that is too long would fill the screen. */
export const shownCell = (cell: string): string => (cell.length > SHOWN ? `${cell.slice(0, SHOWN)}…` : cell);
