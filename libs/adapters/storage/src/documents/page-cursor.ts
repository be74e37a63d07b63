import { InvalidCursorError } from '@bookonce/kernel/ports/read-models';

/** The end of a page: sort key and id of its last document. */
export interface PageCursor {
  readonly sortKey: string;
  readonly id: string;
}

export const writeCursor = (cursor: PageCursor): string =>
  Buffer.from(JSON.stringify([cursor.sortKey, cursor.id])).toString('base64url');

export const readCursor = (text: string): PageCursor => {
  try {
    const parsed: unknown = JSON.parse(Buffer.from(text, 'base64url').toString('utf8'));
    if (Array.isArray(parsed) && typeof parsed[0] === 'string' && typeof parsed[1] === 'string') {
      return { sortKey: parsed[0], id: parsed[1] };
    }
  } catch {
    // Not base64url of JSON: rejected below.
  }
  throw new InvalidCursorError('Not a cursor of this list. Use the cursor of the previous page.');
};
