import { epochMsOf, type Instant } from '@bookonce/kernel/json';
import type { BusyInterval, BusyQuery, BusyReadFailure, BusyTimes } from '@bookonce/kernel/ports/busy-reader';
import { fail, ok, type Result } from '@bookonce/kernel/result';
import { type ComponentLines, componentsOf } from './calendar-components.js';
import { InvalidValueError } from './calendar-time.js';
import type { BusyRules } from './counts-as-busy.js';
import { type Entry, entryOf } from './entry.js';
import { parseComponent, textOf } from './jcal.js';
import { busySpansOf, type Span } from './series.js';
import { clockOfZone } from './vtimezone.js';
import type { WallClock } from './wall-clock.js';
import { FileZones, NamedZones } from './zones.js';

/** The events of a file, those of one UID together. */
interface ReadFile {
  readonly series: readonly (readonly Entry[])[];
  readonly unreadable: number;
  readonly zones: FileZones;
}

/** Null if the value cannot be read. */
const orNull = <T>(read: () => T): T | null => {
  try {
    return read();
  } catch (error) {
    if (error instanceof InvalidValueError) return null;
    throw error;
  }
};

/** The zones that a file defines, without those that cannot be read. */
const definedZones = (zones: readonly ComponentLines[], window: Span): ReadonlyMap<string, WallClock> => {
  const clocks = new Map<string, WallClock>();
  for (const lines of zones) {
    const zone = parseComponent(lines);
    const clock = zone === null ? null : orNull(() => clockOfZone(zone, window.end));
    if (zone !== null && clock !== null) clocks.set(textOf(zone, 'tzid'), clock);
  }
  return clocks;
};

const groupsOf = (entries: readonly Entry[]): readonly (readonly Entry[])[] => {
  const groups = new Map<string | Entry, Entry[]>();
  for (const entry of entries) {
    const key = entry.uid ?? entry;
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [entry]);
    else group.push(entry);
  }
  return [...groups.values()];
};

/** Sorted, and without gaps and overlaps between neighbours. */
const merged = (spans: readonly Span[]): readonly Span[] => {
  const result: { start: number; end: number }[] = [];
  for (const { start, end } of spans.toSorted((a, b) => a.start - b.start)) {
    const last = result.at(-1);
    if (last === undefined || last.end < start) result.push({ start, end });
    else last.end = Math.max(last.end, end);
  }
  return result;
};

const instantAt = (epochMs: number): Instant => new Date(epochMs).toISOString();

const intervalOf = ({ start, end }: Span): BusyInterval => ({ start: instantAt(start), end: instantAt(end) });

/** The spans at which the events of each UID do not count. */
const ownSpans = (query: BusyQuery): ReadonlyMap<string, readonly Span[]> =>
  new Map(
    [...Map.groupBy(query.own, ({ uid }) => uid)].map(([uid, events]) => [
      uid,
      events.map(({ start, end }) => ({ start: epochMsOf(start), end: epochMsOf(end) })),
    ]),
  );

/** A file may hold any number of names, of any length. */
const MOST_NAMES = 10;
const MOST_CHARACTERS = 60;

/** The first few of the names that a file holds, short enough to be shown. */
class NamesToShow {
  readonly #names = new Set<string>();

  add(name: string): void {
    if (this.#names.size < MOST_NAMES) this.#names.add(shortened(name));
  }

  sorted(): readonly string[] {
    return [...this.#names].sort();
  }
}

const shortened = (name: string): string => {
  const characters = [...name.slice(0, 4 * MOST_CHARACTERS).replaceAll(/\p{C}/gu, '')];
  return characters.length <= MOST_CHARACTERS
    ? characters.join('')
    : `${characters.slice(0, MOST_CHARACTERS).join('')}…`;
};

/** Reads calendar files for one query. */
class BusyTimesReading {
  readonly #window: Span;
  readonly #rules: BusyRules;
  readonly #own: ReadonlyMap<string, readonly Span[]>;
  readonly #namedZones = new NamedZones();
  readonly #unknownZones = new NamesToShow();

  constructor(private readonly query: BusyQuery) {
    this.#window = { start: epochMsOf(query.from), end: epochMsOf(query.to) };
    this.#rules = {
      addresses: new Set(query.addresses.map((address) => address.trim().toLowerCase())),
      allEventsBusy: query.allEventsBusy,
    };
    this.#own = ownSpans(query);
  }

  get unknownZones(): readonly string[] {
    return this.#unknownZones.sorted();
  }

  /** Null if the text is no calendar. */
  read(text: string): ReadFile | null {
    const components = componentsOf(text);
    if (components === null) return null;
    const zones = new FileZones({
      named: this.#namedZones,
      hostZone: this.query.timeZone,
      readDefined: () => definedZones(components.zones, this.#window),
      onUnknown: (tzid) => this.#unknownZones.add(tzid),
    });
    const entries: Entry[] = [];
    for (const lines of components.events) {
      const event = parseComponent(lines);
      const entry = event === null ? null : orNull(() => entryOf(event, zones, this.#rules));
      if (entry !== null) entries.push(entry);
    }
    const unreadable = components.broken + components.events.length - entries.length;
    return { series: groupsOf(entries), unreadable, zones };
  }

  *spansOf({ series, zones }: ReadFile): Generator<Span> {
    for (const entries of series) {
      const own = this.#own.get(entries[0]?.uid ?? '') ?? [];
      for (const span of busySpansOf(entries, this.#window, zones)) {
        if (own.some(({ start, end }) => start === span.start && end === span.end)) continue;
        yield {
          start: Math.max(span.start, this.#window.start),
          end: Math.min(span.end, this.#window.end),
        };
      }
    }
  }
}

/**
 * Tells from calendar files when a host is busy, as {@link BusyReader} describes it. At most `mostInstances` busy
 * instances are counted. Takes as long as it takes: call it in a thread that can be ended.
 */
export const readBusyTimes = (
  texts: readonly string[],
  query: BusyQuery,
  mostInstances: number,
): Result<BusyTimes, BusyReadFailure> => {
  const reading = new BusyTimesReading(query);
  const spans: Span[] = [];
  let unreadable = 0;
  let calendars = 0;
  for (const text of texts) {
    const file = reading.read(text);
    if (file === null) {
      unreadable += 1;
      continue;
    }
    calendars += 1;
    unreadable += file.unreadable;
    for (const span of reading.spansOf(file)) {
      if (spans.length === mostInstances) return fail({ kind: 'tooManyInstances', most: mostInstances });
      spans.push(span);
    }
  }
  if (calendars === 0 && texts.length > 0) return fail({ kind: 'notACalendar' });
  return ok({ intervals: merged(spans).map(intervalOf), unreadable, unknownZones: reading.unknownZones });
};
