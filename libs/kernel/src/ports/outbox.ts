import type { Instant } from '../json.js';
import type { Page } from './read-models.js';

/** A mail that was written instead of being sent. */
export interface KeptMail {
  readonly id: string;
  /** The address. */
  readonly to: string;
  readonly subject: string;
  readonly text: string;
  /** When what it tells of happened. */
  readonly at: Instant;
}

/** The mails that an installation without a mail server would have sent; the latest of them. Of one workspace each (I19). */
export interface Outbox {
  /** The latest first. Throws `InvalidCursorError` for a cursor that it never gave out. */
  list(
    workspaceId: string,
    query: { readonly limit: number; readonly cursor?: string },
  ): Promise<Page<Omit<KeptMail, 'text'>>>;
  get(workspaceId: string, id: string): Promise<KeptMail | null>;
}
