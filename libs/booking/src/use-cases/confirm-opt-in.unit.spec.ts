import { admitAttempt, consumeLink, issueFreshLink, voidAttempt } from '@bookonce/contracts/commands/link';
import { bookSlot, checkSlot, holdSlot, releaseSlot } from '@bookonce/contracts/commands/availability';
import { recorded } from '@bookonce/contracts/event-catalogue';
import { beforeEach, describe, expect, it } from '@jest/globals';
import { details } from '../fixtures/test-bookings.js';
import { TestInstances } from '../fixtures/test-instances.js';

const CONFIRMED = ['BookingRequested', 'OptInRequested', 'OptInConfirmed', 'BookingConfirmed'];

let set: TestInstances;

beforeEach(async () => {
  set = await TestInstances.of({ confirmation: 'doubleOptIn' });
});

const confirm = (bookingId: string, instance = set.first) => instance.confirmOptIn(set.message({ bookingId }));
const cancel = (bookingId: string, by = 'attendee', instance = set.first) =>
  instance.cancel(set.message({ bookingId, reason: 'wrong address' }, by));

describe('an attempt that is confirmed by mail', () => {
  it('is admitted, holds a slot, and waits', async () => {
    const { booking } = await set.placed();
    const { bookingId } = booking.request;
    expect(booking).toMatchObject({
      status: 'awaitingOptIn',
      optInUntil: '2026-03-01T00:30:00.000Z',
      optInTokenHash: `hash of opt-in token of ${bookingId}`,
    });
    expect(set.others.drain()).toEqual([checkSlot.pattern, admitAttempt.pattern, holdSlot.pattern]);
  });

  it('books when it is confirmed, and replies the same when that is repeated', async () => {
    const bookingId = await set.place();
    set.others.drain();
    expect(await confirm(bookingId)).toMatchObject({ ok: true, value: { booking: { status: 'confirmed' } } });
    expect(set.others.drain()).toEqual([consumeLink.pattern, bookSlot.pattern]);
    expect(await confirm(bookingId, set.instance())).toMatchObject({
      ok: true,
      value: { booking: { status: 'confirmed' } },
    });
    expect(set.typesOf(bookingId)).toEqual(CONFIRMED);
  });

  it('waits for the host after that, if the host approves', async () => {
    set = await TestInstances.of(
      { confirmation: 'approval' },
      { recipientOnly: true, recipient: { email: 'ada@example.org' } },
    );
    const bookingId = await set.place();
    expect(await confirm(bookingId)).toMatchObject({ ok: true, value: { booking: { status: 'awaitingApproval' } } });
  });

  it('waits with two others at most; the same command tries again when a place is free', async () => {
    const waiting = [await set.place(), await set.place(), await set.place()];
    const fourth = set.message(details, 'attendee');
    const refused = await set.first.place(fourth);
    expect(refused).toMatchObject({ ok: true, value: { booking: { status: 'rejected', reason: 'tooManyPending' } } });
    expect(set.others.held.size).toBe(3);
    await cancel(waiting[0] ?? '');
    expect(await set.first.place(fourth)).toMatchObject({ ok: true, value: { booking: { status: 'awaitingOptIn' } } });
  });

  it('is the only one of three that are confirmed at once, and the others’ slots are released', async () => {
    const ids = [await set.place(), await set.place(), await set.place()];
    const replies = await Promise.all(ids.flatMap((id) => [confirm(id), confirm(id, set.instance()), confirm(id)]));
    const outcomes = replies.map((reply) => (reply.ok ? reply.value.booking.status : reply.error));
    const lost = { kind: 'attemptEnded', reason: 'linkConsumed' };
    expect(outcomes.filter((outcome) => outcome === 'confirmed')).toHaveLength(3);
    expect(outcomes.filter((outcome) => outcome !== 'confirmed')).toEqual(
      Array.from({ length: 6 }, () => expect.objectContaining(lost)),
    );
    for (const id of ids) await set.deliverLatest(id);
    expect(set.others.held.size).toBe(1);
  });

  it('learns that it was too late from the link, not from a clock', async () => {
    const bookingId = await set.place();
    set.advanceTo('2026-03-01T00:31:00.000Z');
    const timer = { id: `wait/${bookingId}`, kind: 'attempt-overdue', subject: bookingId, workspaceId: 'wsp_1' };
    await set.first.reactor.onTimer({ ...timer, dueAt: '2026-03-01T00:30:00.000Z' });
    const refusal = { kind: 'attemptEnded', reason: 'optInExpired' };
    for (const instance of [set.first, set.instance()]) {
      expect(await confirm(bookingId, instance)).toMatchObject({ ok: false, error: refusal });
    }
    await set.deliverLatest(bookingId);
    expect(set.others.held.size).toBe(0);
  });

  it('is not confirmed once its time is up, although its timer has not fired yet', async () => {
    const bookingId = await set.place();
    set.advanceTo('2026-03-01T00:30:00.000Z');
    const refusal = { kind: 'attemptEnded', reason: 'optInExpired' };
    expect(await confirm(bookingId)).toMatchObject({ ok: false, error: refusal });
    expect(set.others.held.size).toBe(0);
  });

  it('is rejected if the link voided it before the opt-in arrived', async () => {
    const bookingId = await set.place();
    const context = { ...set.message({}).context };
    await set.others.request(voidAttempt.pattern, { payload: { bookingId, reason: 'optInExpired' }, context });
    expect(await confirm(bookingId)).toMatchObject({
      ok: false,
      error: { kind: 'attemptEnded', reason: 'optInExpired' },
    });
    expect(set.typesOf(bookingId).slice(-2)).toEqual(['OptInConfirmed', 'BookingRejected']);
  });

  it('has freed its slot by the time that it is refused, whatever ended it first', async () => {
    for (const reason of ['linkConsumed', 'cancelled']) {
      set = await TestInstances.of({ confirmation: 'doubleOptIn' });
      const bookingId = await set.place();
      const { context } = set.message({});
      await set.others.request(voidAttempt.pattern, { payload: { bookingId, reason }, context });
      expect(await confirm(bookingId)).toMatchObject({ ok: false, error: { kind: 'attemptEnded', reason } });
      expect(set.others.held.size).toBe(0);
    }
  });

  it('is completed after a crash that followed the opt-in', async () => {
    const bookingId = await set.place();
    set.others.unreachable.add(consumeLink.pattern);
    expect(await confirm(bookingId)).toMatchObject({ ok: true, value: { booking: { status: 'optedIn' } } });
    set.others.unreachable.clear();
    await set.deliverLatest(bookingId);
    expect(set.typesOf(bookingId)).toEqual(CONFIRMED);
  });

  it('is completed by the next click, too', async () => {
    const bookingId = await set.place();
    set.others.unreachable.add(consumeLink.pattern);
    await confirm(bookingId);
    set.others.unreachable.clear();
    expect(await confirm(bookingId)).toMatchObject({ ok: true, value: { booking: { status: 'confirmed' } } });
  });
});

