import { findConnectedHosts, moveSlot } from '@bookonce/contracts/commands/availability';
import { beforeEach, describe, expect, it } from '@jest/globals';
import { TestInstances } from '../fixtures/test-instances.js';

let set: TestInstances;
let bookingId: string;
const start = '2026-03-30T07:00:00.000Z';

const placeWith = async (rules: Parameters<typeof TestInstances.of>[0], link: object = {}): Promise<void> => {
  set = await TestInstances.of(rules, link);
  bookingId = await set.place();
  set.others.drain();
  set.others.payloads.splice(0);
};

beforeEach(() => placeWith({ location: { type: 'video', value: 'https://meet.example.org/{random}' } }));

const change = (changes: object) => set.first.changeMeeting(set.message({ bookingId, ...changes }));

describe('a meeting that its host changes', () => {
  it('is longer when the calendars have agreed', async () => {
    expect(await change({ durationMinutes: 45 })).toMatchObject({
      ok: true,
      value: { booking: { sequence: 1, time: { start, end: '2026-03-30T07:45:00.000Z' } } },
    });
    expect(set.others.drain()).toEqual([findConnectedHosts.pattern, moveSlot.pattern]);
    expect(set.others.payloads.slice(1)).toMatchObject([
      { move: 1, start, fromStart: start, end: '2026-03-30T07:45:00.000Z' },
    ]);
    expect(await change({ durationMinutes: 45 })).toMatchObject({ ok: true, value: { booking: { sequence: 1 } } });
    expect(set.others.drain()).toEqual([]);
  });

  it('names its actor in all that follows', async () => {
    const { payload, context } = set.message({ bookingId, durationMinutes: 45 });
    await set.first.changeMeeting({ payload, context: { ...context, actorId: 'key_1' } });
    expect(set.eventsOf(bookingId).slice(-2)).toMatchObject([
      { type: 'RescheduleRequested', meta: { by: 'api', actorId: 'key_1' } },
      { type: 'BookingRescheduled', meta: { by: 'api', actorId: 'key_1' } },
    ]);
  });

  it('stays as it is, also its place, when they have not', async () => {
    set.others.moveRefusal = { kind: 'slotTaken' };
    const refused = await change({ durationMinutes: 45, location: { type: 'phone' } });
    expect(refused).toMatchObject({ ok: false, error: { kind: 'slotTaken' } });
    expect(set.typesOf(bookingId).at(-1)).toBe('RescheduleRefused');
  });

  it('is elsewhere, with a room of its own where the place has rooms', async () => {
    const room = `room-of-${bookingId}`;
    expect(set.eventsOf(bookingId)[0]).toMatchObject({
      data: { location: { value: `https://meet.example.org/${room}` } },
    });
    const value = 'https://other.example.org/{random}';
    expect(await change({ durationMinutes: 20, location: { type: 'video', value } })).toMatchObject({
      ok: true,
      value: { booking: { sequence: 2, location: { type: 'video', value: `https://other.example.org/${room}` } } },
    });
    expect(await change({ location: null })).toMatchObject({
      ok: true,
      value: { booking: { sequence: 3, location: null } },
    });
  });

  it('moves by the rules of its link', async () => {
    const overrides = { durationMinutes: 60, slots: [{ start }, { start: '2026-03-31T07:00:00.000Z' }] };
    await placeWith({}, { overrides });
    await set.first.reschedule(set.message({ bookingId, start: '2026-03-31T07:00:00.000Z' }, 'attendee'));
    expect(set.others.payloads.at(-1)).toMatchObject({ end: '2026-03-31T08:00:00.000Z', overrides });
  });
});

describe('the attendee who did not come', () => {
  const record = (noShow: boolean) => set.first.recordNoShow(set.message({ bookingId, noShow }));

  it('is recorded after the meeting', async () => {
    expect(await record(true)).toMatchObject({ ok: false, error: { kind: 'isNotOver' } });
    set.advanceTo('2026-03-30T07:30:00.000Z');
    expect(await record(true)).toMatchObject({ ok: true, value: { booking: { noShow: true } } });
    expect(await record(false)).toMatchObject({ ok: true, value: { booking: { noShow: false } } });
  });
});

describe('a reminder', () => {
  const dueAt = '2026-03-30T06:00:00.000Z';
  const fire = (instance = set.first) =>
    instance.reactor.onTimer({
      id: `reminder/${bookingId}`,
      kind: 'reminder',
      subject: bookingId,
      workspaceId: 'wsp_1',
      dueAt,
    });
  const reminded = () => set.typesOf(bookingId).filter((type) => type === 'ReminderRequested').length;

  beforeEach(() => placeWith({ reminders: [{ minutesBefore: 60, to: 'both' }] }));

  it('is requested once, however often and wherever its timer fires', async () => {
    const asleep = set.instance();
    await fire(asleep);
    expect(reminded()).toBe(0);
    set.advanceTo(dueAt);
    await Promise.all([fire(), fire(asleep), fire(set.instance())]);
    await fire(asleep);
    expect(reminded()).toBe(1);
  });

  it('is not requested if the booking was cancelled, also if the instance has not heard of that', async () => {
    const asleep = set.instance();
    await fire(asleep);
    await set.first.cancel(set.message({ bookingId }));
    set.advanceTo(dueAt);
    await fire(asleep);
    expect(reminded()).toBe(0);
  });
});
