import type { BusySource, CalendarEvent } from '@bookonce/contracts/events/calendar';
import { canonicalJson } from '@bookonce/kernel/canonical-json';
import { epochMsOf, instantOf } from '@bookonce/kernel/json';
import { busyWithin, type BusySources } from './busy-sources.js';
import { entriesOf, entryOf } from './busy-times.js';
import { evolveCalendar, type CalendarState } from './calendar-state.js';
import { everyOccupied, occupiedBy, type OccupiedSlot } from './occupied-slots.js';
import { overlapsAny, union, type Span } from './slots/spans.js';

/**
 * The most slots whose clashes one decision tells of, the earliest ones, so that it fits into one append of any store. No
 * host has so many meetings that wait.
 */
export const MOST_CLASHES_AT_ONCE = 1_000;

/**
 * Returns the sources that say that the host is busy during a meeting. Its buffers do not count: they are for offering
 * times, and a host can give them up.
 */
export const clashesOf = ({ start, end }: Span, busy: BusySources): readonly BusySource[] =>
  busyWithin(busy, start, end).flatMap(({ source }) => source ?? []);

/**
 * Returns the events of a decision, followed by the clashes that they change: of occupied slots, which stay whatever the
 * busy times become, so that their hosts have to be warned.
 */
export const withClashes = (before: CalendarState, events: readonly CalendarEvent[]): readonly CalendarEvent[] => {
  if (!events.some(isRelevant)) return events;
  const after = events.reduce(evolveCalendar, before);
  return [...events, ...changedByBusyTimes(before, after, events), ...changedByMoves(before, after, events)];
};

type RelevantEvent = Extract<CalendarEvent, { type: 'BusySet' | 'BusySourceRemoved' | 'SlotMoved' }>;

/** Holding or reserving a slot changes none: it is refused if something clashes with it. */
const isRelevant = ({ type }: CalendarEvent): boolean =>
  type === 'BusySet' || type === 'BusySourceRemoved' || type === 'SlotMoved';

const changedByBusyTimes = (
  before: CalendarState,
  after: CalendarState,
  events: readonly CalendarEvent[],
): readonly CalendarEvent[] => {
  if (before.busy === after.busy) return [];
  const changed = union(events.flatMap((event) => spansOf(event as RelevantEvent, before)));
  return everyOccupied(after.occupied)
    .filter(({ state, start, end }) => state !== 'reserved' && overlapsAny(changed, start, end))
    .sort((a, b) => a.start - b.start)
    .flatMap((slot) => clashesChanged(slot, clashesOf(slot, before.busy), after))
    .slice(0, MOST_CLASHES_AT_ONCE);
};

/** The times at which an event may change what is busy, or the name of a source that says so. */
const spansOf = (event: RelevantEvent, { busy }: CalendarState): readonly Span[] => {
  if (event.type !== 'BusySet') return [];
  const { source, added, removed } = event.data;
  const there = busy.find((one) => one.source.id === source.id);
  const isWhole = removed === 'all' || (there !== undefined && there.source.name !== source.name);
  return [
    ...added.map(entryOf),
    ...(removed === 'all' ? [] : removed.map(entryOf)),
    ...(isWhole && there !== undefined ? entriesOf(there.times) : []),
  ];
};

/** A booking that moves to another start leaves its clashes behind. A booking that gets another end may keep them. */
const changedByMoves = (
  before: CalendarState,
  after: CalendarState,
  events: readonly CalendarEvent[],
): readonly CalendarEvent[] =>
  events.flatMap((event) => {
    if (event.type !== 'SlotMoved') return [];
    const { bookingId, start, fromStart } = event.data;
    const slot = occupiedBy(after.occupied, bookingId, epochMsOf(start));
    if (slot === undefined) return [];
    const from =
      epochMsOf(start) === epochMsOf(fromStart) ? occupiedBy(before.occupied, bookingId, slot.start) : undefined;
    return clashesChanged(slot, from === undefined ? [] : clashesOf(from, before.busy), after);
  });

const clashesChanged = (
  { bookingId, start, end }: OccupiedSlot,
  earlier: readonly BusySource[],
  { hostId, busy }: CalendarState,
): readonly CalendarEvent[] => {
  const sources = clashesOf({ start, end }, busy);
  if (hostId === null || canonicalJson(sources) === canonicalJson(earlier)) return [];
  const slot = { hostId, bookingId, start: instantOf(start), end: instantOf(end) };
  return [{ type: 'SlotClashesChanged', data: { ...slot, sources: [...sources] } }];
};