describe('an attempt that its attendee cancels', () => {
  it('is cancelled when the link has voided it, and frees slot and place', async () => {
    const bookingId = await set.place();
    set.others.drain();
    expect(await cancel(bookingId)).toMatchObject({ ok: true, value: { booking: { status: 'cancelled' } } });
    expect(set.others.drain()).toEqual([voidAttempt.pattern, releaseSlot.pattern]);
    expect(await cancel(bookingId, 'attendee', set.instance())).toMatchObject({ ok: true });
    expect(await confirm(bookingId)).toMatchObject({ ok: false, error: { kind: 'attemptEnded', reason: 'cancelled' } });
    expect(set.typesOf(bookingId)).toEqual(['BookingRequested', 'OptInRequested', 'BookingCancelled']);
  });

  it('is confirmed or cancelled, never both, if both are asked for at once', async () => {
    for (const cancelFirst of [true, false]) {
      set = await TestInstances.of({ confirmation: 'doubleOptIn' });
      const bookingId = await set.place();
      const other = set.instance();
      const steps = [() => cancel(bookingId, 'attendee', other), () => confirm(bookingId)];
      if (!cancelFirst) steps.reverse();
      await Promise.all(steps.map((step) => step()));
      const types = set.typesOf(bookingId);
      const ends = types.filter((type) => type === 'BookingConfirmed' || type === 'BookingCancelled');
      expect(ends).toHaveLength(1);
      await set.deliverLatest(bookingId);
      expect(set.others.held.size).toBe(ends[0] === 'BookingConfirmed' ? 1 : 0);
    }
  });

  it('stays confirmed if the link was consumed first', async () => {
    const bookingId = await set.place();
    const context = { ...set.message({}).context };
    await set.others.request(consumeLink.pattern, { payload: { bookingId, hostIds: ['hst_1'] }, context });
    expect(await cancel(bookingId)).toMatchObject({
      ok: false,
      error: { kind: 'notPossibleWhile', status: 'confirmed' },
    });
  });

  it('is completed by the link’s event after a crash that followed the verdict', async () => {
    const bookingId = await set.place();
    set.others.unreachable.add(voidAttempt.pattern);
    expect(await cancel(bookingId)).toEqual({ ok: false, error: { kind: 'conflict' } });
    const stream = 'link-lnk_1' as const;
    await set.world.append(stream, 'AttemptVoided', { linkId: 'lnk_1', bookingId, reason: 'cancelled' });
    const voided = set.world.ports.store.events.at(-1);
    if (voided === undefined) throw new Error('nothing is stored');
    await set.instance().reactor.react(recorded(voided));
    await set.deliverLatest(bookingId);
    expect(set.typesOf(bookingId).at(-1)).toBe('BookingCancelled');
    expect(set.others.held.size).toBe(0);
  });

  it('cannot be cancelled by the host, who has not been asked', async () => {
    const bookingId = await set.place();
    expect(await cancel(bookingId, 'api')).toMatchObject({
      ok: false,
      error: { kind: 'notPossibleWhile', status: 'awaitingOptIn' },
    });
    expect(set.others.sent).not.toContain(issueFreshLink.pattern);
  });
});

describe('the mail with the opt-in link', () => {
  const mailAgain = (bookingId: string, message = set.message({ bookingId })) => set.first.mailOptInAgain(message);

  it('is sent again three times, and once per command', async () => {
    const bookingId = await set.place();
    const first = set.message({ bookingId });
    for (const message of [first, first, set.message({ bookingId }), set.message({ bookingId })]) {
      expect(await mailAgain(bookingId, message)).toMatchObject({ ok: true });
    }
    expect(await mailAgain(bookingId)).toMatchObject({ ok: false, error: { kind: 'tooManyMails' } });
    expect(set.typesOf(bookingId).filter((type) => type === 'OptInMailRequested')).toHaveLength(3);
  });

  it('is not sent when there is nothing to confirm', async () => {
    const bookingId = await set.place();
    await confirm(bookingId);
    expect(await mailAgain(bookingId)).toMatchObject({
      ok: false,
      error: { kind: 'notPossibleWhile', status: 'confirmed' },
    });
    expect(await mailAgain('bkg_none')).toMatchObject({ ok: false, error: { kind: 'bookingUnknown' } });
  });
});
