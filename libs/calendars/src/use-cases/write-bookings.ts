import { calendarUidOf } from '@bookonce/contracts/values/calendar-uid';
import type { DeliveryOutcome } from '@bookonce/kernel/delivery-runner';
import { epochMsOf, instantOf } from '@bookonce/kernel/json';
import type { BusyReader } from '@bookonce/kernel/ports/busy-reader';
import type {
  CalDavAccess,
  CalendarFailure,
  CalendarObject,
  CalendarServers,
} from '@bookonce/kernel/ports/calendar-servers';
import type { CalendarPolls } from '@bookonce/kernel/ports/calendar-polls';
import type { Clock } from '@bookonce/kernel/ports/clock';
import type { ClaimedDelivery } from '@bookonce/kernel/ports/deliveries';
import { ok, type Result } from '@bookonce/kernel/result';
import type { Scheduler } from '@bookonce/kernel/ports/scheduler';
import type { EventTime, WrittenEvent, WrittenEvents } from '@bookonce/kernel/ports/written-events';
import { changedEvent } from '../domain/event-text.js';
import { standingOf } from '../domain/event-standing.js';
import { accessLost, failureOfServer, sentence } from '../domain/read-failure.js';
import type { BookedMeetings, MeetingOfHosts } from './booked-meetings.js';
import { targetOf } from './booking-deliveries.js';
import type { CalendarAccesses } from './calendar-access.js';
import type { CalendarAggregates } from './calendar-aggregates.js';

export interface WriteBookingsDeps {
  readonly aggregates: Pick<CalendarAggregates, 'load'>;
  readonly accesses: Pick<CalendarAccesses, 'of'>;
  readonly meetings: Pick<BookedMeetings, 'read'>;
  readonly written: WrittenEvents;
  /** Knows the collections of an account. */
  readonly polls: Pick<CalendarPolls, 'states'>;
  readonly servers: Pick<CalendarServers, 'find' | 'write' | 'remove'>;
  readonly busyReader: Pick<BusyReader, 'busyTimes'>;
  /** The product's clock: a meeting that is over by it is not written any more. */
  readonly clock: Pick<Clock, 'now'>;
  readonly scheduler: Pick<Scheduler, 'now'>;
}

/** Less than a delivery may take. */
const WITHIN_MS = 45_000;
const REQUEST_WITHIN_MS = 15_000;
/** Somebody else may change the same event at the same time. */
const MOST_TRIES = 5;
/** Hosts drag events about, but not by decades. */
const WINDOW_MS = 10 * 366 * 24 * 60 * 60_000;
const MADE: DeliveryOutcome = { kind: 'made' };

interface Writing {
  readonly access: CalDavAccess;
  readonly meeting: MeetingOfHosts;
  readonly uid: string;
  readonly withinMs: () => number;
}

interface FoundEvent {
  /** Address of the collection that holds it. */
  readonly collection: string;
  readonly object: CalendarObject;
}

/**
 * Makes the event of a booking in a calendar what the booking is by now. Whatever was done before, it is found by its UID,
 * so a delivery that is repeated changes nothing, and none writes an event twice.
 */
export class WriteBookings {
  constructor(private readonly deps: WriteBookingsDeps) {}

