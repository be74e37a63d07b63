import { bookSlot, checkSlot, holdSlot } from '@bookonce/contracts/commands/availability';
import { noHandlerFor } from '@bookonce/contracts/send-command';
import { consumeLink, expireLink } from '@bookonce/contracts/commands/link';
import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { organizer } from '../fixtures/organizer.js';
import { details, NOW, TestBookings } from '../fixtures/test-bookings.js';
import { TestInstances } from '../fixtures/test-instances.js';
import { bookingIdOf } from './booking-placement.js';

describe('placing a booking', () => {
  let world: TestBookings;

  beforeEach(async () => {
    world = new TestBookings();
    await world.begin();
  });

  const step = (command: Parameters<TestBookings['service']['run']>[1], bookingId = world.bookingId) =>
    world.service.run(bookingId, command, world.ports.message({}).context);

  it('takes the rest from the link and the meeting type', async () => {
    expect(await world.place({ note: 'by phone' })).toMatchObject({ ok: true });
    expect(world.request).toEqual({
      ...details,
      bookingId: world.bookingId,
      meetingTypeId: 'mtt_1',
      title: 'Introduction',
      assignment: 'roundRobin',
      hostIds: ['hst_1', 'hst_2'],
      confirmation: 'instant',
      end: '2026-03-30T07:30:00.000Z',
      answers: {},
      note: 'by phone',
      location: null,
      manageTokenHash: `hash of token of ${world.bookingId}`,
    });
    const [{ meta } = { meta: null }] = world.ports.store.events.filter(({ type }) => type === 'BookingRequested');
    expect(meta).toMatchObject({ workspaceId: 'wsp_1', correlationId: world.bookingId });
  });

  it('follows the current rules of the meeting type', async () => {
    await world.place();
    const settings = {
      ...(world.ports.store.events[0]?.data as { settings: object }).settings,
      confirmation: 'approval',
    };
    await world.append('meetingType-mtt_1', 'MeetingTypeChanged', { meetingTypeId: 'mtt_1', settings });
    const second = await world.service.placement.place(world.ports.message(details), () => Promise.resolve());
    expect(second).toMatchObject({ ok: true, value: { booking: { request: { confirmation: 'approval' } } } });
  });

  it('takes the host chosen for the link', async () => {
    await world.append('link-lnk_2', 'LinkIssued', { linkId: 'lnk_2', meetingTypeId: 'mtt_1', hostId: 'hst_2' });
    await world.place({ linkId: 'lnk_2' });
    expect(world.request).toMatchObject({ assignment: 'single', hostIds: ['hst_2'] });
  });

  it.each([
    ['LinkConsumed', { bookingId: 'bkg_other' }, 'consumed'],
    ['LinkExpired', {}, 'expired'],
    ['LinkRevoked', {}, 'revoked'],
    ['LinkRevoked', { replacement: {} }, 'replaced'],
  ])('stores nothing for a link that has ended: %s %j', async (type, data, end) => {
    await world.append('link-lnk_1', type, { linkId: 'lnk_1', ...data });
    const position = world.ports.store.events.at(-1)?.position;
    expect(await world.place()).toEqual({ ok: false, error: { kind: 'linkEnded', end, position } });
    expect(world.types).toEqual([]);
  });

  it('stores nothing for a link that was never issued', async () => {
    expect(await world.place({ linkId: 'lnk_9' })).toEqual({ ok: false, error: { kind: 'linkUnknown' } });
  });

  it('refuses wrong answers to questions, and stores nothing', async () => {
    const asking = new TestBookings();
    await asking.begin({ questions: [{ id: 'topic', label: 'Topic', type: 'text', required: true }] });
    expect(await asking.place({ answers: { other: 'x' } })).toMatchObject({
      ok: false,
      error: { kind: 'invalid', errors: [{ path: 'answers.other' }, { path: 'answers.topic' }] },
    });
    expect(asking.types).toEqual([]);
    expect(await asking.place({ answers: { topic: 'Prices' } })).toMatchObject({ ok: true });
  });

  it('replies to a repeated command with the same booking, whatever has changed since (I8)', async () => {
    await world.place();
    await step({ type: 'confirm', hostIds: ['hst_1'], organizer, now: NOW });
    await world.append('link-lnk_1', 'LinkConsumed', { linkId: 'lnk_1', bookingId: world.bookingId });
    const questions = [{ id: 'topic', label: 'Topic', type: 'text', required: true }];
    const settings = { ...(world.ports.store.events[0]?.data as { settings: object }).settings, questions };
    await world.append('meetingType-mtt_1', 'MeetingTypeChanged', { meetingTypeId: 'mtt_1', settings });
    for (const service of [world.service, world.instance()]) {
      const { context } = world.ports.message({});
      const message = { payload: details, context: { ...context, commandId: '00000000-0000-8000-8000-000000000001' } };
      const reply = await service.placement.place(message, () => Promise.resolve());
      expect(reply).toMatchObject({ ok: true, value: { booking: { status: 'confirmed', hostIds: ['hst_1'] } } });
    }
    expect(world.types).toEqual(['BookingRequested', 'BookingConfirmed']);
  });

  it('refuses the same command for another booking', async () => {
    await world.place();
    expect(await world.place({ note: 'by phone' })).toEqual({ ok: false, error: { kind: 'keyReused' } });
  });

  it.each(['overdue', 'tooManyPending'] as const)('tries again after an attempt that was %s', async (reason) => {
    await world.place();
    await step({ type: 'reject', reason });
    const again = await world.place();
    const second = bookingIdOf(world.ports.ids, '00000000-0000-8000-8000-000000000001', 1);
    expect(again).toMatchObject({
      ok: true,
      value: { booking: { status: 'requested', request: { bookingId: second } } },
    });
    expect(await world.place()).toMatchObject({ ok: true, value: { booking: { request: { bookingId: second } } } });
    expect(world.types).toEqual(['BookingRequested', 'BookingRejected', 'BookingRequested']);
  });

  it('does not try again after a final refusal', async () => {
    await world.place();
    await step({ type: 'reject', reason: 'slotTaken' });
    expect(await world.place()).toMatchObject({
      ok: true,
      value: { booking: { status: 'rejected', reason: 'slotTaken' } },
    });
    expect(world.types).toEqual(['BookingRequested', 'BookingRejected']);
  });

  it('stops trying after eight attempts', async () => {
    for (let attempt = 0; attempt < 8; attempt += 1) {
      const reply = await world.place();
      if (!reply.ok) throw new Error(reply.error.kind);
      await step({ type: 'reject', reason: 'overdue' }, reply.value.booking.request.bookingId);
    }
    expect(await world.place()).toMatchObject({
      ok: true,
      value: { booking: { status: 'rejected', reason: 'overdue' } },
    });
    expect(world.types.filter((type) => type === 'BookingRequested')).toHaveLength(8);
  });
});

