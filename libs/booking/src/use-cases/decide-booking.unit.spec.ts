import { releaseSlot } from '@bookonce/contracts/commands/availability';
import { issueFreshLink } from '@bookonce/contracts/commands/link';
import { beforeEach, describe, expect, it } from '@jest/globals';
import { details } from '../fixtures/test-bookings.js';
import { TestInstances } from '../fixtures/test-instances.js';

let set: TestInstances;
let bookingId: string;

beforeEach(async () => {
  set = await TestInstances.of({ confirmation: 'approval', approvalHours: 24 });
  bookingId = await set.place();
  set.others.drain();
});

const approve = (more: object = {}, instance = set.first) => instance.approve(set.message({ bookingId, ...more }));
const decline = (more: object = {}, instance = set.first) => instance.decline(set.message({ bookingId, ...more }));
const UNTIL = '2026-03-02T00:00:00.000Z';
const overdue = (dueAt = UNTIL, instance = set.first) =>
  instance.reactor.onTimer({
    id: `wait/${bookingId}`,
    kind: 'approval-overdue',
    subject: bookingId,
    workspaceId: 'wsp_1',
    dueAt,
  });

describe('a booking that awaits approval', () => {
  it('is put before the host with a token of its own', () => {
    expect(set.eventsOf(bookingId).at(-1)).toMatchObject({
      type: 'ApprovalRequested',
      data: { round: 1, until: UNTIL, approvalTokenHash: `hash of approval token 1 of ${bookingId}` },
    });
  });

  it('is approved, and that again', async () => {
    for (const instance of [set.first, set.instance()]) {
      expect(await approve({ message: 'See you' }, instance)).toMatchObject({
        ok: true,
        value: { booking: { status: 'confirmed', message: 'See you' } },
      });
    }
    expect(set.others.drain()).toEqual([]);
  });

  it('is decided once when two hosts decide at once', async () => {
    for (const declineFirst of [true, false]) {
      set = await TestInstances.of({ confirmation: 'approval' });
      bookingId = await set.place();
      const other = set.instance();
      const decisions = [() => decline({}, other), () => approve()];
      if (!declineFirst) decisions.reverse();
      const replies = await Promise.all(decisions.map((decide) => decide()));
      const done = replies.flatMap((reply) => (reply.ok ? [reply.value.booking.status] : []));
      expect(done).toHaveLength(1);
      expect(replies.find((reply) => !reply.ok)).toMatchObject({
        error: { kind: 'notPossibleWhile', status: done[0] },
      });
      expect(set.typesOf(bookingId)).toHaveLength(3);
    }
  });

  it('is not decided by a host once its time is up, although its timer has not fired yet', async () => {
    set.advanceTo(UNTIL);
    const error = { kind: 'notPossibleWhile', status: 'declined' };
    expect(await approve()).toMatchObject({ ok: false, error });
    expect(await decline({ sendFreshLink: true })).toMatchObject({ ok: false, error });
    expect(set.eventsOf(bookingId).at(-1)).toMatchObject({
      data: { cause: 'approvalExpired' },
      meta: { by: 'system' },
    });
  });

  it('is declined, and its slot is free by the time of the reply', async () => {
    expect(await decline({ reason: 'no time' })).toMatchObject({
      ok: true,
      value: { booking: { status: 'declined', endedReason: 'no time', declinedFor: 'host' } },
    });
    expect(set.others.drain()).toEqual([releaseSlot.pattern]);
  });

  it('is refused to another workspace (I19)', async () => {
    const message = set.message({ bookingId });
    const foreign = { ...message, context: { ...message.context, workspaceId: 'wsp_other' } };
    const unknown = { ok: false, error: { kind: 'bookingUnknown' } };
    expect(await set.first.approve(foreign)).toEqual(unknown);
    expect(await set.first.decline(foreign)).toEqual(unknown);
  });
});

describe('a decline with a fresh link', () => {
  const withLink = (instance = set.first) => decline({ sendFreshLink: true }, instance);
  const freshLinkId = () => `fresh link of ${bookingId}`;

  it('replies with the link, and that again', async () => {
    for (const instance of [set.first, set.instance()]) {
      expect(await withLink(instance)).toMatchObject({
        ok: true,
        value: { booking: { status: 'declined', freshLinkId: freshLinkId() } },
      });
    }
    expect(set.typesOf(bookingId).slice(-2)).toEqual(['BookingDeclined', 'FreshLinkIssued']);
    expect(set.others.sent.filter((pattern) => pattern === issueFreshLink.pattern)).toHaveLength(1);
  });

  it.each([
    ['before the slot is released', releaseSlot.pattern],
    ['before the link is issued', issueFreshLink.pattern],
  ])('is completed by the next delivery after a crash %s', async (_when, pattern) => {
    set.others.unreachable.add(pattern);
    expect(await withLink()).toEqual({ ok: false, error: { kind: 'conflict' } });
    expect(set.typesOf(bookingId).at(-1)).toBe('BookingDeclined');
    set.others.unreachable.clear();
    await set.deliverLatest(bookingId);
    expect(set.eventsOf(bookingId).at(-1)).toMatchObject({ type: 'FreshLinkIssued', data: { linkId: freshLinkId() } });
    expect(set.others.held.size).toBe(0);
    expect(await withLink()).toMatchObject({ ok: true, value: { booking: { freshLinkId: freshLinkId() } } });
  });

  it('is completed by the same command, too', async () => {
    set.others.unreachable.add(issueFreshLink.pattern);
    await withLink();
    set.others.unreachable.clear();
    expect(await withLink(set.instance())).toMatchObject({
      ok: true,
      value: { booking: { freshLinkId: freshLinkId() } },
    });
  });

  it('records one link, however often the decline is delivered', async () => {
    set.others.unreachable.add(issueFreshLink.pattern);
    await withLink();
    set.others.unreachable.clear();
    const declined = set.eventsOf(bookingId);
    await Promise.all([set.deliverLatest(bookingId), set.deliverLatest(bookingId), withLink()]);
    expect(set.typesOf(bookingId)).toEqual([...declined.map(({ type }) => type), 'FreshLinkIssued']);
  });
});

