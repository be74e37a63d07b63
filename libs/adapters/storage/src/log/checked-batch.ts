import { InvalidAppendError, NO_STREAM, type NewEvent, type StreamName } from '@bookonce/kernel/ports/event-store';

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
