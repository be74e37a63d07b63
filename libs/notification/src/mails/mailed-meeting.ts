import { recorded, type Recorded } from '@bookonce/contracts/event-catalogue';
import type { BookingEvent, MailRole } from '@bookonce/contracts/events/booking';
import { organizerIn } from '@bookonce/contracts/streams/booked-meeting';
import { evolveBooking, noBooking, type StartedBooking } from '@bookonce/contracts/streams/booking';
import { rolesMailedAtOnce } from '@bookonce/contracts/streams/booking-mails';
import type { Interval } from '@bookonce/contracts/values/instant';
import type { Language } from '@bookonce/contracts/values/language';
import type { Location, Question } from '@bookonce/contracts/values/meeting-type';
import { fold } from '@bookonce/kernel/decider';
import type { CalendarPerson } from '@bookonce/kernel/ports/calendar-meeting';
import { epochMsOf } from '@bookonce/kernel/json';
import type { StoredEvent } from '@bookonce/kernel/ports/event-store';
import type { HostContact } from '../views/notification-projector.js';

/** A booking right after one of its events. */
export interface BookingAsOf {
  readonly booking: StartedBooking;
  readonly requestedAt: string;
  /** False if a host booked for the recipient. */
  readonly isByAttendee: boolean;
  /** The time before its last move; null if it never moved. */
  readonly movedFrom: Interval | null;
  /** The organizer in calendars of hosts; null: the first host. */
  readonly organizer: CalendarPerson | null;
}

/** The contents of mails about a booking. */
export interface MailedMeeting extends BookingAsOf {
  /** Id of the event. The mails' effect ids derive from it, so a replay repeats them (I14). */
  readonly eventId: string;
  /** Of the event in the booking's stream. */
  readonly revision: number;
  /** When the event happened. */
  readonly at: string;
  readonly meetingName: string;
  /** Null: not said. */
  readonly location: Location | null;
  readonly questions: readonly Pick<Question, 'id' | 'label'>[];
  readonly hosts: readonly HostContact[];
  /** The language of everybody who has none of their own. */
  readonly language: Language;
  /** For the attendee alone. */
  readonly manageUrl: string;
  /** Where hosts see the booking. */
  readonly bookingUrl: string;
}

type PastEvent = Recorded<BookingEvent>;

/**
 * Folds a booking's stream up to one of its events. Later events are ignored: a mail that is sent late or again says the
 * same, and never carries the SEQUENCE of a later change.
 */
export const bookingAsOf = (stream: readonly StoredEvent[], revision: number): BookingAsOf => {
  const past = stream.filter((event) => event.revision <= revision).map((event) => recorded(event) as PastEvent);
  const booking = fold({ evolve: evolveBooking }, noBooking, past);
  const [first] = past;
  if (booking.status === 'none' || first === undefined) throw new Error('the booking does not begin with its request');
  const move = past.findLast((event) => event.type === 'BookingRescheduled')?.data;
  return {
    booking,
    requestedAt: first.meta.time,
    isByAttendee: first.meta.by === 'attendee',
    organizer: organizerIn(past),
    movedFrom: move === undefined ? null : { start: move.fromStart, end: move.fromEnd },
  };
};

/** Folds the whole stream of a booking. */
export const bookingNow = (stream: readonly StoredEvent[]): StartedBooking =>
  bookingAsOf(stream, Number.POSITIVE_INFINITY).booking;

/**
 * Folds a booking's stream up to the last event, before the one at `revision`, that these readers were mailed about. Null
 * if there is none.
 */
export const bookingLastMailed = (
  stream: readonly StoredEvent[],
  revision: number,
  role: MailRole,
): StartedBooking | null => {
  let mailed: StartedBooking | null = null;
  let state = noBooking;
  for (const stored of stream) {
    if (stored.revision >= revision) break;
    const event = recorded(stored) as PastEvent;
    state = evolveBooking(state, event);
    if (state.status === 'none') continue;
    const roles = event.type === 'ChangeMailsRequested' ? event.data.to : rolesMailedAtOnce(event, state);
    if (roles.includes(role)) mailed = state;
  }
  return mailed;
};

/** Whether the meeting had begun by the time of the event. Then it takes place, or took place, whatever becomes of its booking. */
export const hadBegun = ({ at, booking }: Pick<MailedMeeting, 'at' | 'booking'>): boolean =>
  epochMsOf(at) >= epochMsOf(booking.time.start);

/** Whether the last move changed the length alone. */
export const isNewLength = ({ movedFrom, booking }: Pick<BookingAsOf, 'movedFrom' | 'booking'>): boolean =>
  movedFrom !== null && movedFrom.start === booking.time.start;
