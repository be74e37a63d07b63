import type { BookonceEvent } from '@bookonce/contracts/event-catalogue';
import type { BookingRequest } from '@bookonce/contracts/events/booking';
import type { CalendarEvent } from '@bookonce/contracts/events/calendar';
import type { IssuedLink } from '@bookonce/contracts/events/link';
import { epochMsOf, instantOf } from '@bookonce/kernel/json';

/** The ways in which the life of a link can go. */
export const linkFates = [
  'expired',
  'revoked',
  'booked',
  'cancelled',
  'moved',
  'moveRefused',
  'lengthened',
  'reminded',
  'slotTaken',
  'overdue',
  'optedIn',
  'abandoned',
  'forOnePerson',
  'approved',
  'askedAnew',
  'declined',
  'declinedWithFreshLink',
] as const;

export type LinkFate = (typeof linkFates)[number];

/** The parts of a history that a life depends on of the history around it. */
export interface Surroundings {
  readonly diary: Diary;
  /** The time of the next event, in epoch ms. */
  readonly now: () => number;
  readonly hostCount: number;
}

const MINUTE_MS = 60_000;
const LINK_LIFE_MS = 30 * 24 * 60 * MINUTE_MS;
const SLOT_MS = 30 * MINUTE_MS;
const BUFFER_MINUTES = 5;
const meetingTypeId = 'mtt_0';

type Interval = { readonly start: string; readonly end: string };
type Life = Generator<BookonceEvent, void, void>;

/** Gives away one slot after the other, so that none overlap. */
export class Diary {
  readonly #nextMs: number[];

  constructor(hosts: number) {
    this.#nextMs = Array.from({ length: hosts }, () => epochMsOf('2026-06-01T08:00:00.000Z'));
  }

  hostsFor(link: number, count: number): readonly string[] {
    return Array.from({ length: count }, (_, index) => `hst_${(link + index) % this.#nextMs.length}`);
  }

