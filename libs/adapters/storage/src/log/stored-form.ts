import {
  DamagedEventError,
  type EventMeta,
  type Position,
  type StoredEvent,
  type StreamName,
  type SubscriptionHandler,
} from '@bookonce/kernel/ports/event-store';
import type { BatchTexts } from './batch.js';

/** An event as a store holds it. */
export interface StoredForm {
  readonly stream: StreamName;
  readonly revision: number;
  readonly id: string;
  readonly type: string;
  /** JSON. */
  readonly data: string;
  /** JSON; it holds the version. */
  readonly meta: string;
}

/** An event as it was read: sound, or what is wrong with it. */
export type ReadEvent = StoredEvent | DamagedEventError;

const OFFSET_BASIS = 0x811c9dc5;
const PRIME = 0x01000193;
/** Ends each part: no character has this code. */
const END = 0x10000;

const hashed = (text: string, before: number): number => {
  let hash = before;
  for (let index = 0; index < text.length; index += 1) hash = Math.imul(hash ^ text.charCodeAt(index), PRIME);
  return Math.imul(hash ^ END, PRIME);
};

/**
 * Returns the checksum over an event's stored form: FNV-1a over its UTF-16 code units, a signed 32-bit integer. Each step
 * is a bijection, so one changed character is always found, and other damage but for one in four billion. It protects from
 * failing hardware and careless edits, not from an attacker who can write to the store and computes it anew.
 *
 * Replay reads hundreds of thousands of events a second. In place, CRC-32 of `node:zlib` costs two microseconds an event,
 * most of them for joining the parts and handing them to native code; this costs half of one.
 */
export const checksumOf = ({ stream, revision, id, type, data, meta }: StoredForm): number => {
  let hash = Math.imul(OFFSET_BASIS ^ revision, PRIME);
  hash = hashed(stream, hash);
  hash = hashed(id, hash);
  hash = hashed(type, hash);
  hash = hashed(data, hash);
  return hashed(meta, hash);
};

/** Returns the checksums of a batch, whose first event gets `revision`. */
export const checksumsOf = (stream: StreamName, revision: number, texts: BatchTexts): readonly number[] =>
  texts.ids.map((id, index) =>
    checksumOf({
      stream,
      revision: revision + index,
      id,
      type: texts.types[index] ?? '',
      data: texts.datas[index] ?? '',
      meta: texts.metas[index] ?? '',
    }),
  );

/** Reasons of a {@link DamagedEventError}. */
export const NO_MATCH = 'its checksum does not match';
export const NO_JSON = 'it is not JSON';

/** Checks and parses a stored event. `checksum`: null if it was stored by a release without checksums. */
export const readEvent = (form: StoredForm, position: Position, checksum: number | null): ReadEvent => {
  if (checksum !== null && checksumOf(form) !== checksum) return damagedEvent(form, position, NO_MATCH);
  const { stream, revision, id, type } = form;
  try {
    const data = JSON.parse(form.data) as object;
    return { id, type, data, meta: JSON.parse(form.meta) as EventMeta, stream, revision, position };
  } catch {
    return damagedEvent(form, position, NO_JSON);
  }
};

const damagedEvent = ({ stream, revision }: StoredForm, position: Position, reason: string): DamagedEventError =>
  new DamagedEventError(stream, revision, position, reason);

export const isDamaged = (event: ReadEvent): event is DamagedEventError => event instanceof DamagedEventError;

/** Returns the events of a stream. Throws the first {@link DamagedEventError}. */
export const soundEvents = (events: readonly ReadEvent[]): readonly StoredEvent[] => {
  const damage = events.find(isDamaged);
  if (damage !== undefined) throw damage;
  return events as readonly StoredEvent[];
};

/**
 * Hands a page of a subscription to its handler, damaged events at their place among the others. Rejects with the
 * handler's error, or with a damage that the handler does not take.
 */
export const deliver = async (
  handler: SubscriptionHandler,
  page: readonly ReadEvent[],
  isOpen: () => boolean,
): Promise<void> => {
  if (!page.some(isDamaged)) {
    if (page.length > 0) await handler.handle(page as readonly StoredEvent[]);
    return;
  }
  let sound: StoredEvent[] = [];
  const handSound = async (): Promise<void> => {
    const events = sound;
    sound = [];
    if (events.length > 0 && isOpen()) await handler.handle(events);
  };
  for (const event of page) {
    if (!isDamaged(event)) {
      sound.push(event);
      continue;
    }
    await handSound();
    if (!isOpen()) return;
    if (handler.damaged === undefined) throw event;
    await handler.damaged(event);
  }
  await handSound();
};