  async deliver({ payload }: Pick<ClaimedDelivery, 'payload'>): Promise<DeliveryOutcome> {
    const { calendarId, bookingId } = targetOf(payload);
    const { aggregates, accesses, meetings, written, scheduler } = this.deps;
    const { state: calendar } = await aggregates.load(calendarId);
    if (calendar === null || calendar.isDisconnected) {
      await written.forget(calendarId);
      return MADE;
    }
    if ((await written.get(calendarId, bookingId)) === null) return MADE;
    const meeting = await meetings.read(bookingId, calendar.hostId);
    const access = await accesses.of(calendarId, calendar.kind);
    if (access?.type !== 'caldav') return { kind: 'failed', reason: accessLost.text };
    const until = scheduler.now() + WITHIN_MS;
    const withinMs = (): number => Math.max(0, Math.min(REQUEST_WITHIN_MS, until - scheduler.now()));
    const writing = { access, meeting, uid: calendarUidOf(bookingId), withinMs };
    for (let tries = 0; tries < MOST_TRIES; tries += 1) {
      const event = await written.get(calendarId, bookingId);
      if (event === null) return MADE;
      const outcome = await (meeting.isOn ? this.#write(event, writing) : this.#remove(event, writing));
      if (outcome !== null) return outcome;
    }
    return { kind: 'failed', reason: 'The event keeps changing in the calendar. It is written again later.' };
  }

  /** Keeps why a delivery was given up, for the host. */
  async giveUp({ payload }: Pick<ClaimedDelivery, 'payload'>, reason: string): Promise<void> {
    const { calendarId, bookingId } = targetOf(payload);
    const event = await this.deps.written.get(calendarId, bookingId);
    if (event !== null) await this.deps.written.update({ ...event, failure: sentence(reason) });
  }

  /** Null: look again, as the event has changed meanwhile. */
  async #write(event: WrittenEvent, writing: Writing): Promise<DeliveryOutcome | null> {
    if (event.href === null) return this.#create(event, writing);
    const found = await this.#find(event, writing);
    if (!found.ok) return failed(found.error);
    if (found.value !== null) {
      const { collection, object } = found.value;
      return this.#follow({ ...event, collection }, object, writing);
    }
    const { end } = writing.meeting.time;
    await this.deps.written.update({ ...event, end, hostChange: { kind: 'deleted' }, failure: null });
    return MADE;
  }

  async #create(event: WrittenEvent, writing: Writing): Promise<DeliveryOutcome | null> {
    const { written, servers, clock } = this.deps;
    const { access, meeting, uid, withinMs } = writing;
    const { collection, calendarId, bookingId } = event;
    if (epochMsOf(meeting.time.end) <= clock.now()) {
      await written.remove(calendarId, bookingId);
      return MADE;
    }
    // Stored first: after a crash, the event is known to be there perhaps.
    const begun = { ...event, expected: meeting.times, end: meeting.time.end };
    if (!(await written.update(begun))) return MADE;
    const wrote = await servers.write(access, { collection, uid, text: meeting.newText(), withinMs: withinMs() });
    if (!wrote.ok) return failed(wrote.error);
    switch (wrote.value.kind) {
      case 'written':
        return this.#recordWritten(begun, wrote.value, meeting);
      case 'alreadyThere':
        return this.#follow(begun, wrote.value.object, writing);
      case 'changedMeanwhile':
        return null;
      case 'gone':
        return { kind: 'refused', reason: COLLECTION_GONE };
      case 'refused':
        return { kind: 'refused', reason: sentence(wrote.value.reason) };
    }
  }

  /** Brings an event that is there up to date, unless its host has moved it. */
  async #follow(event: WrittenEvent, object: CalendarObject, writing: Writing): Promise<DeliveryOutcome | null> {
    const { written, servers } = this.deps;
    const { access, meeting, uid, withinMs } = writing;
    const { href, etag } = object;
    const { sequence } = meeting.booking;
    const times = await this.#timesOf(object, meeting);
    if (times === null) return { kind: 'refused', reason: UNREADABLE };
    const seen = { ...event, href, etag, end: meeting.time.end, failure: null };
    const standing = standingOf(times, meeting.time, event.expected);
    if (standing.kind === 'changedByHost') {
      await written.update({ ...seen, hostChange: standing.change });
      return MADE;
    }
    if (standing.kind === 'booked' && event.sequence === sequence) {
      return this.#recordWritten(seen, { href, etag }, meeting);
    }
    const isPlaced = event.sequence === null || meeting.locatedSince > event.sequence;
    const text = changedEvent(object.text, uid, {
      ...meeting.time,
      isMoved: standing.kind === 'behind',
      location: isPlaced ? meeting.location : undefined,
      sequence,
      changedAt: meeting.changedAt,
    });
    if (text === null) return { kind: 'refused', reason: UNREADABLE };
    if (etag === null) return { kind: 'refused', reason: NO_VERSIONS };
    // Stored first: after a crash, the event may be at either time.
    const begun = { ...seen, expected: [...event.expected, meeting.time] };
    if (!(await written.update(begun))) return MADE;
    const replaces = { href, etag };
    const wrote = await servers.write(access, {
      collection: event.collection,
      uid,
      text,
      replaces,
      withinMs: withinMs(),
    });
    if (!wrote.ok) return failed(wrote.error);
    if (wrote.value.kind === 'written') return this.#recordWritten(begun, wrote.value, meeting);
    return wrote.value.kind === 'refused' ? { kind: 'refused', reason: sentence(wrote.value.reason) } : null;
  }

  async #recordWritten(
    event: WrittenEvent,
    { href, etag }: { readonly href: string; readonly etag: string | null },
    { time, booking }: MeetingOfHosts,
  ): Promise<DeliveryOutcome> {
    const now = { href, etag, expected: [time], sequence: booking.sequence, end: time.end };
    await this.deps.written.update({ ...event, ...now, hostChange: null, failure: null });
    return MADE;
  }

  /** Also of an event that its host has moved: the meeting does not take place. */
  async #remove(event: WrittenEvent, writing: Writing): Promise<DeliveryOutcome | null> {
    const { written, servers } = this.deps;
    const { access, withinMs } = writing;
    const forget = async (): Promise<DeliveryOutcome> => {
      await written.remove(event.calendarId, event.bookingId);
      return MADE;
    };
    if (event.href === null && event.expected.length === 0) return forget();
    const found = await this.#find(event, writing);
    if (!found.ok) return found.error.kind === 'notFound' ? forget() : failed(found.error);
    if (found.value === null) return forget();
    const { href, etag } = found.value.object;
    const removed = await servers.remove(access, { href, etag, withinMs: withinMs() });
    if (!removed.ok) return failed(removed.error);
    switch (removed.value.kind) {
      case 'removed':
      case 'gone':
        return forget();
      case 'changedMeanwhile':
        return null;
      case 'refused':
        return { kind: 'refused', reason: sentence(removed.value.reason) };
    }
  }

  /** Returns the event, also if its host has moved it to another collection of the account; null if it is in none. */
  async #find(event: WrittenEvent, writing: Writing): Promise<Result<FoundEvent | null, CalendarFailure>> {
    const first = await this.#findIn(event.collection, writing);
    if (first.ok ? first.value !== null : first.error.kind !== 'notFound') return first;
    const state = (await this.deps.polls.states([event.calendarId])).get(event.calendarId);
    const others = (state?.collections ?? []).filter(({ href }) => href !== event.collection);
    for (const { href } of others) {
      const found = await this.#findIn(href, writing);
      // A collection that is gone does not hold it either.
      if (found.ok ? found.value !== null : found.error.kind !== 'notFound') return found;
    }
    return first;
  }

  async #findIn(
    collection: string,
    { access, uid, withinMs }: Writing,
  ): Promise<Result<FoundEvent | null, CalendarFailure>> {
    const found = await this.deps.servers.find(access, { collection, uid, withinMs: withinMs() });
    if (!found.ok) return found;
    return ok(found.value === null ? null : { collection, object: found.value });
  }

  /** Null if the text cannot be read. */
  async #timesOf({ text }: CalendarObject, meeting: MeetingOfHosts): Promise<readonly EventTime[] | null> {
    return eventTimesIn(this.deps.busyReader, text, meeting.time, meeting.timeZone);
  }
}

