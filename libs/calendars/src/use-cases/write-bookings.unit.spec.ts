import { MemoryCalendarSecrets } from '@bookonce/adapter-memory/calendar-records';
import { readBusyTimes } from '@bookonce/adapter-icalendar/read-busy-times';
import { recorded, type BookonceEvent } from '@bookonce/contracts/event-catalogue';
import { accessOwnerOf } from '@bookonce/contracts/commands/calendars';
import type { BusyReader } from '@bookonce/kernel/ports/busy-reader';
import { streamName } from '@bookonce/kernel/ports/event-store';
import { rebuild } from '@bookonce/kernel/rebuild';
import { TokenVault } from '@bookonce/secrets/token-vault';
import { memoryPorts } from '@bookonce/testing/memory-ports';
import { describe, expect, it } from '@jest/globals';
import { FakeAccount } from '../fixtures/fake-account.js';
import { calendarsProjector } from '../views/calendars-projector.js';
import { BookedMeetings } from './booked-meetings.js';
import { BookingDeliveries, TO_CALENDAR } from './booking-deliveries.js';
import { CalendarAccesses } from './calendar-access.js';
import { calendarAggregates } from './calendar-aggregates.js';
import { WatchWrittenEvents } from './watch-written-events.js';
import { WriteBookings } from './write-bookings.js';

const NOW = '2026-03-02T08:00:00.000Z';
const WORK = 'https://cloud.example.com/work/';
const PRIVATE = 'https://cloud.example.com/private/';
const at = (hour: number) => ({ start: `2026-03-03T${hour}:00:00.000Z`, end: `2026-03-03T${hour + 1}:00:00.000Z` });
const UID = 'bkg_1@bookonce';

const busyReader: Pick<BusyReader, 'busyTimes'> = {
  busyTimes: async (texts, query) => readBusyTimes(texts, query, 10_000),
};

/** A host with a calendar to which bookings go, on in-memory ports. */
class TestWriting {
  readonly ports = memoryPorts(NOW);
  readonly account = new FakeAccount();
  readonly bookings: BookingDeliveries;
  readonly writer: WriteBookings;
  readonly watch: WatchWrittenEvents;
  readonly written = this.ports.writtenEvents;
  readonly #secrets = new MemoryCalendarSecrets();
  readonly #vault = new TokenVault(new Uint8Array(32).fill(7));

