import type { Instant } from '../json.js';
import type { CalendarMeeting } from './calendar-meeting.js';
import type { Letter } from './letter.js';

export interface Mail {
  /** Stays the same across retries (I14): a mail with an id that was sent before is not sent again. */
  readonly effectId: string;
  readonly to: { readonly name: string; readonly email: string };
  /** Whom a reply reaches; by default, the sender. */
  readonly replyTo?: readonly { readonly name: string; readonly email: string }[];
  readonly subject: string;
  readonly text: string;
  /** The same content, from which a mailer writes the HTML. Absent: the mail has text alone. */
  readonly letter?: Letter;
  /** A person waits for this mail: a queue sends it before others. */
  readonly isAwaited?: true;
  /** The meeting for the reader's calendar, from which a mailer writes an iCalendar file. Absent: the mail has no file. */
  readonly calendar?: MailedCalendar;
  /** Milliseconds from now after which the mail is of no use, and must not be sent. Absent: it is always of use. */
  readonly usefulForMs?: number;
  /** By it, a queue notices that a waiting mail is no longer true. Absent: the mail stays true. */
  readonly about?: MailSubject;
}

export interface MailSubject {
  /** The same for all mails about one thing. */
  readonly topic: string;
  /** The state of that thing, and the revision at which it was in it. */
  readonly state: string;
  readonly revision: number;
  /**
   * A mail that is pointless in any other state, such as a reminder: a queue drops it when it takes a mail about a later
   * and different state.
   */
  readonly mustHold?: true;
}

/** Earlier releases wrote the file before they queued the mail: such mails may still be waiting. */
export type MailedCalendar = CalendarInvitation | WrittenCalendar;

export interface CalendarInvitation {
  /** The METHOD of the file. */
  readonly method: 'REQUEST' | 'CANCEL';
  readonly meeting: CalendarMeeting;
}

export interface WrittenCalendar {
  readonly method: 'REQUEST' | 'CANCEL';
  /** The file itself. */
  readonly content: string;
}

/** A mail with its workspace and time. */
export interface OutgoingMail extends Mail {
  readonly workspaceId: string;
  /** When the event that the mail is about happened. */
  readonly at: Instant;
}

/** Sends mails at least once, and ignores a mail that it knows it has sent (I14). */
export interface Mailer {
  /**
   * Sends a mail, or stores it in a durable queue. Rejects with {@link MailServerUnavailableError} if no mail can be sent
   * now, or with {@link MailDeferredError} if this one cannot: the caller retries. Rejects with {@link MailRefusedError}
   * if a retry is pointless.
   */
  send(mail: OutgoingMail): Promise<void>;
}

/** The mail server is unreachable or takes no mail from us. Whether this mail was sent is unknown. */
export class MailServerUnavailableError extends Error {
  override readonly name: string = 'MailServerUnavailableError';
}

/** The server does not accept this mail yet, e.g. because of greylisting or a full mailbox. It may accept others. */
export class MailDeferredError extends MailServerUnavailableError {
  override readonly name = 'MailDeferredError';
}

/** The server will never accept this mail. */
export class MailRefusedError extends Error {
  override readonly name = 'MailRefusedError';
}
