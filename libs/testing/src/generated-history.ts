import type { BookonceEvent } from '@bookonce/contracts/event-catalogue';
import type { BookingRequest } from '@bookonce/contracts/events/booking';
import type { CalendarEvent } from '@bookonce/contracts/events/calendar';
import type { LinkEvent } from '@bookonce/contracts/events/link';
import { epochMsOf, instantOf } from '@bookonce/kernel/json';
import type { StoredEvent, StreamName } from '@bookonce/kernel/ports/event-store';
import { SeededRandom } from './harness/seeded-random.js';

/** The ways in which the life of a link can go. */
export const linkFates = [
  'expired',
  'revoked',
  'booked',
  'cancelled',
  'moved',
  'moveRefused',
  'slotTaken',
  'overdue',
  'optedIn',
  'approved',
  'declined',
] as const;

export type LinkFate = (typeof linkFates)[number];

export interface GeneratedHistoryOptions {
  readonly seed: number;
  /** How many links there are; each brings 2 to 15 events. */
  readonly links: number;
  readonly hosts?: number;
  /** How many links are in use at the same time. */
  readonly linksInUse?: number;
  readonly fates?: readonly LinkFate[];
}

const MINUTE_MS = 60_000;
const STARTS_AT_MS = epochMsOf('2026-03-02T08:00:00.000Z');
/** Between two events. */
const STEP_MS = 50;
const SLOT_MS = 30 * MINUTE_MS;
const BUFFER_MINUTES = 5;
const meetingTypeId = 'mtt_0';

type Interval = { readonly start: string; readonly end: string };

/** Generates a valid history: many links, each with a fate, interleaved as in an installation. Equal options, equal events. */
export function* generateHistory(options: GeneratedHistoryOptions): Generator<StoredEvent> {
  const { seed, links, hosts = 20, linksInUse = 50, fates = linkFates } = options;
  const random = new SeededRandom(seed);
  const diary = new Diary(Math.max(hosts, 2));
  const store = new EventNumbering();
  const lives: Generator<BookonceEvent, void, void>[] = [];
  let begun = 0;
  while (begun < links || lives.length > 0) {
    if (begun < links && lives.length < linksInUse) {
      const fate = fates[random.between(0, fates.length - 1)] ?? 'booked';
      lives.push(lifeOf(begun, fate, diary, random.chance(0.2) ? 2 : 1));
      begun += 1;
    }
    const turn = random.between(0, lives.length - 1);
    const next = lives[turn]?.next();
    if (next === undefined || next.done === true) {
      lives.splice(turn, 1);
      continue;
    }
    yield store.append(next.value);
  }
}

/** Gives away one slot after the other, so that none overlap. */
class Diary {
  readonly #nextMs: number[];

  constructor(hosts: number) {
    this.#nextMs = Array.from({ length: hosts }, () => epochMsOf('2026-06-01T08:00:00.000Z'));
  }

  hostsFor(link: number, count: number): readonly string[] {
    return Array.from({ length: count }, (_, index) => `hst_${(link + index) % this.#nextMs.length}`);
  }

