import { type CalendarDuration, type CalendarTime, DAY, dayOf, type WallTime } from './calendar-time.js';
import type { Entry } from './entry.js';
import { occurrencesOf, type WallRange } from './occurrences.js';
import type { Rule } from './rule.js';
import type { FileZones } from './zones.js';

/** Epoch ms, half-open. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

/** Clocks are less than a day away from UTC. */
const OFFSET_SLACK = DAY;

/** A set of instances of one series, named by EXDATE or RECURRENCE-ID as dates, times of a zone, or floating times. */
class InstanceSet {
  readonly #days = new Set<WallTime>();
  readonly #walls = new Set<WallTime>();
  readonly #epochs = new Set<number>();

  constructor(series: Entry, times: readonly CalendarTime[], zones: FileZones) {
    for (const time of times) {
      if (time.isDate || series.start.isDate) this.#days.add(dayOf(time.wall));
      else if (time.tzid === null) this.#walls.add(time.wall);
      else this.#epochs.add(zones.clockOf(time.tzid).epochOf(time.wall));
    }
  }

  has(wall: WallTime, epoch: number): boolean {
    return this.#epochs.has(epoch) || this.#walls.has(wall) || (this.#days.size > 0 && this.#days.has(dayOf(wall)));
  }
}

/** An entry that changes the instances from `from` on, by the clock of the series. */
interface FutureChange {
  readonly from: WallTime;
  readonly shift: number;
  readonly entry: Entry;
  /** Whose clock tells the changed times. */
  readonly tzid: string | null;
}

/** The reading of the clock of `tzid` at a time; dates and floating times are read as they stand. */
const wallIn = (tzid: string | null, time: CalendarTime, zones: FileZones): WallTime =>
  time.tzid === null || time.tzid === tzid
    ? time.wall
    : zones.clockOf(tzid).wallOf(zones.clockOf(time.tzid).epochOf(time.wall));

/** A time that is named for a series, by the clock of the series. */
const wallInSeries = (series: Entry, time: CalendarTime, zones: FileZones): WallTime => {
  const { start } = series;
  if (start.isDate) return dayOf(time.wall);
  return time.isDate ? time.wall + (start.wall - dayOf(start.wall)) : wallIn(start.tzid, time, zones);
};

const futureChangesOf = (series: Entry, overrides: readonly Entry[], zones: FileZones): readonly FutureChange[] =>
  overrides
    .flatMap((entry): readonly FutureChange[] => {
      if (!entry.changesFuture || entry.replaces === null) return [];
      const from = wallInSeries(series, entry.replaces, zones);
      const tzid = series.start.isDate || entry.start.isDate ? entry.start.tzid : series.start.tzid;
      return [{ from, shift: wallIn(tzid, entry.start, zones) - from, entry, tzid }];
    })
    .sort((a, b) => a.from - b.from);

/** The last time, by the clock of the series, at which the rule may have an instance. */
const lastOf = (series: Entry, { until }: Rule, zones: FileZones): WallTime => {
  if (until === null) return Infinity;
  // A date means all of its day, in a series of times as well.
  if (until.isDate || series.start.isDate) return dayOf(until.wall) + DAY - 1;
  return wallIn(series.start.tzid, until, zones);
};

const approximate = ({ days, ms }: CalendarDuration): number => days * DAY + ms;

const spanOf = (wall: WallTime, tzid: string | null, { days, ms }: CalendarDuration, zones: FileZones): Span => {
  const clock = zones.clockOf(tzid);
  const start = clock.epochOf(wall);
  return { start, end: (days === 0 ? start : clock.epochOf(wall + days * DAY)) + ms };
};

/** Days have no hours, whatever their rule says (RFC 5545, section 3.3.10). */
const ruleOfDays = (rule: Rule): Rule => ({ ...rule, hours: [], minutes: [], seconds: [] });

/**
 * The starts of a series by its own clock, each once, before exceptions. A length is given where it is not that of the
 * series. They are not collected: a rule may have more of them than memory holds.
 */
