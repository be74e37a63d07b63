import type { BusyRefusal } from '@bookonce/contracts/commands/availability';
import type { BusySource, CalendarEvent } from '@bookonce/contracts/events/calendar';
import { isConnected, MOST_BUSY_INTERVALS } from '@bookonce/contracts/values/busy-source';
import type { Interval } from '@bookonce/contracts/values/instant';
import { epochMsOf } from '@bookonce/kernel/json';
import { fail, ok, type Result } from '@bookonce/kernel/result';
import {
  changedTimes,
  differenceOf,
  entriesOf,
  entriesWithin,
  entryOf,
  inOrder,
  intervalOf,
  isNotEmpty,
  noBusyTimes,
  type BusyEntry,
  type BusyTimes,
} from './busy-times.js';
import type { BusyOf } from './slots/slot-reasons.js';
import { union } from './slots/spans.js';

/** The busy times of each source. Without intervals, only a connected calendar is kept. Plain JSON. */
export type BusySources = readonly { readonly source: BusySource; readonly times: BusyTimes }[];

export const noBusySources: BusySources = [];

/** The state of a calendar that a change of its busy times depends on. */
export interface BusyState {
  readonly hostId: string;
  readonly busy: BusySources;
  /** Ids of the sources that were removed. */
  readonly removedSources: readonly string[];
  /** Intervals of connected calendars that ended by this time, in epoch ms, are of no use any more. */
  readonly forgottenUntil: number;
}

/**
 * All intervals of a source; null removes it. They are kept as they are for the API, and merged for anything else, as no
 * one asks for them again.
 */
export interface BusyChange {
  readonly source: BusySource;
  readonly intervals: readonly Interval[] | null;
  /** Only this time changes, not all of it. */
  readonly within?: Interval | undefined;
}

/** The latest end of a busy time in epoch ms. Views keep an interval in pieces, so it must end some time. */
const LATEST = epochMsOf('2200-01-01T00:00:00.000Z');

/**
 * The most intervals that one decision adds and removes, so that it fits into one append of any store. A larger change
 * takes several decisions. It adds before it removes, so that no time is free in between that is busy before and after.
 */
export const MOST_CHANGED_AT_ONCE = 5_000;

type BusyEvent = Extract<CalendarEvent, { readonly type: 'BusySet' | 'BusySourceRemoved' }>;

/** Decides a change of one source: no events if it has that set already. */
export const changeBusy = (
  { source, intervals, within }: BusyChange,
  state: BusyState,
): Result<readonly BusyEvent[], BusyRefusal> => {
  const { hostId } = state;
  const isRemoved = state.removedSources.includes(source.id);
  if (isRemoved) return intervals === null ? ok([]) : fail({ kind: 'sourceRemoved' });
  const there = state.busy.find((one) => one.source.id === source.id);
  const before = entriesOf(there?.times ?? noBusyTimes);
  const changed = intervals === null ? [] : wantedOf(source, intervals, state);
  const wanted = within === undefined ? changed : replacedWithin(before, changed, entryOf(within));
  if (wanted.length > MOST_BUSY_INTERVALS) return fail({ kind: 'tooManyIntervals' });
  const { added, removed } = differenceOf(before, wanted);
  const add = added.slice(0, MOST_CHANGED_AT_ONCE);
  const remove = removed.slice(0, MOST_CHANGED_AT_ONCE - add.length);
  // A connected calendar counts from its first reading, also while it is empty: it may have to be read again.
  const isKept = intervals !== null && (isConnected(source) || wanted.length > 0);
  const isNewOrRenamed = there === undefined ? isConnected(source) : there.source.name !== source.name;
  const events: BusyEvent[] = [];
  if (add.length > 0 || remove.length > 0 || (isKept && isNewOrRenamed)) {
    const change = { added: add.map(intervalOf), removed: remove.map(intervalOf) };
    events.push({ type: 'BusySet', data: { hostId, source, ...change } });
  }
  if (intervals === null && remove.length === removed.length) {
    events.push({ type: 'BusySourceRemoved', data: { hostId, source } });
  }
  return ok(events);
};

const replacedWithin = (
  before: readonly BusyEntry[],
  changed: readonly BusyEntry[],
  { start: from, end: to }: BusyEntry,
): readonly BusyEntry[] => {
  const outside = before.flatMap(({ start, end }) => [
    { start, end: Math.min(end, from) },
    { start: Math.max(start, to), end },
  ]);
  const inside = changed.map(({ start, end }) => ({ start: Math.max(start, from), end: Math.min(end, to) }));
  return union([...outside, ...inside].filter(isNotEmpty));
};

const wantedOf = (source: BusySource, intervals: readonly Interval[], { forgottenUntil }: BusyState) => {
  const entries: readonly BusyEntry[] = intervals.map(entryOf).filter(isNotEmpty);
  if (source.type === 'put') return inOrder(entries);
  const clipped = entries.map(({ start, end }) => ({ start: Math.max(start, 0), end: Math.min(end, LATEST) }));
  return union(clipped).filter(({ end }) => end > forgottenUntil);
};

export const afterBusySet = (
  sources: BusySources,
  { source, added, removed }: Extract<BusyEvent, { type: 'BusySet' }>['data'],
): BusySources => {
  const at = sources.findIndex((one) => one.source.id === source.id);
  const before = removed === 'all' ? noBusyTimes : (sources[at]?.times ?? noBusyTimes);
  const gone = removed === 'all' ? [] : removed.map(entryOf);
  const more = added.map(entryOf).filter(isNotEmpty);
  const times = changedTimes(before, gone, more);
  if (times.length === 0 && !isConnected(source)) return at < 0 ? sources : sources.toSpliced(at, 1);
  return at < 0 ? [...sources, { source, times }] : sources.with(at, { source, times });
};

export const withoutBusySource = (sources: BusySources, id: string): BusySources =>
  sources.filter(({ source }) => source.id !== id);

/** Whether one of the sources is a calendar elsewhere. */
export const hasConnected = (sources: BusySources): boolean => sources.some(({ source }) => isConnected(source));

/** Returns what overlaps `[from, to)` in epoch ms, for each source. */
export const busyWithin = (sources: BusySources, from: number, to: number): readonly BusyOf[] => {
  const found: BusyOf[] = [];
  // An invalid instant is NaN here.
  if (!(from < to)) return found;
  for (const { source, times } of sources) {
    const spans = entriesWithin(times, from, to);
    if (spans.length > 0) found.push({ source, spans: union(spans) });
  }
  return found;
};