it('stores the events of a command with the time that decided, whatever the clock says by then', async () => {
  const world = new TestBookings();
  await world.begin();
  await world.place();
  const { context } = world.ports.message({});
  const now = '2026-03-01T00:05:00.000Z';
  await world.service.run(world.bookingId, { type: 'confirm', hostIds: ['hst_1'], organizer, now }, context);
  expect(world.ports.store.events.at(-1)).toMatchObject({ type: 'BookingConfirmed', meta: { time: now } });
});

describe('the reply to a placed booking', () => {
  let world: TestBookings;

  beforeEach(async () => {
    world = new TestBookings();
    await world.begin();
    jest.useFakeTimers();
  });
  afterEach(() => void jest.useRealTimers());

  it('is held until the booking process has finished', async () => {
    const { promise, resolve } = Promise.withResolvers<void>();
    const replied = jest.fn();
    const reply = world.place({}, () => promise);
    void reply.then(replied);
    await jest.advanceTimersByTimeAsync(500);
    expect(replied).not.toHaveBeenCalled();
    await world.service.run(
      world.bookingId,
      { type: 'confirm', hostIds: ['hst_1'], organizer, now: NOW },
      world.ports.message({}).context,
    );
    resolve();
    expect(await reply).toMatchObject({ ok: true, value: { booking: { status: 'confirmed' } } });
  });

  it.each([
    ['takes long', () => new Promise<void>(() => undefined)],
    ['fails', () => Promise.reject(new Error('the calendar is away'))],
  ])('says that the request is stored if the process %s (I7)', async (_how, startProcess) => {
    const reply = world.place({}, startProcess);
    await jest.advanceTimersByTimeAsync(1_000);
    expect(await reply).toMatchObject({ ok: true, value: { booking: { status: 'requested' } } });
    expect(world.types).toEqual(['BookingRequested']);
  });
});