describe('the time limit of an approval', () => {
  it('declines the booking, and releases its slot', async () => {
    set.advanceTo(UNTIL);
    await overdue();
    await set.deliverLatest(bookingId);
    expect(set.eventsOf(bookingId).at(-1)).toMatchObject({
      type: 'BookingDeclined',
      data: { cause: 'approvalExpired', sendFreshLink: false },
    });
    expect(set.others.held.size).toBe(0);
    expect(await approve()).toMatchObject({ ok: false, error: { kind: 'notPossibleWhile', status: 'declined' } });
  });

  it('loses against the host who was faster', async () => {
    const other = set.instance();
    set.advanceTo(UNTIL);
    await Promise.all([approve({}, other), overdue()]);
    const types = set.typesOf(bookingId);
    expect(types.filter((type) => type === 'BookingConfirmed' || type === 'BookingDeclined')).toHaveLength(1);
  });

  it('does nothing early, for a round that is over, or for an attempt’s own limit', async () => {
    await overdue();
    set.advanceTo('2026-03-01T12:00:00.000Z');
    await set.first.reschedule(set.message({ bookingId, start: '2026-03-31T07:00:00.000Z' }, 'attendee'));
    set.advanceTo(UNTIL);
    await overdue();
    await overdue('2026-03-01T00:01:00.000Z', set.instance());
    expect(set.typesOf(bookingId).at(-1)).toBe('ApprovalRequested');
    set.advanceTo('2026-03-02T12:00:00.000Z');
    await overdue('2026-03-02T12:00:00.000Z', set.instance());
    expect(set.typesOf(bookingId).at(-1)).toBe('BookingDeclined');
  });
});

describe('a booking that moves while it awaits approval', () => {
  const start = '2026-03-31T07:00:00.000Z';

  it('asks the host anew, in the same append; the buttons mailed before decide nothing', async () => {
    const moved = await set.first.reschedule(set.message({ bookingId, start }, 'attendee'));
    expect(moved).toMatchObject({ ok: true, value: { booking: { status: 'awaitingApproval', time: { start } } } });
    expect(set.typesOf(bookingId).slice(-2)).toEqual(['BookingRescheduled', 'ApprovalRequested']);
    expect(set.eventsOf(bookingId).at(-1)).toMatchObject({
      data: { round: 2, approvalTokenHash: `hash of approval token 2 of ${bookingId}` },
    });
    for (const instance of [set.first, set.instance()]) {
      expect(await approve({ round: 1 }, instance)).toMatchObject({ ok: false, error: { kind: 'askedAnew' } });
      expect(await decline({ round: 1 }, instance)).toMatchObject({ ok: false, error: { kind: 'askedAnew' } });
    }
    expect(await approve({ round: 2 })).toMatchObject({ ok: true });
  });

  it('is decided after the move, never during it', async () => {
    const other = set.instance();
    const [moved, approved] = await Promise.all([
      other.reschedule(set.message({ bookingId, start }, 'attendee')),
      approve({ round: 1 }),
    ]);
    const types = set.typesOf(bookingId);
    const isAsked = types.lastIndexOf('ApprovalRequested') > types.indexOf('BookingRescheduled');
    expect(moved).toMatchObject({ ok: true });
    if (approved.ok) expect(types.indexOf('BookingConfirmed')).toBeLessThan(types.indexOf('RescheduleRequested'));
    else expect([approved.error.kind, isAsked]).toEqual(['askedAnew', true]);
  });

  it('asks for nothing anew if the calendars refuse', async () => {
    set.others.moveRefusal = { kind: 'slotTaken' };
    const refused = await set.first.reschedule(set.message({ bookingId, start }, 'attendee'));
    expect(refused).toMatchObject({ ok: false, error: { kind: 'slotTaken' } });
    expect(await approve({ round: 1 })).toMatchObject({ ok: true });
  });
});

it('a host books for the recipient: confirmed at once, whatever the mode, and once', async () => {
  for (const confirmation of ['approval', 'doubleOptIn'] as const) {
    set = await TestInstances.of({ confirmation }, { recipientOnly: true, recipient: { email: 'other@example.org' } });
    const message = set.message(details);
    for (const instance of [set.first, set.instance()]) {
      expect(await instance.bookForRecipient(message)).toMatchObject({
        ok: true,
        value: { booking: { status: 'confirmed', request: { confirmation: 'instant' } } },
      });
    }
    const foreign = { ...set.message(details), context: { ...message.context, workspaceId: 'wsp_other' } };
    expect(await set.first.bookForRecipient(foreign)).toEqual({ ok: false, error: { kind: 'linkUnknown' } });
    expect(await set.first.place(set.message(details, 'attendee'))).toEqual({
      ok: false,
      error: { kind: 'notTheRecipient' },
    });
  }
});