  /** A slot in which all of these hosts are free, also for as long again. */
  take(hostIds: readonly string[]): Interval {
    const hosts = hostIds.map((hostId) => Number(hostId.slice('hst_'.length)));
    const startMs = Math.max(...hosts.map((host) => this.#nextMs[host] ?? 0));
    for (const host of hosts) this.#nextMs[host] = startMs + 2 * SLOT_MS + 2 * BUFFER_MINUTES * MINUTE_MS;
    return { start: instantOf(startMs), end: instantOf(startMs + SLOT_MS) };
  }
}

/** One link and all that comes of it. */
export function* lifeOf(index: number, fate: LinkFate, surroundings: Surroundings): Life {
  const { diary, now, hostCount } = surroundings;
  const [linkId, bookingId] = [idOf('lnk', index), idOf('bkg', index)];
  const hostIds = [...diary.hostsFor(index, hostCount)];
  const slot = diary.take(hostIds);
  const link = linkOf(linkId, index, now());
  const issued = fate === 'forOnePerson' ? forOnePerson(link, slot.start) : link;
  yield { type: 'LinkIssued', data: issued };
  if (fate === 'expired') return yield { type: 'LinkExpired', data: { linkId } };
  if (fate === 'revoked') return yield { type: 'LinkRevoked', data: { linkId, reason: 'No longer needed' } };

  const request = requestOf({ index, linkId, bookingId, hostIds, ...slot }, fate, issued.expiresAt);
  yield { type: 'BookingRequested', data: request };
  if (fate === 'slotTaken') return yield* rejected(request, 'slotTaken');
  if (request.optIn !== undefined) yield { type: 'AttemptAdmitted', data: { linkId, bookingId } };
  for (const hostId of hostIds) yield slotHeld({ hostId, bookingId, ...slot }, linkId);
  if (fate === 'overdue') {
    yield* rejected(request, 'overdue');
    return yield* released(request);
  }
  if (request.optIn !== undefined) {
    yield { type: 'OptInRequested', data: { bookingId, hostIds, until: slot.start, optInTokenHash: 'opt-in hash' } };
    if (fate === 'abandoned') return yield* abandoned(request);
    yield { type: 'OptInConfirmed', data: { bookingId } };
  }
  yield { type: 'LinkConsumed', data: { linkId, bookingId, hostIds } };
  for (const hostId of hostIds) yield { type: 'SlotBooked', data: { hostId, bookingId, ...slot } };
  if (request.approvalHours !== undefined) yield asked(request, 1);
  if (fate === 'declined') return yield* declined(request);
  if (fate === 'declinedWithFreshLink') return yield* declinedWithFreshLink(request, issued, index, now);
  if (fate === 'askedAnew') {
    yield* movedTo(request, diary.take(hostIds));
    yield asked(request, 2);
  }
  yield { type: 'BookingConfirmed', data: { bookingId, hostIds } };
  if (fate === 'moved') yield* movedTo(request, diary.take(hostIds));
  if (fate === 'moveRefused') yield* moveRefused(request, diary.take(hostIds));
  if (fate === 'lengthened') yield* movedTo(request, longer(slot));
  if (fate === 'reminded') yield* reminded(request, now);
  if (fate === 'cancelled') {
    yield { type: 'BookingCancelled', data: { bookingId, by: 'attendee' } };
    yield* released(request);
  }
}

function* rejected({ linkId, bookingId }: BookingRequest, reason: 'slotTaken' | 'overdue'): Life {
  yield { type: 'AttemptVoided', data: { linkId, bookingId, reason } };
  yield { type: 'BookingRejected', data: { bookingId, reason } };
}

function* abandoned(request: BookingRequest): Life {
  const { linkId, bookingId } = request;
  yield { type: 'AttemptVoided', data: { linkId, bookingId, reason: 'cancelled' } };
  yield { type: 'BookingCancelled', data: { bookingId, by: 'attendee' } };
  yield* released(request);
}

function* released({ hostIds, bookingId, start, end }: BookingRequest): Life {
  for (const hostId of hostIds) yield { type: 'SlotReleased', data: { hostId, bookingId, start, end } };
}

const asked = ({ bookingId, hostIds }: BookingRequest, round: number): BookonceEvent => ({
  type: 'ApprovalRequested',
  data: { bookingId, hostIds, round, approvalTokenHash: 'approval hash' },
});

function* declined(request: BookingRequest, sendFreshLink = false): Life {
  yield { type: 'BookingDeclined', data: { bookingId: request.bookingId, cause: 'host', sendFreshLink } };
  yield* released(request);
}

function* declinedWithFreshLink(request: BookingRequest, link: IssuedLink, index: number, now: () => number): Life {
  const { linkId, bookingId } = request;
  yield* declined(request, true);
  const fresh = { ...linkOf(idOf('lnk_fresh', index), index, now()), replaces: link.linkId };
  yield { type: 'LinkReissued', data: { linkId, replacement: fresh } };
  yield { type: 'LinkIssued', data: fresh };
  yield { type: 'FreshLinkIssued', data: { bookingId, linkId: fresh.linkId } };
}

function* reminded({ bookingId, start }: BookingRequest, now: () => number): Life {
  const dueAt = instantOf(now() + 1);
  yield { type: 'RemindersScheduled', data: { bookingId, start, reminders: [{ dueAt, to: 'both' }] } };
  yield { type: 'ReminderRequested', data: { bookingId, start, dueAt, to: 'both' } };
}

const longer = ({ start, end }: Interval): Interval => ({ start, end: instantOf(epochMsOf(end) + SLOT_MS) });

/** Other hosts reserve the new time; the first one decides, and they follow. */
function* movedTo(request: BookingRequest, to: Interval): Life {
  const { bookingId, hostIds, start: fromStart, end: fromEnd } = request;
  yield* moveRequested(request, to);
  const move = { bookingId, ...to, move: 1, fromStart, fromEnd, ...buffers, meetingTypeId };
  for (const hostId of hostIds) yield { type: 'SlotMoved', data: { hostId, ...move, state: 'booked' } };
  yield { type: 'BookingRescheduled', data: { bookingId, ...to, fromStart, fromEnd } };
}

function* moveRefused(request: BookingRequest, to: Interval): Life {
  const { bookingId, hostIds, start: fromStart } = request;
  yield* moveRequested(request, to);
  const move = { bookingId, ...addedTime(request, to), move: 1, fromStart };
  for (const hostId of hostIds) yield { type: 'MoveVoided', data: { hostId, ...move, reason: 'slotTaken' } };
  yield { type: 'RescheduleRefused', data: { bookingId, move: 1, reason: 'slotTaken' } };
}

function* moveRequested(request: BookingRequest, to: Interval): Life {
  const { bookingId, hostIds, start: fromStart } = request;
  yield { type: 'RescheduleRequested', data: { bookingId, move: 1, ...to, by: 'host' } };
  const reserved = { bookingId, ...addedTime(request, to), move: 1, fromStart, ...buffers, meetingTypeId };
  for (const hostId of hostIds.slice(1)) yield { type: 'MoveReserved', data: { hostId, ...reserved } };
}

/** The time that a move adds: all of the new one, or the time after the present end. */
const addedTime = ({ start, end }: BookingRequest, to: Interval): Interval =>
  to.start === start ? { start: end, end: to.end } : to;

const buffers = { bufferBeforeMinutes: BUFFER_MINUTES, bufferAfterMinutes: BUFFER_MINUTES };

const idOf = (prefix: string, index: number): string => `${prefix}_${index.toString(36).padStart(22, '0')}`;

const linkOf = (linkId: string, index: number, nowMs: number): IssuedLink => ({
  linkId,
  meetingTypeId,
  recipient: { email: `guest${index}@example.com` },
  metadata: { campaign: 'spring' },
  issuedAt: instantOf(nowMs),
  expiresAt: instantOf(nowMs + LINK_LIFE_MS),
  sealedToken: 'A'.repeat(80),
  prefill: false,
  recipientOnly: false,
  unusedReminderDays: [],
  mailed: false,
});

const forOnePerson = (link: IssuedLink, start: string): IssuedLink => ({
  ...link,
  recipientOnly: true,
  overrides: { durationMinutes: SLOT_MS / MINUTE_MS, slots: [{ start }] },
});

const slotHeld = (
  slot: Interval & { readonly hostId: string; readonly bookingId: string },
  linkId: string,
): CalendarEvent => ({ type: 'SlotHeld', data: { ...slot, linkId, meetingTypeId, ...buffers } });

const confirmationBy: { readonly [Fate in LinkFate]?: BookingRequest['confirmation'] } = {
  optedIn: 'doubleOptIn',
  abandoned: 'doubleOptIn',
  approved: 'approval',
  askedAnew: 'approval',
  declined: 'approval',
  declinedWithFreshLink: 'approval',
};

const requestOf = (
  { index, ...ids }: Pick<BookingRequest, 'linkId' | 'bookingId' | 'hostIds' | 'start' | 'end'> & { index: number },
  fate: LinkFate,
  linkExpiresAt: string,
): BookingRequest => {
  const confirmation = confirmationBy[fate] ?? 'instant';
  const asksAttendee = confirmation === 'doubleOptIn' || fate === 'forOnePerson';
  return {
    ...ids,
    meetingTypeId,
    assignment: ids.hostIds.length > 1 ? 'collective' : 'single',
    confirmation,
    attendee: { name: `Guest ${index}`, email: `guest${index}@example.com` },
    answers: {},
    ...(asksAttendee ? { optIn: { minutes: 30, linkExpiresAt } } : {}),
    ...(confirmation === 'approval' ? { approvalHours: 72 } : {}),
    manageTokenHash: '0'.repeat(64),
  };
};
