import { bookSlot, holdSlot, releaseSlot } from '@bookonce/contracts/commands/availability';
import { consumeLink, voidAttempt } from '@bookonce/contracts/commands/link';
import type { MeetingTypeSettings } from '@bookonce/contracts/values/meeting-type';
import type { CommandMessage } from '@bookonce/kernel/ports/bus';
import { beforeEach, describe, expect, it } from '@jest/globals';
import type { BookingCommand } from '../domain/booking.js';
import { organizer } from '../fixtures/organizer.js';
import { NOW, TestBookings } from '../fixtures/test-bookings.js';
import { PlaceBookingRunner, type Trigger } from './place-booking-process.js';

const trigger: Trigger = { id: 'event', workspaceId: 'wsp_1', by: 'attendee' };

/** Two instances of the service on one store, each with what it has seen itself. */
const twoInstances = async (changes: Partial<MeetingTypeSettings> = {}) => {
  const world = new TestBookings();
  await world.begin(changes);
  await world.place();
  const { bookingId, service: here } = world;
  const { ids, clock, scheduler, message } = world.ports;
  const elsewhere = world.instance();
  const sent: string[] = [];
  const replies: { [pattern: string]: unknown } = {
    [holdSlot.pattern]: { ok: true, value: { hostIds: ['hst_1'], position: null } },
    [consumeLink.pattern]: { ok: true, value: { verdict: 'consumed', hostIds: ['hst_1'], position: null } },
    [voidAttempt.pattern]: { ok: true, value: { verdict: 'voided', reason: 'slotTaken', position: null } },
    [bookSlot.pattern]: { ok: true, value: { position: null } },
    [releaseSlot.pattern]: { ok: true, value: { position: null } },
  };
  const bus = {
    request: <Reply>(pattern: string, { payload }: CommandMessage): Promise<Reply> => {
      sent.push(`${pattern} ${(payload as { readonly hostIds?: readonly string[] }).hostIds?.join() ?? ''}`.trim());
      const reply = replies[pattern];
      return reply instanceof Error ? Promise.reject(reply) : Promise.resolve(reply as Reply);
    },
  };
  const stepElsewhere = (command: BookingCommand) => elsewhere.run(bookingId, command, message({}).context);
  return {
    sent,
    replies,
    bookingId,
    types: () => world.types,
    stepElsewhere,
    runner: new PlaceBookingRunner({ bus, bookings: here, ids, clock, scheduler }),
  };
};

describe('carrying out a booking', () => {
  let world: Awaited<ReturnType<typeof twoInstances>>;

  beforeEach(async () => {
    world = await twoInstances();
  });

  it('goes from the request to the confirmation', async () => {
    await world.runner.run(world.bookingId, { type: 'BookingRequested' }, trigger);
    expect(world.sent).toEqual([
      `${holdSlot.pattern} hst_1,hst_2`,
      `${consumeLink.pattern} hst_1`,
      `${bookSlot.pattern} hst_1`,
    ]);
    expect(world.types()).toEqual(['BookingRequested', 'BookingConfirmed']);
  });

  it('asks for the verdict on a refused slot, and releases nothing before the rejection', async () => {
    world.replies[holdSlot.pattern] = { ok: false, error: { kind: 'slotTaken' } };
    await world.runner.run(world.bookingId, { type: 'BookingRequested' }, trigger);
    expect(world.types()).toEqual(['BookingRequested', 'BookingRejected']);
    expect(world.sent).not.toContainEqual(expect.stringContaining(releaseSlot.pattern));
    await world.runner.run(world.bookingId, { type: 'BookingRejected' }, { ...trigger, revision: 1 });
    expect(world.sent.at(-1)).toBe(`${releaseSlot.pattern} hst_1,hst_2`);
  });
});

describe('an instance with a stale state', () => {
  let world: Awaited<ReturnType<typeof twoInstances>>;

  beforeEach(async () => {
    world = await twoInstances();
  });

  it('decides on a state no older than the event', async () => {
    await world.stepElsewhere({ type: 'confirm', hostIds: ['hst_1'], organizer, now: NOW });
    await world.stepElsewhere({ type: 'cancel', by: 'attendee', now: NOW });
    await world.runner.run(world.bookingId, { type: 'BookingCancelled' }, { ...trigger, revision: 2 });
    expect(world.sent).toEqual([`${releaseSlot.pattern} hst_1`]);
  });

  it('releases a late hold of a booking that seems to stand (I6)', async () => {
    await world.stepElsewhere({ type: 'confirm', hostIds: ['hst_1'], organizer, now: NOW });
    await world.runner.run(world.bookingId, { type: 'BookingRequested' }, { ...trigger, revision: 1 });
    await world.stepElsewhere({ type: 'cancel', by: 'attendee', now: NOW });
    await world.runner.run(world.bookingId, { type: 'SlotHeld', hostIds: ['hst_1'] }, trigger);
    expect(world.sent).toEqual([`${releaseSlot.pattern} hst_1`]);
  });

  it('releases a second host if the attendee was asked to confirm another one (I6)', async () => {
    const asked = await twoInstances({ confirmation: 'doubleOptIn' });
    await asked.stepElsewhere({
      type: 'requestOptIn',
      hostIds: ['hst_1'],
      tokenHash: 'opt-in hash',
      now: NOW,
    });
    await asked.runner.run(asked.bookingId, { type: 'SlotHeld', hostIds: ['hst_2'] }, trigger);
    expect(asked.sent).toEqual([`${releaseSlot.pattern} hst_2`]);
  });

  it('releases a late hold that follows the rejection (I6)', async () => {
    await world.stepElsewhere({ type: 'reject', reason: 'overdue' });
    world.replies[consumeLink.pattern] = { ok: true, value: { verdict: 'voided', reason: 'overdue', position: null } };
    await world.runner.run(world.bookingId, { type: 'SlotHeld', hostIds: ['hst_1'] }, trigger);
    expect(world.sent.at(-1)).toBe(`${releaseSlot.pattern} hst_1,hst_2`);
  });

  it('reads the store again after a failure', async () => {
    await world.stepElsewhere({ type: 'confirm', hostIds: ['hst_1'], organizer, now: NOW });
    await world.stepElsewhere({ type: 'cancel', by: 'attendee', now: NOW });
    world.replies[bookSlot.pattern] = { ok: false, error: { kind: 'notHeld' } };
    const consumed = { type: 'LinkConsumed', hostIds: ['hst_1'], held: [] } as const;
    await expect(world.runner.run(world.bookingId, consumed, trigger)).rejects.toThrow(
      'Unexpected refusal of BookSlot',
    );
    await world.runner.run(world.bookingId, consumed, trigger);
    expect(world.sent).toEqual([`${bookSlot.pattern} hst_1`]);
  });
});