  /** A slot in which all of these hosts are free. */
  take(hostIds: readonly string[]): Interval {
    const hosts = hostIds.map((hostId) => Number(hostId.slice('hst_'.length)));
    const startMs = Math.max(...hosts.map((host) => this.#nextMs[host] ?? 0));
    for (const host of hosts) this.#nextMs[host] = startMs + SLOT_MS + 2 * BUFFER_MINUTES * MINUTE_MS;
    return { start: instantOf(startMs), end: instantOf(startMs + SLOT_MS) };
  }
}

function* lifeOf(index: number, fate: LinkFate, diary: Diary, hostCount: number): Generator<BookonceEvent, void, void> {
  const [linkId, bookingId] = [idOf('lnk', index), idOf('bkg', index)];
  yield linkIssued(linkId, index);
  if (fate === 'expired') return yield { type: 'LinkExpired', data: { linkId } };
  if (fate === 'revoked') return yield { type: 'LinkRevoked', data: { linkId, reason: 'No longer needed' } };

  const hostIds = diary.hostsFor(index, hostCount);
  const slot = diary.take(hostIds);
  const request = requestOf({ index, linkId, bookingId, hostIds: [...hostIds], ...slot }, fate);
  yield { type: 'BookingRequested', data: request };
  if (fate === 'slotTaken') return yield* rejected(linkId, bookingId, 'slotTaken');
  for (const hostId of hostIds) yield slotHeld({ hostId, bookingId, ...slot }, linkId);
  if (fate === 'overdue') {
    yield* rejected(linkId, bookingId, 'overdue');
    return yield* released(hostIds, bookingId, slot);
  }
  if (fate === 'optedIn') {
    yield {
      type: 'OptInRequested',
      data: { bookingId, hostIds: [...hostIds], until: slot.start, optInTokenHash: 'opt-in hash' },
    };
    yield { type: 'OptInConfirmed', data: { bookingId } };
  }
  yield { type: 'LinkConsumed', data: { linkId, bookingId, hostIds: [...hostIds] } };
  for (const hostId of hostIds) yield { type: 'SlotBooked', data: { hostId, bookingId, ...slot } };
  if (fate === 'approved' || fate === 'declined') {
    yield {
      type: 'ApprovalRequested',
      data: { bookingId, hostIds: [...hostIds], round: 1, approvalTokenHash: 'approval hash' },
    };
  }
  if (fate === 'declined') {
    yield { type: 'BookingDeclined', data: { bookingId, cause: 'host', sendFreshLink: false } };
    return yield* released(hostIds, bookingId, slot);
  }
  yield { type: 'BookingConfirmed', data: { bookingId, hostIds: [...hostIds] } };
  if (fate === 'moved' || fate === 'moveRefused') yield* moved(request, diary.take(hostIds), fate === 'moved');
  if (fate === 'cancelled') {
    yield { type: 'BookingCancelled', data: { bookingId, by: 'attendee' } };
    yield* released(hostIds, bookingId, slot);
  }
}

function* rejected(
  linkId: string,
  bookingId: string,
  reason: 'slotTaken' | 'overdue',
): Generator<BookonceEvent, void, void> {
  yield { type: 'AttemptVoided', data: { linkId, bookingId, reason } };
  yield { type: 'BookingRejected', data: { bookingId, reason } };
}

function* released(
  hostIds: readonly string[],
  bookingId: string,
  slot: Interval,
): Generator<BookonceEvent, void, void> {
  for (const hostId of hostIds) yield { type: 'SlotReleased', data: { hostId, bookingId, ...slot } };
}

/** Other hosts reserve the new time; the first one decides, and they follow. */
function* moved(request: BookingRequest, to: Interval, isMade: boolean): Generator<BookonceEvent, void, void> {
  const { bookingId, hostIds, start: fromStart, end: fromEnd } = request;
  yield { type: 'RescheduleRequested', data: { bookingId, move: 1, ...to, by: 'attendee' } };
  const moveOf = (hostId: string) => ({ hostId, bookingId, ...to, move: 1, fromStart });
  for (const hostId of hostIds.slice(1)) {
    yield { type: 'MoveReserved', data: { ...moveOf(hostId), ...buffers, meetingTypeId } };
  }
  for (const hostId of hostIds) {
    yield isMade
      ? { type: 'SlotMoved', data: { ...moveOf(hostId), ...buffers, meetingTypeId, state: 'booked', fromEnd } }
      : { type: 'MoveVoided', data: { ...moveOf(hostId), reason: 'slotTaken' } };
  }
  yield isMade
    ? { type: 'BookingRescheduled', data: { bookingId, ...to, fromStart, fromEnd } }
    : { type: 'RescheduleRefused', data: { bookingId, move: 1, reason: 'slotTaken' } };
}

const buffers = { bufferBeforeMinutes: BUFFER_MINUTES, bufferAfterMinutes: BUFFER_MINUTES };

const idOf = (prefix: string, index: number): string => `${prefix}_${index.toString(36).padStart(22, '0')}`;

const linkIssued = (linkId: string, index: number): LinkEvent => ({
  type: 'LinkIssued',
  data: {
    linkId,
    meetingTypeId,
    recipient: { email: `guest${index}@example.com` },
    metadata: { campaign: 'spring' },
    issuedAt: instantOf(STARTS_AT_MS),
    expiresAt: instantOf(STARTS_AT_MS + 30 * 24 * 60 * MINUTE_MS),
    sealedToken: 'A'.repeat(80),
    prefill: false,
    recipientOnly: false,
    unusedReminderDays: [],
  },
});

const slotHeld = (
  slot: Interval & { readonly hostId: string; readonly bookingId: string },
  linkId: string,
): CalendarEvent => ({ type: 'SlotHeld', data: { ...slot, linkId, meetingTypeId, ...buffers } });

const requestOf = (
  { index, ...ids }: Pick<BookingRequest, 'linkId' | 'bookingId' | 'hostIds' | 'start' | 'end'> & { index: number },
  fate: LinkFate,
): BookingRequest => ({
  ...ids,
  meetingTypeId,
  assignment: ids.hostIds.length > 1 ? 'collective' : 'single',
  confirmation:
    fate === 'optedIn' ? 'doubleOptIn' : fate === 'approved' || fate === 'declined' ? 'approval' : 'instant',
  attendee: { name: `Guest ${index}`, email: `guest${index}@example.com` },
  answers: {},
  manageTokenHash: '0'.repeat(64),
});

/** The stream of a link's, a calendar's or a booking's event. */
export const streamOf = ({ type, data }: BookonceEvent): StreamName => {
  if (/^(Link|AttemptVoided)/.test(type) && 'linkId' in data) return `link-${data.linkId}`;
  if (/^(Slot|Move)/.test(type) && 'hostId' in data) return `calendar-${data.hostId}`;
  if ('bookingId' in data) return `booking-${data.bookingId}`;
  throw new Error(`${type} is no event of a link, a calendar or a booking`);
};

/** Gives events their ids, revisions, positions and times. */
class EventNumbering {
  readonly #revisions = new Map<StreamName, number>();
  #count = 0;

  append(event: BookonceEvent): StoredEvent {
    const stream = streamOf(event);
    const revision = this.#revisions.get(stream) ?? 0;
    this.#revisions.set(stream, revision + 1);
    this.#count += 1;
    return {
      ...event,
      id: `00000000-0000-4000-8000-${this.#count.toString(16).padStart(12, '0')}`,
      stream,
      revision,
      position: String(this.#count).padStart(16, '0'),
      meta: {
        time: instantOf(STARTS_AT_MS + this.#count * STEP_MS),
        version: 1,
        workspaceId: 'wsp_1',
        correlationId: stream,
        causationId: stream,
        by: 'system',
      },
    };
  }
}

/** Events as a store holds them that were appended in this order. */
export const storedInOrder = (events: Iterable<BookonceEvent>): readonly StoredEvent[] => {
  const store = new EventNumbering();
  return Array.from(events, (event) => store.append(event));
};
