import type { Instant } from '../json.js';

export interface Mail {
  /** Stays the same between retries (I14): an id that was sent already is not sent again. */
  readonly effectId: string;
  readonly to: { readonly name: string; readonly email: string };
  readonly subject: string;
  readonly text: string;
  readonly html?: string;
  /** An iCalendar file that changes the reader's calendar. */
  readonly calendar?: MailedCalendar;
}

export interface MailedCalendar {
  /** The same that the file itself says. */
  readonly method: 'REQUEST' | 'CANCEL';
  readonly content: string;
}

/** A mail with what it belongs to. */
export interface OutgoingMail extends Mail {
  readonly workspaceId: string;
  /** When what it tells of happened. */
  readonly at: Instant;
}

/** Sends each effect once in the end: one that was sent before is not sent again (I14). */
export interface Mailer {
  /** Throws {@link MailServerUnavailableError} when the server is lost: whether it was sent is unknown, ask again. */
  send(mail: OutgoingMail): Promise<void>;
}

export class MailServerUnavailableError extends Error {
  override readonly name = 'MailServerUnavailableError';
}
