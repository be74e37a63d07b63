import { type StoredBatch, storedEvent } from '@bookonce/adapter-storage/log/batch';
import { LruCache } from '@bookonce/kernel/lru-cache';
import type { StoredEvent, StreamName } from '@bookonce/kernel/ports/event-store';

/** A stream with more events, or with a larger append, is read from disk. */
const MAX_EVENTS = 8;
const MAX_APPEND_CHARACTERS = 4_096;
const KEPT_STREAMS = 10_000;

/** A batch is kept as text until it is read, as most are not. */
type Part = StoredBatch | readonly StoredEvent[];

/**
 * Caches whole short streams: of a link or a booking, which several services read within the same second. An append
 * brings its stream up to date, so none of those reads goes to disk.
 */
export class ShortStreams {
  readonly #parts = new LruCache<readonly Part[]>(KEPT_STREAMS);

  /** Follows a stored append. */
  appended(batch: StoredBatch): void {
    const { stream, revision, texts } = batch;
    const before = revision === 0 ? [] : this.#parts.get(stream);
    if (before === undefined) return;
    const fits =
      countOf(before) === revision &&
      revision + texts.ids.length <= MAX_EVENTS &&
      charactersOf(texts.datas) + charactersOf(texts.metas) <= MAX_APPEND_CHARACTERS;
    if (fits) this.#parts.set(stream, [...before, batch]);
    else this.#parts.delete(stream);
  }

  /** Keeps a stream that was read from disk, whole. */
  read(stream: StreamName, events: readonly StoredEvent[]): void {
    if (events.length <= MAX_EVENTS) this.#parts.set(stream, [events]);
  }

  /** All events of a stream whose last one has revision `head`; undefined if they are not cached. */
  get(stream: StreamName, head: number): readonly StoredEvent[] | undefined {
    const parts = this.#parts.get(stream);
    if (parts === undefined || countOf(parts) - 1 !== head) return undefined;
    const events = parts.flatMap(eventsOf);
    this.#parts.set(stream, [events]);
    return events;
  }
}

const eventsOf = (part: Part): readonly StoredEvent[] =>
  'texts' in part ? part.texts.ids.map((_, index) => storedEvent(part, index)) : part;

const countOf = (parts: readonly Part[]): number =>
  parts.reduce((sum, part) => sum + ('texts' in part ? part.texts.ids.length : part.length), 0);

const charactersOf = (texts: readonly string[]): number => texts.reduce((sum, { length }) => sum + length, 0);
