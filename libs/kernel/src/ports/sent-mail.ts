import type { Instant } from '../json.js';
import type { Page } from './read-models.js';

/** A mail that was sent, or kept as a file because no mail server is set. */
export interface SentMail {
  readonly id: string;
  /** The recipient's address. Missing, as subject and text, if the mail was sealed with a secret key that was lost. */
  readonly to?: string;
  readonly subject?: string;
  readonly text?: string;
  /** When the event that the mail is about happened. */
  readonly at: Instant;
  /** Only of a mail that was not sent. */
  readonly state?: 'failed';
  /** Why it was not sent. `secretLost`: while it waited, the key that it was sealed with was lost. */
  readonly reason?: SentMailFailure;
}

export type SentMailFailure = 'secretLost';

/** The last thousand sent mails of an installation. Callers see those of their own workspace (I19). */
export interface SentMailLog {
  /** Returns mails newest first. Throws `InvalidCursorError` for a cursor that it never returned. */
  list(
    workspaceId: string,
    query: { readonly limit: number; readonly cursor?: string },
  ): Promise<Page<Omit<SentMail, 'text'>>>;
  get(workspaceId: string, id: string): Promise<SentMail | null>;
}