function* startsOf(
  series: Entry,
  range: WallRange,
  zones: FileZones,
): Generator<readonly [WallTime, CalendarDuration | null]> {
  const { start, added } = series;
  const rules = start.isDate ? series.rules.map(ruleOfDays) : series.rules;
  const seen = new Set<WallTime>();
  for (const time of added) {
    const wall = wallInSeries(series, time.start, zones);
    if (!seen.has(wall)) yield [wall, time.length];
    seen.add(wall);
  }
  if (!seen.has(start.wall)) yield [start.wall, null];
  seen.add(start.wall);
  for (const rule of rules) {
    for (const occurrence of occurrencesOf(rule, start.wall, lastOf(series, rule, zones), range)) {
      const wall = start.isDate ? dayOf(occurrence) : occurrence;
      if (seen.has(wall)) continue;
      // One rule names no time twice.
      if (start.isDate || rules.length > 1) seen.add(wall);
      yield [wall, null];
    }
  }
}

/** The instances of a series that no entry replaces. */
function* plainInstances(series: Entry, overrides: readonly Entry[], window: Span, zones: FileZones): Generator<Span> {
  const changes = futureChangesOf(series, overrides, zones);
  if (!series.isBusy && !changes.some(({ entry }) => entry.isBusy)) return;
  const shifts = changes.map(({ shift }) => shift);
  const longest = [series, ...changes.map(({ entry }) => entry), ...series.added].reduce(
    (most, { length }) => (length === null ? most : Math.max(most, approximate(length))),
    0,
  );
  // Nothing takes any time.
  if (longest === 0) return;
  // Without spread arguments: a file may hold more times than a call takes.
  const latest = shifts.reduce((most, shift) => Math.max(most, shift), 0);
  const earliest = shifts.reduce((least, shift) => Math.min(least, shift), 0);
  const range = { from: window.start - longest - latest - OFFSET_SLACK, to: window.end - earliest + OFFSET_SLACK };
  const excluded = new InstanceSet(series, series.excluded, zones);
  const replaced = new InstanceSet(
    series,
    overrides.flatMap(({ replaces }) => replaces ?? []),
    zones,
  );
  const clock = zones.clockOf(series.start.tzid);
  for (const [wall, length] of startsOf(series, range, zones)) {
    const epoch = clock.epochOf(wall);
    if (excluded.has(wall, epoch) || replaced.has(wall, epoch)) continue;
    const change = changes.findLast(({ from }) => from <= wall);
    if (change === undefined) {
      if (series.isBusy) yield spanOf(wall, series.start.tzid, length ?? series.length, zones);
    } else if (change.entry.isBusy) {
      yield spanOf(wall + change.shift, change.tzid, change.entry.length, zones);
    }
  }
}

/** Of several entries for one instance the latest revision counts. */
const latestOverrides = (entries: readonly Entry[]): readonly Entry[] => {
  const latest = new Map<string, Entry>();
  for (const entry of entries) {
    if (entry.replaces === null) continue;
    const key = `${entry.replaces.tzid} ${entry.replaces.wall}`;
    const known = latest.get(key);
    if (known === undefined || known.sequence <= entry.sequence) latest.set(key, entry);
  }
  return [...latest.values()];
};

/**
 * Yields when the entries of one UID make their host busy within the window, in no particular order. An instance that
 * was moved counts where it is now, wherever it came from.
 */
export function* busySpansOf(entries: readonly Entry[], window: Span, zones: FileZones): Generator<Span> {
  const overrides = latestOverrides(entries);
  const isWithin = ({ start, end }: Span): boolean => start < end && start < window.end && end > window.start;
  for (const { start, length, isBusy } of overrides) {
    const span = spanOf(start.wall, start.tzid, length, zones);
    if (isBusy && isWithin(span)) yield span;
  }
  for (const entry of entries) {
    if (entry.replaces !== null) continue;
    for (const span of plainInstances(entry, overrides, window, zones)) if (isWithin(span)) yield span;
  }
}
