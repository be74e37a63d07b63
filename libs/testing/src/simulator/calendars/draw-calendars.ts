import type { SeededRandom } from '../../harness/seeded-random.js';
import { createdCalendarIdFrom } from '../ports/simulated-ids.js';
import type { PlannedTimes } from '../world/draw-times.js';
import { listOf } from '../world/list-of.js';
import type { SimulatedEvent } from './event-texts.js';
import type { Mood } from './host-calendar.js';

export interface PlannedCalendar {
  readonly name: string;
  /** Key of the command that connects it. */
  readonly key: string;
  readonly calendarId: string;
  readonly hostId: string;
  readonly kind: 'ics' | 'caldav';
  readonly whenUnreachable: 'lastKnown' | 'refuse';
  readonly allEventsBusy: boolean;
  /** Bookings are written to it. */
  readonly takesBookings: boolean;
  readonly firstEvents: readonly SimulatedEvent[];
  /** The acts of its host and its server, one after the other. */
  readonly happenings: readonly Happening[];
  /** How often the calendar changes just after it was read. */
  readonly changesAfterRead: number;
}

export type Happening = { readonly afterMs: number } & (
  | { readonly kind: 'put'; readonly event: SimulatedEvent }
  | { readonly kind: 'delete' }
  | { readonly kind: 'mood'; readonly mood: Mood }
  | { readonly kind: 'moveBooking' | 'deleteBooking' | 'acceptInvitation' | 'read' | 'disconnect' }
  | { readonly kind: 'countAll'; readonly allEventsBusy: boolean }
);

/** Calendars cost many steps, so only some runs have them. */
const SHARE_OF_RUNS = 0.3;

export const drawCalendars = (
  random: SeededRandom,
  hostIds: readonly string[],
  times: PlannedTimes,
): readonly PlannedCalendar[] =>
  listOf(random.chance(SHARE_OF_RUNS) ? random.between(1, 2) : 0, (index) => {
    const kind = random.pick(['ics', 'caldav', 'caldav'] as const);
    const name = `calendar-${index + 1}`;
    const key = `connect/${index + 1}`;
    return {
      name,
      key,
      calendarId: createdCalendarIdFrom(key),
      hostId: random.pick(hostIds),
      kind,
      whenUnreachable: random.pick(['lastKnown', 'refuse'] as const),
      allEventsBusy: random.chance(0.3),
      takesBookings: kind === 'caldav' && random.chance(0.8),
      firstEvents: listOf(random.between(0, 2), (nth) => drawEvent(random, `${name}-first-${nth}`, times)),
      happenings: [
        ...(random.chance(0.6) ? [drawMood(random, random.between(0, 50))] : []),
        ...listOf(random.between(2, 7), (nth) => drawHappening(random, `${name}-${nth}`, times)),
      ],
      changesAfterRead: random.chance(0.4) ? 0.3 : 0,
    };
  });

export const drawEvent = (random: SeededRandom, uid: string, times: PlannedTimes): SimulatedEvent => {
  const first = random.between(0, 6);
  return {
    uid: `${uid}@example.com`,
    start: times.start(first),
    end: times.start(first + random.between(1, 3)),
    isTransparent: random.chance(0.25),
  };
};

const drawMood = (random: SeededRandom, afterMs: number): Happening => ({
  kind: 'mood',
  afterMs,
  mood: random.pick(['honest', 'away', 'away', 'slow', 'slow', 'stale', 'empty', 'unchanged'] as const),
});

const drawHappening = (random: SeededRandom, uid: string, times: PlannedTimes): Happening => {
  const afterMs = random.between(0, random.chance(0.7) ? 5_000 : 60_000);
  const kind = random.pick([
    'put',
    'put',
    'put',
    'delete',
    'mood',
    'mood',
    'mood',
    'mood',
    'moveBooking',
    'deleteBooking',
    'acceptInvitation',
    'read',
    'countAll',
    'disconnect',
  ] as const);
  switch (kind) {
    case 'put':
      return { kind, afterMs, event: drawEvent(random, uid, times) };
    case 'mood':
      return drawMood(random, afterMs);
    case 'countAll':
      return { kind, afterMs, allEventsBusy: random.chance(0.5) };
    default:
      return { kind, afterMs };
  }
};