  constructor() {
    const { store, ids, clock, scheduler, deliveries, writtenEvents: written, readModels: views } = this.ports;
    const readModels = {
      get: views.get.bind(views),
      list: views.list.bind(views),
      waitFor: async () => {
        await rebuild({ projector: calendarsProjector, store, readModels: views, scheduler });
        return true;
      },
    };
    const { account: servers } = this;
    const aggregates = calendarAggregates(store, ids);
    const accesses = new CalendarAccesses(this.#secrets, this.#vault);
    const bookingsUrl = 'https://book.example.com/console/bookings';
    const meetings = new BookedMeetings({ store, readModels, language: 'en', bookingsUrl });
    const writing = { aggregates, accesses, meetings, written, servers, busyReader, clock, scheduler };
    this.writer = new WriteBookings(writing);
    const adding = { deliveries, written, readModels, ids, clock, realClock: clock, onAdded: () => undefined };
    this.bookings = new BookingDeliveries(adding);
    this.watch = new WatchWrittenEvents({ written, bookings: this.bookings, busyReader, readModels, clock });
  }

  static async start(): Promise<TestWriting> {
    const writing = new TestWriting();
    const access = JSON.stringify({ url: WORK, username: 'ada', password: 'secret' });
    await writing.#secrets.put('cal_1', writing.#vault.seal(accessOwnerOf('cal_1'), access));
    const schedule = { timeZone: 'Europe/Berlin', weekly: [] };
    await writing.store(
      'calendar',
      'hst_1',
      { type: 'HostAdded', data: { hostId: 'hst_1', name: 'Ada', email: 'ada@example.com' } },
      { type: 'ScheduleSet', data: { hostId: 'hst_1', schedule } },
    );
    await writing.connected('CalendarConnected', { kind: 'caldav' });
    return writing;
  }

  /** Appends events, and has those about bookings and calendars reacted to. */
  async store(category: string, id: string, ...events: readonly BookonceEvent[]): Promise<void> {
    const { store, ids } = this.ports;
    const stream = streamName(category, id);
    for (const { type, data } of events) {
      const [eventId, commandId] = [ids.uuid(), ids.uuid()];
      const envelope = { version: 1, workspaceId: 'wsp_1', correlationId: commandId, causationId: commandId };
      const meta = { ...envelope, time: NOW, by: 'api' };
      const revision = store.events.filter((one) => one.stream === stream).length - 1;
      await store.append(stream, revision, [{ id: eventId, type, data, meta }]);
      const stored = store.events.findLast((one) => one.id === eventId);
      if (stored === undefined) throw new Error('not stored');
      if (category === 'booking') await this.bookings.onBooking(recorded(stored));
      if (category === 'connectedCalendar') await this.bookings.onCalendar(recorded(stored));
    }
  }

  connected(type: 'CalendarConnected' | 'CalendarChanged', more: object): Promise<void> {
    const settings = {
      name: 'Work',
      readFrom: null,
      writeTo: WORK,
      allEventsBusy: false,
      whenUnreachable: 'lastKnown',
    };
    const data = { calendarId: 'cal_1', hostId: 'hst_1', ...settings, ...more };
    return this.store('connectedCalendar', 'cal_1', { type, data } as BookonceEvent);
  }

  request(more: object = {}): Promise<void> {
    const data = {
      bookingId: 'bkg_1',
      linkId: 'lnk_1',
      meetingTypeId: 'mtt_1',
      title: 'Intro call',
      assignment: 'single',
      hostIds: ['hst_1'],
      confirmation: 'instant',
      ...at(10),
      attendee: { name: 'Bea', email: 'bea@example.org' },
      answers: {},
      location: null,
      manageTokenHash: 'hash',
      ...more,
    };
    return this.store('booking', 'bkg_1', { type: 'BookingRequested', data } as BookonceEvent);
  }

  async book(): Promise<void> {
    await this.request();
    await this.happened({ type: 'BookingConfirmed', data: { bookingId: 'bkg_1', hostIds: ['hst_1'] } });
  }

  happened(...events: readonly BookonceEvent[]): Promise<void> {
    return this.store('booking', 'bkg_1', ...events);
  }

  move(from: number, to: number): Promise<void> {
    const { start: fromStart, end: fromEnd } = at(from);
    return this.happened({ type: 'BookingRescheduled', data: { bookingId: 'bkg_1', ...at(to), fromStart, fromEnd } });
  }

  cancel(): Promise<void> {
    return this.happened({ type: 'BookingCancelled', data: { bookingId: 'bkg_1', by: 'host' } });
  }

  /** Makes all deliveries that wait; returns the outcomes. */
  async deliver(): Promise<readonly string[]> {
    const { deliveries, clock } = this.ports;
    const outcomes: string[] = [];
    for (;;) {
      const [claimed] = await deliveries.claim(TO_CALENDAR, 1, clock.now(), clock.now() + 1);
      if (claimed === undefined) return outcomes;
      const outcome = await this.writer.deliver(claimed);
      outcomes.push(outcome.kind === 'made' ? outcome.kind : `${outcome.kind}: ${outcome.reason}`);
      if (outcome.kind === 'refused') await this.writer.giveUp(claimed, outcome.reason);
      if (outcome.kind === 'failed') {
        await deliveries.putOff(claimed, clock.now(), clock.now());
        return outcomes;
      }
      await deliveries.settle(claimed, clock.now());
    }
  }

  /** The only event in the account, unfolded. */
  get text(): string {
    const [object, another] = this.account.objects;
    if (object === undefined || another !== undefined) throw new Error(`${this.account.objects.length} events`);
    return object.text.replaceAll('\r\n ', '');
  }

  get href(): string {
    return this.account.objects[0]?.href ?? '';
  }

  record() {
    return this.written.get('cal_1', 'bkg_1');
  }

  /** Drags the event elsewhere in the host's program, which writes times of its own zone. */
  drag(hour: number): void {
    const local = `DTSTART;TZID=Europe/Berlin:20260303T${hour + 1}0000`;
    const text = this.text.replace(/DTSTART.*/, local).replace(/DTEND.*/, 'DURATION:PT1H');
    this.account.put(this.href, text);
  }

  observe(): Promise<void> {
    const texts = new Map(this.account.objects.map(({ href, text }) => [href, text]));
    return this.watch.observe({ calendarId: 'cal_1', hostId: 'hst_1' }, new Map([[WORK, { texts, unreadable: 0 }]]));
  }
}

describe('bookings in calendars', () => {
  it('are written once, however often that is asked for', async () => {
    const writing = await TestWriting.start();
    await writing.book();
    expect(await writing.deliver()).toEqual(['made']);
    for (const line of [`UID:${UID}`, 'SUMMARY:Intro call with Bea', 'DTSTART:20260303T100000Z', 'SEQUENCE:0']) {
      expect(writing.text).toContain(line);
    }
    await writing.bookings.check('cal_1', ['bkg_1']);
    expect(await writing.deliver()).toEqual(['made']);
    expect(writing.account.writes).toBe(1);
  });

  it('are written as they are by then, after the server was away', async () => {
    const writing = await TestWriting.start();
    await writing.book();
    writing.account.failure = { kind: 'unreachable', reason: 'no connection' };
    expect(await writing.deliver()).toEqual([expect.stringContaining('failed: No connection')]);
    await writing.move(10, 14);
    writing.account.failure = null;
    expect(await writing.deliver()).toEqual(['made', 'made']);
    expect(writing.text).toContain('DTSTART:20260303T140000Z');
    expect(writing.account.writes).toBe(1);
  });

  it('follow a move whose answer was lost, and another one after it', async () => {
    const writing = await TestWriting.start();
    await writing.book();
    await writing.deliver();
    writing.account.losesAnswers = true;
    await writing.move(10, 11);
    await writing.deliver();
    await writing.move(11, 12);
    writing.account.losesAnswers = false;
    await writing.deliver();
    expect(writing.text).toContain('DTSTART:20260303T120000Z');
    expect(await writing.record()).toMatchObject({ hostChange: null, expected: [at(12)], sequence: 2 });
  });

  it('are found by their UID if nothing is known of them any more', async () => {
    const writing = await TestWriting.start();
    await writing.book();
    await writing.deliver();
    await writing.written.forget('cal_1');
    await writing.move(10, 13);
    await writing.happened({ type: 'BookingConfirmed', data: { bookingId: 'bkg_1', hostIds: ['hst_1'] } });
    await writing.deliver();
    expect(writing.text).toContain('DTSTART:20260303T130000Z');
  });

  it('keep the place that the host has written, until that of the booking changes', async () => {
    const writing = await TestWriting.start();
    await writing.book();
    await writing.deliver();
    writing.account.put(writing.href, writing.text.replace('END:VEVENT', 'LOCATION:My office\r\nEND:VEVENT'));
    await writing.move(10, 11);
    await writing.deliver();
    expect(writing.text).toContain('LOCATION:My office');
    const location = { type: 'inPerson', value: 'Room 7' } as const;
    await writing.happened({ type: 'LocationChanged', data: { bookingId: 'bkg_1', location } });
    await writing.deliver();
    expect(writing.text).toContain('LOCATION:Room 7');
    expect(writing.text).not.toContain('My office');
  });

  it('keep what the host adds at the same moment', async () => {
    const writing = await TestWriting.start();
    await writing.book();
    await writing.deliver();
    await writing.move(10, 13);
    const { href, text } = writing;
    writing.account.beforeWrite = () => {
      writing.account.put(href, text.replace('END:VEVENT', 'X-COLOR:red\r\nEND:VEVENT'));
    };
    expect(await writing.deliver()).toEqual(['made']);
    expect(writing.text).toContain('X-COLOR:red');
    expect(writing.text).toContain('DTSTART:20260303T130000Z');
  });

  it('are left alone where the host has moved them, until they are at the booked time again', async () => {
    const writing = await TestWriting.start();
    await writing.book();
    await writing.deliver();
    writing.drag(15);
    await writing.observe();
    expect(await writing.deliver()).toEqual(['made']);
    const moved = { hostChange: { kind: 'moved', ...at(15) } };
    expect(await writing.record()).toMatchObject(moved);
    await writing.observe();
    expect(await writing.deliver()).toEqual([]);

    await writing.move(10, 12);
    await writing.deliver();
    expect(await writing.record()).toMatchObject(moved);
    expect(writing.account.writes).toBe(1);
    await writing.move(12, 15);
    await writing.deliver();
    expect(await writing.record()).toMatchObject({ hostChange: null });
    expect(writing.text).toContain('DTSTART;TZID=Europe/Berlin:20260303T160000');
  });

  it('are not created again once the host has deleted them', async () => {
    const writing = await TestWriting.start();
    await writing.book();
    await writing.deliver();
    writing.account.delete(writing.href);
    await writing.observe();
    await writing.move(10, 12);
    await writing.deliver();
    expect(writing.account.objects).toEqual([]);
    expect(await writing.record()).toMatchObject({ hostChange: { kind: 'deleted' } });
    await writing.cancel();
    await writing.deliver();
    expect(await writing.record()).toBeNull();
  });

  it('go when they are cancelled, also if the answer to their creation was lost', async () => {
    const writing = await TestWriting.start();
    await writing.book();
    writing.account.losesAnswers = true;
    await writing.deliver();
    writing.account.losesAnswers = false;
    await writing.cancel();
    await writing.deliver();
    expect(writing.account.objects).toEqual([]);
    expect(await writing.record()).toBeNull();
  });

  it('stay in the collection that was named when they were confirmed', async () => {
    const writing = await TestWriting.start();
    await writing.book();
    await writing.connected('CalendarChanged', { writeTo: PRIVATE, accessReplaced: false });
    await writing.deliver();
    expect(writing.href.startsWith(WORK)).toBe(true);
    await writing.move(10, 12);
    await writing.deliver();
    expect(writing.text).toContain('DTSTART:20260303T120000Z');
  });

  it('go nowhere if the host has named no collection, or the meeting is over', async () => {
    const writing = await TestWriting.start();
    await writing.book();
    writing.ports.clock.set(Date.parse(at(12).start));
    expect(await writing.deliver()).toEqual(['made']);
    expect(writing.account.objects).toEqual([]);
    await writing.connected('CalendarChanged', { writeTo: null, accessReplaced: false });
    await writing.happened({ type: 'BookingConfirmed', data: { bookingId: 'bkg_1', hostIds: ['hst_1'] } });
    expect(await writing.deliver()).toEqual([]);
  });

  it('that were refused say so, and are tried again in another collection', async () => {
    const writing = await TestWriting.start();
    await writing.book();
    writing.account.refusal = { status: 403, reason: 'the calendar is read-only' };
    expect(await writing.deliver()).toEqual(['refused: The calendar is read-only.']);
    expect(await writing.record()).toMatchObject({ failure: 'The calendar is read-only.' });
    writing.account.refusal = null;
    await writing.connected('CalendarChanged', { writeTo: PRIVATE, accessReplaced: false });
    expect(await writing.deliver()).toEqual(['made']);
    expect(writing.href.startsWith(PRIVATE)).toBe(true);
    expect(await writing.record()).toMatchObject({ failure: null });
  });

  it('stay where they are when the calendar is disconnected', async () => {
    const writing = await TestWriting.start();
    await writing.book();
    await writing.deliver();
    await writing.move(10, 12);
    await writing.bookings.forget('cal_1');
    expect(await writing.deliver()).toEqual([]);
    await writing.cancel();
    expect(await writing.deliver()).toEqual([]);
    expect(writing.text).toContain('DTSTART:20260303T100000Z');
  });
});
