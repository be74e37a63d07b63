import {
  type EventMeta,
  InvalidAppendError,
  type NewEvent,
  NO_STREAM,
  type StoredEvent,
  type StreamName,
} from '@bookonce/kernel/ports/event-store';
import { positionText } from './log-subscription.js';

/** The events of one append as text, one array per column: the stored form, which is cheap to pass on. */
export interface BatchTexts {
  readonly ids: readonly string[];
  readonly types: readonly string[];
  /** JSON. */
  readonly datas: readonly string[];
  /** JSON. */
  readonly metas: readonly string[];
}

/**
 * Size limit of one append, counted like EventStoreDB does: JSON in UTF-8 and types in UTF-16. Every store enforces it, so
 * that histories fit into any store.
 */
export const MAX_APPEND_BYTES = 1024 * 1024;

/** Lower case only, as stores with a UUID type return lower case. */
const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;

/**
 * Checks and serialises an append. Throws an {@link InvalidAppendError} if the expected revision is not an integer from
 * {@link NO_STREAM}, if there are no events, if an id is not a UUID, or if type, data and meta of all events exceed
 * {@link MAX_APPEND_BYTES} bytes.
 */
export const checkedBatch = (stream: StreamName, expectedRevision: number, events: readonly NewEvent[]): BatchTexts => {
  if (!Number.isSafeInteger(expectedRevision) || expectedRevision < NO_STREAM) {
    throw new InvalidAppendError(`${stream}: ${expectedRevision} is not a revision`);
  }
  if (events.length === 0) throw new InvalidAppendError(`${stream}: an append without events`);
  const wrong = events.find(({ id }) => !UUID.test(id));
  if (wrong !== undefined) throw new InvalidAppendError(`${stream}: the id ${wrong.id} of ${wrong.type} is not a UUID`);
  const texts = {
    ids: events.map(({ id }) => id),
    types: events.map(({ type }) => type),
    datas: events.map(({ data }) => JSON.stringify(data)),
    metas: events.map(({ meta }) => JSON.stringify(meta)),
  };
  const bytes = bytesOf(texts.types, 'utf16le') + bytesOf(texts.datas) + bytesOf(texts.metas);
  if (bytes > MAX_APPEND_BYTES) {
    throw new InvalidAppendError(
      `${stream}: an append of ${bytes} bytes exceeds the limit of ${MAX_APPEND_BYTES} bytes`,
    );
  }
  return texts;
};

const bytesOf = (texts: readonly string[], encoding: BufferEncoding = 'utf8'): number =>
  texts.reduce((sum, text) => sum + Buffer.byteLength(text, encoding), 0);

/**
 * Returns whether a batch at a wrong revision was appended before: all of its ids are stored at its place. Any other
 * batch at a wrong revision is a conflict.
 */
export const isRepeatedBatch = (batchIds: readonly string[], idsAtItsPlace: readonly string[]): boolean =>
  batchIds.length > 0 && batchIds.every((id, index) => idsAtItsPlace[index] === id);

/** A stored batch with the place of its first event. */
export interface StoredBatch {
  readonly stream: StreamName;
  readonly texts: BatchTexts;
  readonly revision: number;
  readonly position: number;
}

/**
 * Returns one event of a stored batch. Parsed from the stored text rather than taken from the caller, so live subscriptions
 * get exactly what later reads return, and share no object with the caller.
 */
export const storedEvent = ({ stream, texts, revision, position }: StoredBatch, index: number): StoredEvent => ({
  id: texts.ids[index] ?? '',
  type: texts.types[index] ?? '',
  data: JSON.parse(texts.datas[index] ?? '') as object,
  meta: JSON.parse(texts.metas[index] ?? '') as EventMeta,
  stream,
  revision: revision + index,
  position: positionText(position + index),
});
