import type { DatabaseSync } from 'node:sqlite';
import { DocumentWriter } from './document-writer.js';
import type { DocumentSaver } from './save-batch.js';

/** The writer on the caller's thread: for short-lived tools and tests. */
export const openInlineSaver = (database: DatabaseSync): DocumentSaver => {
  const writer = new DocumentWriter(database);
  return { save: async (batch) => writer.save(batch), close: async () => writer.close() };
};