it('asks the store of an instant booking for its link and meeting type, and appends twice', async () => {
  const set = await TestInstances.of();
  const { store } = set.world.ports;
  const [reads, appends] = [jest.spyOn(store, 'readStream'), jest.spyOn(store, 'append')];
  const { booking } = await set.placed();
  expect(booking.status).toBe('confirmed');
  const stream = `booking-${booking.request.bookingId}`;
  expect(reads.mock.calls.map(([read]) => read)).toEqual(['link-lnk_1', 'meetingType-mtt_1']);
  expect(appends.mock.calls.map(([appended]) => appended)).toEqual([stream, stream]);
  expect(set.others.sent).toEqual([checkSlot.pattern, holdSlot.pattern, consumeLink.pattern, bookSlot.pattern]);
});

describe('an attempt that cannot be booked', () => {
  let set: TestInstances;

  beforeEach(async () => {
    set = await TestInstances.of();
  });

  const place = (message = set.message(details, 'attendee'), instance = set.first) => instance.place(message);
  const stored = (): number => set.world.ports.store.events.length;

  it.each(['slotTaken', 'slotNotOffered'] as const)('stores nothing if its calendars say %s', async (kind) => {
    set.others.checkRefusal = { kind };
    const before = stored();
    expect(await place()).toEqual({ ok: false, error: { kind } });
    expect(stored()).toBe(before);
    expect(set.others.sent).toEqual([checkSlot.pattern]);
  });

  it('is left to the hold if the availability service is of a release without the question', async () => {
    set.others.onArrival = async (pattern) => {
      if (pattern === checkSlot.pattern) throw new Error(noHandlerFor(pattern));
    };
    expect(await place()).toMatchObject({ ok: true, value: { booking: { status: 'confirmed' } } });
    expect(set.others.sent).toContain(holdSlot.pattern);
  });

  it('fails, and stores nothing, if the question is not answered', async () => {
    set.others.unreachable.add(checkSlot.pattern);
    const before = stored();
    await expect(place()).rejects.toThrow('no reply');
    expect(stored()).toBe(before);
  });

  it('may be repeated with the same key once the slot is free', async () => {
    const message = set.message(details, 'attendee');
    set.others.checkRefusal = { kind: 'slotTaken' };
    await place(message);
    set.others.checkRefusal = null;
    expect(await place(message)).toMatchObject({ ok: true, value: { booking: { status: 'confirmed' } } });
  });

  it('is answered from its own stream if its booking exists, whatever the calendars say now (I8)', async () => {
    const message = set.message(details, 'attendee');
    const first = await place(message);
    set.others.checkRefusal = { kind: 'slotNotOffered' };
    expect(await place(message)).toMatchObject(first);
    expect(await place(message, set.instance())).toMatchObject(first);
  });

  it('asks no calendar if another rule refuses it', async () => {
    await set.world.append('link-lnk_1', 'LinkRevoked', { linkId: 'lnk_1' });
    expect(await place()).toMatchObject({ ok: false, error: { kind: 'linkEnded' } });
    expect(set.others.sent).toEqual([]);
  });

  it('is stored and judged by its link if the slot is taken after it was seen free (I3)', async () => {
    set.others.slotRefusal = { kind: 'slotTaken' };
    expect(await place()).toMatchObject({ ok: true, value: { booking: { status: 'rejected', reason: 'slotTaken' } } });
  });

  it('stores the expiry of the link before it answers "expired" (I4)', async () => {
    set.advanceTo('2026-04-30T00:00:00.000Z');
    set.others.onArrival = async (pattern) => {
      if (pattern === expireLink.pattern) await set.world.append('link-lnk_1', 'LinkExpired', { linkId: 'lnk_1' });
    };
    const reply = await place();
    const position = set.world.ports.store.events.at(-1)?.position;
    expect(reply).toEqual({ ok: false, error: { kind: 'linkEnded', end: 'expired', position } });
    expect(set.others.sent).toEqual([expireLink.pattern]);
    expect(set.world.types).toEqual([]);
  });

  it('is refused after a hundred attempts, until the host allows more', async () => {
    const events = Array.from({ length: 100 }, (_, index) => `bkg_${index}`);
    for (const bookingId of events) {
      await set.world.append('link-lnk_1', 'AttemptVoided', { linkId: 'lnk_1', bookingId, reason: 'cancelled' });
    }
    expect(await place()).toEqual({ ok: false, error: { kind: 'tooManyAttempts' } });
    expect(set.world.types).toEqual([]);
    await set.world.append('link-lnk_1', 'AttemptsAllowed', { linkId: 'lnk_1', grantId: 'grant_1', allowed: 200 });
    expect(await place()).toMatchObject({ ok: true, value: { booking: { status: 'confirmed' } } });
  });
});
