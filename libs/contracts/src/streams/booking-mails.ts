import type { Instant } from '@bookonce/kernel/json';
import type { BookingEvent, MailRole } from '../events/booking.js';

/** How many mails about a booking each reader gets at once. Changes after that are joined. */
const MAILS_AT_ONCE = 3;
/** How many joined mails each reader gets in an hour. */
export const JOINED_MAILS_AN_HOUR = 5;

/** The mails about a booking, as far as later ones depend on them. */
export interface Mailing {
  /** How many mails each reader got at once. Reminders, opt-in mails and mails that somebody asked for do not count. */
  readonly atOnce: { readonly [Role in MailRole]: number };
  /** Readers who are mailed about changes later, together; null if there are none. */
  readonly waiting: { readonly dueAt: Instant; readonly to: readonly MailRole[] } | null;
  /** When joined mails were requested; the latest ones, oldest first. No rule needs more, so the state does not grow. */
  readonly joinedAt: readonly Instant[];
}

export const noMails: Mailing = { atOnce: { attendee: 0, host: 0, guest: 0 }, waiting: null, joinedAt: [] };

/** The facts of a booking, right after an event, that decide who is mailed about it. */
interface MailedState {
  readonly status: string;
  /** Guests know of the meeting from then on. */
  readonly wasConfirmed: boolean;
}

/** Whom an event is mailed to, at once or later. Empty for events with mails that never wait and do not count. */
export const mailedRolesOf = (event: BookingEvent, { status, wasConfirmed }: MailedState): readonly MailRole[] => {
  switch (event.type) {
    case 'ApprovalRequested':
      // After a move, the attendee learns of it from the move itself.
      return event.data.round === 1 ? ['attendee', 'host'] : ['host'];
    case 'BookingRescheduled':
      // Hosts are asked anew instead.
      return status === 'awaitingApproval' ? ['attendee'] : everybody(wasConfirmed);
    case 'BookingConfirmed':
    case 'LocationChanged':
      return everybody(wasConfirmed);
    default:
      return [];
  }
};

const everybody = (wasConfirmed: boolean): readonly MailRole[] =>
  wasConfirmed ? ['attendee', 'host', 'guest'] : ['attendee', 'host'];

/** Whether an event can happen again and again, so that its mails may have to wait. */
export const isRepeatable = (event: BookingEvent): boolean =>
  event.type === 'BookingRescheduled' ||
  event.type === 'LocationChanged' ||
  (event.type === 'ApprovalRequested' && event.data.round > 1);

/** Whom an event is mailed to at once; `booking` is the state right after it. */
export const rolesMailedAtOnce = (
  event: BookingEvent,
  booking: MailedState & { readonly mailing: Mailing },
): readonly MailRole[] => {
  const { waiting } = booking.mailing;
  return mailedRolesOf(event, booking).filter((role) => waiting?.to.includes(role) !== true);
};

/** Whether the next change waits for the reader's joined mail. */
export const hasToWait = ({ atOnce, waiting }: Mailing, role: MailRole): boolean =>
  atOnce[role] >= MAILS_AT_ONCE || waiting?.to.includes(role) === true;

/** Total. Returns the same object for an event that changes nothing here. */
export const evolveMailing = (mailing: Mailing, event: BookingEvent, booking: MailedState): Mailing => {
  switch (event.type) {
    case 'ChangeMailsScheduled':
      return { ...mailing, waiting: { dueAt: event.data.dueAt, to: event.data.to } };
    case 'ChangeMailsRequested':
      return {
        ...mailing,
        waiting: null,
        joinedAt: [...mailing.joinedAt, event.data.at].slice(-JOINED_MAILS_AN_HOUR),
      };
    case 'BookingConfirmed':
      // Its mails contain all that has changed.
      return counted({ ...mailing, waiting: null }, event, booking);
    case 'BookingCancelled':
    case 'BookingDeclined':
      return mailing.waiting === null ? mailing : { ...mailing, waiting: null };
    default:
      return counted(mailing, event, booking);
  }
};

const counted = (mailing: Mailing, event: BookingEvent, booking: MailedState): Mailing => {
  const roles = rolesMailedAtOnce(event, { ...booking, mailing });
  if (roles.length === 0) return mailing;
  const atOnce = { ...mailing.atOnce };
  for (const role of roles) atOnce[role] += 1;
  return { ...mailing, atOnce };
};
