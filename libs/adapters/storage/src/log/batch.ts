import {
  type EventMeta,
  InvalidAppendError,
  type NewEvent,
  NO_STREAM,
  type StoredEvent,
  type StreamName,
} from '@bookonce/kernel/ports/event-store';
import { positionText } from './log-subscription.js';

/** The events of one append as text, one array for each column: what a store keeps, and cheap to hand on. */
export interface BatchTexts {
  readonly ids: readonly string[];
  readonly types: readonly string[];
  /** JSON. */
  readonly datas: readonly string[];
  /** JSON. */
  readonly metas: readonly string[];
}

/**
 * Of one append as a whole, as EventStoreDB counts it: the JSON in UTF-8 and the types in UTF-16. Every store refuses
 * what one of them could not take.
 */
export const MAX_APPEND_BYTES = 1024 * 1024;

/** Lower case, so that a store with a type of its own for UUIDs gives back the text it was given. */
const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;

/**
 * What every adapter does first with an append. Throws an {@link InvalidAppendError} where the expected revision
 * is not a whole number from {@link NO_STREAM}, where there are no events, where an event's id is not a UUID, and
 * where type, data and meta of all events together are more than {@link MAX_APPEND_BYTES} bytes.
 */
export const checkedBatch = (stream: StreamName, expectedRevision: number, events: readonly NewEvent[]): BatchTexts => {
  if (!Number.isSafeInteger(expectedRevision) || expectedRevision < NO_STREAM) {
    throw new InvalidAppendError(`${stream}: ${expectedRevision} is not a revision`);
  }
  if (events.length === 0) throw new InvalidAppendError(`${stream}: an append without events`);
  const wrong = events.find(({ id }) => !UUID.test(id));
  if (wrong !== undefined) throw new InvalidAppendError(`${stream}: the id ${wrong.id} of ${wrong.type} is no UUID`);
  const texts = {
    ids: events.map(({ id }) => id),
    types: events.map(({ type }) => type),
    datas: events.map(({ data }) => JSON.stringify(data)),
    metas: events.map(({ meta }) => JSON.stringify(meta)),
  };
  const bytes = bytesOf(texts.types, 'utf16le') + bytesOf(texts.datas) + bytesOf(texts.metas);
  if (bytes > MAX_APPEND_BYTES) {
    throw new InvalidAppendError(`${stream}: an append of ${bytes} bytes; the most is ${MAX_APPEND_BYTES}`);
  }
  return texts;
};

const bytesOf = (texts: readonly string[], encoding: BufferEncoding = 'utf8'): number =>
  texts.reduce((sum, text) => sum + Buffer.byteLength(text, encoding), 0);

/**
 * Whether a batch at a wrong revision is one that was appended before: all of its ids stand at the place it was
 * meant for. Anything else at a wrong revision is a conflict.
 */
export const isRepeatedBatch = (batchIds: readonly string[], idsAtItsPlace: readonly string[]): boolean =>
  batchIds.length > 0 && batchIds.every((id, index) => idsAtItsPlace[index] === id);

/** A batch that is stored, and where its first event stands. */
export interface StoredBatch {
  readonly stream: StreamName;
  readonly texts: BatchTexts;
  readonly revision: number;
  readonly position: number;
}

/**
 * One event of a batch as it is seen once it is stored. Made from what was stored, never from what the caller handed
 * in: whoever follows live gets what will be read later, and shares no object with the caller.
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
