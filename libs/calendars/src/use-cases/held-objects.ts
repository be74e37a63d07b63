import { canonicalJson } from '@bookonce/kernel/canonical-json';
import type { Json } from '@bookonce/kernel/json';
import type { CollectionChanges } from '@bookonce/kernel/ports/calendar-servers';

/** The objects of one collection, by address. */
interface HeldCollection {
  readonly texts: ReadonlyMap<string, string>;
  /** Number of objects that the server fails to hand out. */
  readonly unreadable: number;
}

/** All that a calendar holds, by collection. */
export type HeldCollections = ReadonlyMap<string, HeldCollection>;

interface Held {
  /** The memo that the objects go with. */
  readonly memo: string;
  readonly collections: HeldCollections;
  readonly size: number;
}

/** About 100 MB. */
const MOST_CHARACTERS = 50_000_000;

/**
 * The objects of CalDAV calendars between two reads, so that a read fetches changes only. They go with one memo: if
 * another instance has read the calendar meanwhile, it is read as a whole. The calendars read longest ago are dropped.
 */
export class HeldObjects {
  /** The calendar used last comes last. */
  readonly #held = new Map<string, Held>();
  #size = 0;

  constructor(private readonly mostCharacters = MOST_CHARACTERS) {}

  /** Returns the objects as they were at `memo`; null if they are not held. */
  at(calendarId: string, memo: Json): HeldCollections | null {
    const held = this.#held.get(calendarId);
    return held?.memo === canonicalJson(memo) ? held.collections : null;
  }

  keep(calendarId: string, memo: Json, collections: HeldCollections): void {
    this.forget(calendarId);
    const size = [...collections.values()].reduce((sum, { texts }) => sum + charactersIn(texts), 0);
    this.#held.set(calendarId, { memo: canonicalJson(memo), collections, size });
    this.#size += size;
    for (const [oldest] of this.#held) {
      if (this.#size <= this.mostCharacters) return;
      this.forget(oldest);
    }
  }

  forget(calendarId: string): void {
    this.#size -= this.#held.get(calendarId)?.size ?? 0;
    this.#held.delete(calendarId);
  }
}

const charactersIn = (texts: ReadonlyMap<string, string>): number => {
  let sum = 0;
  for (const [href, text] of texts) sum += href.length + text.length;
  return sum;
};

/**
 * Returns the collections after these changes; null if that takes objects that are not held. `hrefs` names the
 * collections that count.
 */
export const afterChanges = (
  before: HeldCollections | null,
  changes: readonly CollectionChanges[],
  hrefs: readonly string[],
): HeldCollections | null => {
  const changed = new Map(changes.map((change) => [change.href, change]));
  const after = new Map<string, HeldCollection>();
  for (const href of hrefs) {
    const collection = afterChange(before?.get(href), changed.get(href));
    if (collection === null) return null;
    after.set(href, collection);
  }
  return after;
};

const afterChange = (
  before: HeldCollection | undefined,
  change: CollectionChanges | undefined,
): HeldCollection | null => {
  if (change === undefined) return before ?? null;
  if (before === undefined && !change.isWhole) return null;
  const texts = new Map(change.isWhole ? [] : before?.texts);
  for (const href of [...change.removed, ...change.unreadable]) texts.delete(href);
  for (const { href, text } of change.objects) texts.set(href, text);
  return { texts, unreadable: change.unreadable.length };
};
