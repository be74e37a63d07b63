import { holdSlot } from '@bookonce/contracts/commands/availability';
import { consumeLink } from '@bookonce/contracts/commands/link';
import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { details } from '../fixtures/test-bookings.js';
import { TestInstances } from '../fixtures/test-instances.js';
import { LONGEST_TURN_MS } from './turns.js';

const settled = (): Promise<void> => new Promise(setImmediate);

let set: TestInstances;
/** The bookings whose hold the calendar has been asked for, and what lets it reply. */
let asked: string[];
let replies: PromiseWithResolvers<void>[];

const prepare = async (rules: Parameters<typeof TestInstances.of>[0] = {}): Promise<void> => {
  set = await TestInstances.of(rules);
  asked = [];
  replies = [];
  set.others.onArrival = (pattern, bookingId) => {
    if (pattern !== holdSlot.pattern) return Promise.resolve();
    asked.push(bookingId);
    const reply = Promise.withResolvers<void>();
    replies.push(reply);
    return reply.promise;
  };
};

const place = (linkId = 'lnk_1', instance = set.first) =>
  instance.place(set.message({ ...details, linkId }, 'attendee'));

describe('attempts on one link', () => {
  beforeEach(() => prepare());
  afterEach(() => void jest.useRealTimers());

  it('hold one slot at a time: the next one asks when the one before is settled', async () => {
    const placed = [place(), place(), place()];
    await settled();
    expect(asked).toHaveLength(1);
    replies[0]?.resolve();
    await placed[0];
    await settled();
    expect(asked).toHaveLength(2);
    replies[1]?.resolve();
    await placed[1];
    await settled();
    replies[2]?.resolve();
    const statuses = (await Promise.all(placed)).map((reply) => (reply.ok ? reply.value.booking.status : reply.error));
    expect(statuses).toEqual(['confirmed', 'rejected', 'rejected']);
  });

  it('are refused once the link is consumed, and nothing of them is stored', async () => {
    const placed = Array.from({ length: 20 }, () => place());
    await settled();
    const { onArrival } = set.others;
    set.others.onArrival = async (pattern, bookingId) => {
      if (pattern === consumeLink.pattern) {
        await set.world.append('link-lnk_1', 'LinkConsumed', { linkId: 'lnk_1', bookingId, hostIds: ['hst_1'] });
      }
      return onArrival(pattern, bookingId);
    };
    replies[0]?.resolve();
    const statuses = (await Promise.all(placed)).map((reply) =>
      reply.ok ? reply.value.booking.status : reply.error.kind,
    );
    expect(statuses).toEqual(['confirmed', ...Array.from({ length: 19 }, () => 'linkEnded')]);
    expect(asked).toHaveLength(1);
    expect(set.world.types).toEqual(['BookingRequested', 'BookingConfirmed']);
  });

  it('pass their turns on at once if the link is consumed while they wait to hold a slot', async () => {
    const placed = [place(), place('lnk_1', set.instance())];
    await settled();
    await set.world.append('link-lnk_1', 'LinkConsumed', { linkId: 'lnk_1', bookingId: asked[0], hostIds: ['hst_1'] });
    for (const reply of replies) reply.resolve();
    await Promise.all(placed);
    expect(set.others.sent.filter((pattern) => pattern === consumeLink.pattern)).toHaveLength(2);
  });

  it('do so when a host books for the recipient, too', async () => {
    const byHost = set.first.bookForRecipient(set.message(details));
    const byAttendee = place();
    await settled();
    expect(asked).toHaveLength(1);
    replies[0]?.resolve();
    await byHost;
    await settled();
    expect(asked).toHaveLength(2);
    replies[1]?.resolve();
    await byAttendee;
  });

  it('pass the turn on when one fails', async () => {
    const placed = [place(), place()];
    await settled();
    expect(asked).toHaveLength(1);
    replies[0]?.reject(new Error('the calendar is away'));
    await settled();
    expect(asked).toHaveLength(2);
    expect(asked[1]).not.toBe(asked[0]);
    replies[1]?.resolve();
    expect((await Promise.all(placed)).map((reply) => reply.ok && reply.value.booking.status)).toEqual([
      'requested',
      'confirmed',
    ]);
  });

  it('pass the turn on when one hangs', async () => {
    jest.useFakeTimers({ doNotFake: ['setImmediate', 'queueMicrotask', 'nextTick'] });
    void place();
    const second = place();
    await settled();
    await jest.advanceTimersByTimeAsync(LONGEST_TURN_MS - 1);
    expect(asked).toHaveLength(1);
    await jest.advanceTimersByTimeAsync(1);
    expect(asked).toHaveLength(2);
    expect(await second).toMatchObject({ ok: true, value: { booking: { status: 'requested' } } });
    replies[1]?.resolve();
    await settled();
    expect(set.typesOf(asked[1] ?? '')).toEqual(['BookingRequested', 'BookingConfirmed']);
  });

  it('do not wait for attempts on other links, nor for those in other processes', async () => {
    await set.world.append('link-lnk_2', 'LinkIssued', {
      linkId: 'lnk_2',
      meetingTypeId: 'mtt_1',
      expiresAt: '2026-04-30T00:00:00.000Z',
    });
    const placed = [place(), place('lnk_2'), place('lnk_1', set.instance())];
    await settled();
    expect(asked).toHaveLength(3);
    for (const reply of replies) reply.resolve();
    await Promise.all(placed);
  });

  it('are settled once, although the bus delivers each request again', async () => {
    const placed = place();
    await settled();
    const bookingId = asked[0] ?? '';
    replies[0]?.resolve();
    await placed;
    await set.deliverLatest(bookingId);
    expect(asked).toHaveLength(1);
  });
});

it('attempts wait for no other that waits for its opt-in', async () => {
  await prepare({ confirmation: 'doubleOptIn' });
  set.others.onArrival = () => Promise.resolve();
  const placed = await Promise.all([place(), place(), place()]);
  const statuses = placed.map((reply) => (reply.ok ? reply.value.booking.status : reply.error));
  expect(statuses).toEqual(['awaitingOptIn', 'awaitingOptIn', 'awaitingOptIn']);
});
