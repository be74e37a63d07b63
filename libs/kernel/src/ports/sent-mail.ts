import type { Instant } from '../json.js';
import type { Page } from './read-models.js';

/** A mail that was sent, or kept as a file because no mail server is set. */
export interface SentMail {
  readonly id: string;
  /** The recipient's address. */
  readonly to: string;
  readonly subject: string;
  readonly text: string;
  /** When the event that the mail is about happened. */
  readonly at: Instant;
}

/** The last thousand sent mails of an installation. Callers see those of their own workspace (I19). */
export interface SentMailLog {
  /** Returns mails newest first. Throws `InvalidCursorError` for a cursor that it never returned. */
  list(
    workspaceId: string,
    query: { readonly limit: number; readonly cursor?: string },
  ): Promise<Page<Omit<SentMail, 'text'>>>;
  get(workspaceId: string, id: string): Promise<SentMail | null>;
}
