import { recorded, type Recorded } from '@bookonce/contracts/event-catalogue';
import type { BookingEvent } from '@bookonce/contracts/events/booking';
import { calendarMeetingOf, organizerIn, type BookedMeeting } from '@bookonce/contracts/streams/booked-meeting';
import { evolveBooking, locationOf, noBooking, type StartedBooking } from '@bookonce/contracts/streams/booking';
import { meetingTypeStream } from '@bookonce/contracts/streams/meeting-type';
import { hostsDescription } from '@bookonce/contracts/values/hosts-description';
import type { Language } from '@bookonce/contracts/values/language';
import { hostsMeetingTitle } from '@bookonce/contracts/values/meeting-title';
import type { Question } from '@bookonce/contracts/values/meeting-type';
import { placeName } from '@bookonce/contracts/values/place-name';
import { fold } from '@bookonce/kernel/decider';
import { type EventStore, streamName } from '@bookonce/kernel/ports/event-store';
import type { ReadModels } from '@bookonce/kernel/ports/read-models';
import type { EventTime } from '@bookonce/kernel/ports/written-events';
import { foldStream, readWholeStream } from '@bookonce/kernel/read-whole-stream';
import { calendarEntry } from '@bookonce/platform/calendar-file';
import { withoutScheduling } from '../domain/event-text.js';
import { calendarHosts, type CalendarHostDocument } from '../views/calendar-documents.js';

export interface BookedMeetingsDeps {
  readonly store: Pick<EventStore, 'readStream'>;
  readonly readModels: Pick<ReadModels, 'get'>;
  /** The language of texts for hosts who have none of their own. */
  readonly language: Language;
  /** Where hosts see a booking. */
  readonly bookingUrlOf: (bookingId: string) => string;
}

/** A booking as its stream has it by now, for a calendar. */
export interface MeetingOfHosts {
  readonly booking: StartedBooking;
  /** False before it is confirmed, and after its end by a refusal or a cancellation. */
  readonly isOn: boolean;
  readonly time: EventTime;
  /** All times that it ever had. */
  readonly times: readonly EventTime[];
  /** The value of LOCATION; null: none. */
  readonly location: string | null;
  /** The SEQUENCE since which it takes place there. */
  readonly locatedSince: number;
  readonly changedAt: string;
  /** The zone of the first host, for times without one. */
  readonly timeZone: string;
  /** The event as a new object of a calendar. */
  readonly newText: () => string;
}

/** Gathers what is written about bookings to calendars of their hosts. */
export class BookedMeetings {
  constructor(private readonly deps: BookedMeetingsDeps) {}

  /** Reads it for the calendar of one of its hosts. Rejects if a server of the product is lost, and while the views do not show the hosts yet. */
  async read(bookingId: string, hostId: string): Promise<MeetingOfHosts> {
    const stream = await readWholeStream(this.deps.store, streamName('booking', bookingId));
    const events = stream.map((stored) => recorded(stored) as Recorded<BookingEvent>);
    const [first, last] = [events[0], events.at(-1)];
    const booking = fold({ evolve: evolveBooking }, noBooking, events);
    if (booking.status === 'none' || first === undefined || last === undefined) {
      throw new Error(`booking ${bookingId} does not begin with its request`);
    }
    const { request, time, hostIds } = booking;
    const type = await this.#typeOf(booking);
    const hosts = await Promise.all(hostIds.map((id) => this.#host(id)));
    const language = hosts.find(({ id }) => id === hostId)?.locale?.language ?? this.deps.language;
    const location = locationOf(booking, type.location);
    const meeting: BookedMeeting = {
      booking,
      requestedAt: first.meta.time,
      changedAt: last.meta.time,
      hosts,
      location,
      organizer: organizerIn(events),
    };
    const { start, end } = time;
    return {
      booking,
      isOn: booking.wasConfirmed && (booking.status === 'confirmed' || booking.status === 'awaitingApproval'),
      time: { start, end },
      times: timesIn(events),
      location: location === null ? null : placeName(location, language),
      locatedSince: locatedSince(events),
      changedAt: last.meta.time,
      timeZone: hosts[0]?.timeZone ?? 'UTC',
      newText: () => this.#textOf(meeting, language, request.title ?? type.name, request.questions ?? type.questions),
    };
  }

  #textOf(meeting: BookedMeeting, language: Language, name: string, questions: readonly Question[]): string {
    const { bookingUrlOf } = this.deps;
    const { request } = meeting.booking;
    const bookingUrl = bookingUrlOf(request.bookingId);
    const title = hostsMeetingTitle(language, { meeting: name, attendee: request.attendee.name });
    return withoutScheduling(
      calendarEntry({
        ...calendarMeetingOf(meeting, { role: 'host', language }, title),
        manageUrl: bookingUrl,
        manageNote: hostsDescription(request, questions, language, bookingUrl),
      }),
    );
  }

  /** Bookings of early versions follow their meeting type. */
  async #typeOf({ request, location }: StartedBooking): Promise<MeetingTypeFacts> {
    const asksNothing = request.questions !== undefined || Object.keys(request.answers).length === 0;
    if (request.title !== undefined && location !== undefined && asksNothing) return { name: '', questions: [] };
    const stream = streamName('meetingType', request.meetingTypeId);
    const type = await foldStream(this.deps.store, stream, meetingTypeStream);
    if (type === null) throw new Error(`the stream contains no meeting type ${request.meetingTypeId}`);
    return type.settings;
  }

  async #host(hostId: string): Promise<CalendarHostDocument> {
    const host = await this.deps.readModels.get(calendarHosts, hostId);
    if (host === null) throw new Error(`the views do not show host ${hostId} yet`);
    return host;
  }
}

interface MeetingTypeFacts {
  readonly name: string;
  readonly questions: readonly Question[];
  readonly location?: Parameters<typeof locationOf>[1];
}

const timesIn = (events: readonly BookingEvent[]): readonly EventTime[] =>
  events.flatMap((event) => {
    if (event.type !== 'BookingRequested' && event.type !== 'BookingRescheduled') return [];
    const { start, end } = event.data;
    return [{ start, end }];
  });

const locatedSince = (events: readonly BookingEvent[]): number => {
  const until = events.findLastIndex(({ type }) => type === 'LocationChanged') + 1;
  const state = fold({ evolve: evolveBooking }, noBooking, events.slice(0, until));
  return state.status === 'none' ? 0 : state.sequence;
};
