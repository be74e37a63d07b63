import { checkSlot, moveSlot } from '@bookonce/contracts/commands/availability';
import { checkFreshness, freshenCalendars } from '@bookonce/contracts/commands/fresh-calendars';
import { beforeEach, describe, expect, it } from '@jest/globals';
import { organizer } from '../fixtures/organizer.js';
import { NOW, TestBookings } from '../fixtures/test-bookings.js';
import { rescheduleAndMove } from './change-booking.js';
import { PlaceBookingRunner } from './place-booking-process.js';
import { PlaceBookingReactor } from './place-booking-reactor.js';

const UNAVAILABLE = { ok: false, error: { kind: 'calendarUnavailable' } };
const TAKEN = { kind: 'slotTaken' } as const;

describe('calendars at booking time', () => {
  let world: TestBookings;
  const readings = (): readonly unknown[] =>
    world.others.payloads.filter((_payload, index) => world.others.sent[index] === freshenCalendars.pattern);

  beforeEach(async () => {
    world = new TestBookings();
    await world.begin();
  });

  it('are not read if no host has connected one', async () => {
    expect(await world.place()).toMatchObject({ ok: true });
    expect(readings()).toEqual([]);
  });

  it('are read before anything is stored, for all hosts who could take the slot', async () => {
    world.others.connected = ['hst_1', 'hst_2'];
    world.others.onRead = () => expect(world.types).toEqual([]);
    expect(await world.place()).toMatchObject({ ok: true });
    expect(readings()).toEqual([
      { hostIds: ['hst_1', 'hst_2'], start: '2026-03-30T07:00:00.000Z', end: '2026-03-30T07:30:00.000Z' },
    ]);
    expect(world.types).toEqual(['BookingRequested']);
  });

  it('are not read again while they are fresh, and availability is asked once', async () => {
    world.others.connected = ['hst_1', 'hst_2'];
    world.others.areFresh = true;
    expect(await world.place()).toMatchObject({ ok: true });
    expect(readings()).toEqual([]);
    expect(world.others.sent.filter((pattern) => pattern === checkSlot.pattern)).toHaveLength(1);
    expect(world.types).toEqual(['BookingRequested']);
  });

  it('are read if nobody says in time whether they are fresh', async () => {
    world.others.connected = ['hst_1'];
    world.others.areFresh = true;
    world.others.unreachable.add(checkFreshness.pattern);
    expect(await world.place()).toMatchObject({ ok: true });
    expect(readings()).toHaveLength(1);
  });

  it('can take the slot away', async () => {
    world.others.connected = ['hst_1'];
    world.others.onRead = () => {
      world.others.checkRefusal = TAKEN;
    };
    expect(await world.place()).toEqual({ ok: false, error: TAKEN });
    expect(world.types).toEqual([]);
  });

  it('are read outside of the turn at the link, so that others go on', async () => {
    world.others.connected = ['hst_1'];
    const { promise: read, resolve: finish } = Promise.withResolvers<void>();
    world.others.onArrival = (pattern) => (pattern === freshenCalendars.pattern ? read : Promise.resolve());
    const slow = world.place();
    await world.append('link-lnk_1', 'LinkRevoked', { linkId: 'lnk_1' });
    const other = await world.service.placement.bookForRecipient(
      world.ports.message({ linkId: 'lnk_1', start: NOW, attendee: { name: 'Bo', email: 'bo@example.org' } }),
      () => Promise.resolve(),
    );
    expect(other).toMatchObject({ ok: false, error: { kind: 'linkEnded' } });
    finish();
    expect(await slow).toMatchObject({ ok: false, error: { kind: 'linkEnded' } });
  });

  it.each(['linkEnded', 'invalid'] as const)('are not read for an attempt that is refused anyway: %s', async (kind) => {
    world.others.connected = ['hst_1'];
    if (kind === 'linkEnded') await world.append('link-lnk_1', 'LinkRevoked', { linkId: 'lnk_1' });
    const refused = await world.place(kind === 'invalid' ? { answers: { unknown: 'x' } } : {});
    expect(refused).toMatchObject({ ok: false, error: { kind } });
    expect(readings()).toEqual([]);
  });

  it('are not read for a booking that is stored already (I8)', async () => {
    await world.place();
    world.others.connected = ['hst_1', 'hst_2'];
    world.others.unreadable = ['hst_1', 'hst_2'];
    expect(await world.place()).toMatchObject({ ok: true, value: { booking: { status: 'requested' } } });
    expect(readings()).toEqual([]);
  });

  describe('that must be read and cannot be', () => {
    beforeEach(() => {
      world.others.connected = ['hst_1'];
      world.others.unreadable = ['hst_1'];
    });

    it('leave the meeting to another host', async () => {
      expect(await world.place()).toMatchObject({ ok: true });
      expect(world.request.hostIds).toEqual(['hst_2']);
    });

    it('refuse the attempt if no other host can take it', async () => {
      world.others.onRead = () => {
        world.others.checkRefusal = TAKEN;
      };
      expect(await world.place()).toEqual(UNAVAILABLE);
      expect(world.types).toEqual([]);
    });

    it.each([{ assignment: 'collective' } as const, { assignment: 'single', hostIds: ['hst_1'] } as const])(
      'refuse a meeting that needs the host: %j',
      async (changes) => {
        world = new TestBookings();
        await world.begin({ ...changes, hostIds: [...('hostIds' in changes ? changes.hostIds : ['hst_1', 'hst_2'])] });
        world.others.connected = ['hst_1'];
        world.others.unreadable = ['hst_1'];
        expect(await world.place()).toEqual(UNAVAILABLE);
        expect(world.types).toEqual([]);
        // The same command may try again.
        world.others.unreadable = [];
        expect(await world.place()).toMatchObject({ ok: true });
      },
    );
  });
});

describe('calendars when a booking is moved', () => {
  const moving = async (connected: readonly string[], unreadable: readonly string[] = []) => {
    const world = new TestBookings();
    await world.begin();
    const { service: bookings, bookingId, others } = world;
    const { ids, clock, scheduler, readModels, message } = world.ports;
    const runner = new PlaceBookingRunner({ bus: others, bookings, ids, clock, scheduler });
    const deps = { bookings, reactor: new PlaceBookingReactor(runner, readModels, scheduler) };
    await world.place();
    await bookings.run(bookingId, { type: 'confirm', hostIds: ['hst_1'], organizer, now: NOW }, message({}).context);
    Object.assign(others, { connected, unreadable });
    others.drain();
    const reply = await rescheduleAndMove(deps, message({ bookingId, start: '2026-03-30T08:00:00.000Z' }));
    return { world, reply };
  };

  it('are read first', async () => {
    const { world, reply } = await moving(['hst_1']);
    expect(reply).toMatchObject({ ok: true });
    const { sent } = world.others;
    expect(sent.indexOf(freshenCalendars.pattern)).toBeGreaterThanOrEqual(0);
    expect(sent.indexOf(moveSlot.pattern)).toBeGreaterThan(sent.indexOf(freshenCalendars.pattern));
    expect(sent).not.toContain(checkSlot.pattern);
  });

  it('refuse the move if they must be read and cannot be', async () => {
    const { world, reply } = await moving(['hst_1'], ['hst_1']);
    expect(reply).toEqual(UNAVAILABLE);
    expect(world.types).not.toContain('RescheduleRequested');
  });

  it('are not read for a host who has connected none', async () => {
    const { world, reply } = await moving([]);
    expect(reply).toMatchObject({ ok: true });
    expect(world.others.sent).not.toContain(freshenCalendars.pattern);
  });
});
