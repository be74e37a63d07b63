import { LruCache } from '@bookonce/kernel/lru-cache';
import type { DayNumber } from './day-number.js';
import type { FreeHours } from './free-hours.js';
import { FreeRanges } from './free-ranges.js';
import { union, type Span } from './spans.js';
import type { Zone } from './zone.js';

/**
 * Returns the free ranges of these hosts' hours together, seen in the zone of the first one; null without hosts. The starts
 * of a round robin type are counted from the beginning of these ranges, for every host.
 */
export const teamHours = (hosts: readonly FreeHours[]): FreeRanges | null => {
  const [first] = hosts;
  if (first === undefined) return null;
  const key = hosts.map(idOf).join(' ');
  const known = byHosts.get(key);
  if (known !== undefined) return known;
  const ranges = togetherIn(first.zone, hosts);
  byHosts.set(key, ranges);
  return ranges;
};

const togetherIn = (zone: Zone, hosts: readonly FreeHours[]): FreeRanges =>
  new FreeRanges(zone, (day) => {
    const [from, to] = [zone.startOf(day), zone.startOf(day + 1)];
    return union(hosts.flatMap((hours) => spansWithin(hours, from, to)));
  });

const REMEMBERED_TEAMS = 500;
const byHosts = new LruCache<FreeRanges>(REMEMBERED_TEAMS);
const ids = new WeakMap<FreeHours, number>();
let lastId = 0;

/** Equal hours are the same object, as long as they are remembered. */
const idOf = (hours: FreeHours): number => {
  const known = ids.get(hours);
  if (known !== undefined) return known;
  lastId += 1;
  ids.set(hours, lastId);
  return lastId;
};

/** The host's free time in `[from, to)`, epoch ms. */
const spansWithin = (hours: FreeHours, from: number, to: number): readonly Span[] => {
  const spans: Span[] = [];
  if (from >= to) return spans;
  const last: DayNumber = hours.zone.dayAt(to - 1);
  for (let day = hours.zone.dayAt(from); day <= last; day += 1) {
    for (const piece of hours.piecesOf(day)) {
      const span = { start: Math.max(piece.start, from), end: Math.min(piece.end, to) };
      if (span.start < span.end) spans.push(span);
    }
  }
  return spans;
};

/** Whether the start, epoch ms, is counted from the beginning of a free range. */
export const isCounted = (ranges: FreeRanges, start: number, intervalMs: number): boolean =>
  // An invalid instant is NaN here.
  Number.isSafeInteger(start) &&
  ranges
    .piecesOf(ranges.zone.dayAt(start))
    .some((piece) => piece.start <= start && start < piece.end && (start - piece.countedFrom) % intervalMs === 0);