/** The times of an event in a calendar, also one that leaves its host free. Null if the text cannot be read. */
export const eventTimesIn = async (
  busyReader: Pick<BusyReader, 'busyTimes'>,
  text: string,
  near: EventTime,
  timeZone: string,
): Promise<readonly EventTime[] | null> => {
  const from = instantOf(epochMsOf(near.start) - WINDOW_MS);
  const to = instantOf(epochMsOf(near.end) + WINDOW_MS);
  const read = await busyReader.busyTimes([text], { from, to, timeZone, addresses: [], allEventsBusy: true, own: [] });
  return read.ok && read.value.unreadable === 0 ? read.value.intervals : null;
};

const COLLECTION_GONE = 'The calendar that bookings are written to is gone. Choose another one.';
const UNREADABLE = 'The event of the booking cannot be read in the calendar.';
const NO_VERSIONS = 'The server tells no versions of events, so the event of the booking cannot be changed safely.';

const failed = (failure: CalendarFailure): DeliveryOutcome => {
  if (failure.kind === 'notFound') return { kind: 'refused', reason: COLLECTION_GONE };
  const { text, askedForMs } = failureOfServer(failure);
  return { kind: 'failed', reason: text, ...(askedForMs === undefined ? {} : { retryAfterMs: askedForMs }) };
};
