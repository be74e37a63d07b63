import type { BusyInterval } from '@bookonce/contracts/events/calendar';
import { epochMsOf, instantOf } from '@bookonce/kernel/json';
import type { Span } from './slots/spans.js';

/** Half-open. Times are epoch ms, or instants in a view. */
export interface BusyEntry<Time extends number | string = number> {
  readonly start: Time;
  readonly end: Time;
  /** From the API; connected calendars give none. */
  readonly note?: string | undefined;
}

interface Chunk {
  /** The latest end of its entries. */
  readonly reach: number;
  /** At least one, in order. */
  readonly entries: readonly BusyEntry[];
}

/**
 * The busy intervals of one source, each once, ordered by start, end and note, in chunks: a change copies the chunks that
 * it touches and the list of chunks, so a small change of a long list costs little. Plain JSON.
 */
export type BusyTimes = readonly Chunk[];

export const noBusyTimes: BusyTimes = [];

const MOST_IN_CHUNK = 64;

export const entryOf = ({ start, end, ...rest }: BusyInterval): BusyEntry => ({
  ...rest,
  start: epochMsOf(start),
  end: epochMsOf(end),
});

export const intervalOf = ({ start, end, note }: BusyEntry): BusyInterval => ({
  start: instantOf(start),
  end: instantOf(end),
  ...(note === undefined ? {} : { note }),
});

/** Returns false for an invalid time as well. */
export const isNotEmpty = ({ start, end }: BusyEntry | BusyEntry<string>): boolean => start < end;

const compare = <Time extends number | string>(a: BusyEntry<Time>, b: BusyEntry<Time>): number => {
  if (a.start !== b.start) return a.start < b.start ? -1 : 1;
  if (a.end !== b.end) return a.end < b.end ? -1 : 1;
  const [ofA, ofB] = [a.note ?? '', b.note ?? ''];
  if (ofA === ofB) return 0;
  return ofA < ofB ? -1 : 1;
};

/** Returns the entries in order, each once. */
export const inOrder = <Entry extends BusyEntry<number> | BusyEntry<string>>(
  entries: readonly Entry[],
): readonly Entry[] =>
  entries
    .toSorted((a, b) => compare<number | string>(a, b))
    .filter((entry, index, all) => {
      const before = all[index - 1];
      return before === undefined || compare<number | string>(before, entry) !== 0;
    });

const keyOf = ({ start, end, note = '' }: BusyEntry | BusyEntry<string>): string => `${start} ${end} ${note}`;

/** Returns ordered entries without those of `removed` and with those of `added`. */
export const changedEntries = <Entry extends BusyEntry<number> | BusyEntry<string>>(
  entries: readonly Entry[],
  removed: readonly Entry[],
  added: readonly Entry[],
): readonly Entry[] => {
  const gone = new Set(removed.map(keyOf));
  const kept = gone.size === 0 ? entries : entries.filter((entry) => !gone.has(keyOf(entry)));
  return added.length === 0 ? kept : inOrder([...kept, ...added]);
};

/** Returns the entries without those of `removed` and with those of `added`. Shares the chunks that do not change. */
export const changedTimes = (
  times: BusyTimes,
  removed: readonly BusyEntry[],
  added: readonly BusyEntry[],
): BusyTimes => {
  if (removed.length === 0 && added.length === 0) return times;
  const [gone, more] = [inOrder(removed), inOrder(added)];
  const chunks: Chunk[] = [];
  let [fromGone, fromMore] = [0, 0];
  for (let index = 0; index < Math.max(1, times.length); index += 1) {
    // A change belongs to the last chunk that does not begin after it.
    const next = times[index + 1]?.entries[0];
    const toGone = placeOf(gone, fromGone, next);
    const toMore = placeOf(more, fromMore, next);
    const there = times[index];
    if (there !== undefined && toGone === fromGone && toMore === fromMore) chunks.push(there);
    else {
      const entries = there?.entries ?? [];
      chunks.push(...chunksOf(changedEntries(entries, gone.slice(fromGone, toGone), more.slice(fromMore, toMore))));
    }
    [fromGone, fromMore] = [toGone, toMore];
  }
  return chunks;
};

/** Returns where, from `index` on, the first entry is that does not come before `next`. */
const placeOf = (entries: readonly BusyEntry[], index: number, next: BusyEntry | undefined): number => {
  if (next === undefined) return entries.length;
  let place = index;
  for (let entry = entries[place]; entry !== undefined && compare(entry, next) < 0; entry = entries[place]) place += 1;
  return place;
};

const chunksOf = (entries: readonly BusyEntry[]): readonly Chunk[] => {
  const count = Math.ceil(entries.length / MOST_IN_CHUNK);
  const size = Math.ceil(entries.length / count);
  return Array.from({ length: count }, (_, index) => {
    const ofChunk = entries.slice(index * size, (index + 1) * size);
    return { reach: ofChunk.reduce((latest, { end }) => Math.max(latest, end), -Infinity), entries: ofChunk };
  });
};

export const entriesOf = (times: BusyTimes): readonly BusyEntry[] => times.flatMap(({ entries }) => entries);

/** Returns the entries that overlap `[from, to)`, in order. Looks at the entries of few chunks. */
export const entriesWithin = (times: BusyTimes, from: number, to: number): readonly Span[] => {
  const found: Span[] = [];
  for (const { reach, entries } of times) {
    if (reach <= from) continue;
    if ((entries[0]?.start ?? Infinity) >= to) break;
    for (const entry of entries) {
      if (entry.start >= to) break;
      if (entry.end > from) found.push(entry);
    }
  }
  return found;
};

/** The entries to add to one set, and those to remove from it, to make it equal to another. */
export interface BusyDifference {
  readonly added: readonly BusyEntry[];
  readonly removed: readonly BusyEntry[];
}

/** Compares two ordered lists of entries. */
export const differenceOf = (before: readonly BusyEntry[], after: readonly BusyEntry[]): BusyDifference => {
  const [added, removed]: [BusyEntry[], BusyEntry[]] = [[], []];
  let [old, recent] = [0, 0];
  for (;;) {
    const [a, b] = [before[old], after[recent]];
    if (a === undefined && b === undefined) return { added, removed };
    const order = a === undefined ? 1 : b === undefined ? -1 : compare(a, b);
    if (order < 0 && a !== undefined) removed.push(a);
    if (order > 0 && b !== undefined) added.push(b);
    if (order <= 0) old += 1;
    if (order >= 0) recent += 1;
  }
};
