import {
  DamagedEventError,
  type EventMeta,
  type Position,
  type StoredEvent,
  type StreamName,
  type SubscriptionHandler,
} from '@bookonce/kernel/ports/event-store';
import { crc32 } from 'node:zlib';
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

/** Never occurs in the parts before the last two, nor in JSON. */
const SEPARATOR = '\n';

/**
 * Returns the checksum over an event's stored form, a signed 32-bit integer. CRC-32 finds every damage of up to 32
 * adjacent bits and all but one in four billion others, in about a microsecond. It protects from failing hardware and
 * careless edits, not from somebody who can write to the store and computes it anew.
 */
export const checksumOf = ({ stream, revision, id, type, data, meta }: StoredForm): number =>
  crc32(
    stream + SEPARATOR + String(revision) + SEPARATOR + id + SEPARATOR + type + SEPARATOR + data + SEPARATOR + meta,
  ) | 0;

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
  const { stream, revision, id, type, data, meta } = form;
  const damaged = (reason: string): ReadEvent => new DamagedEventError(stream, revision, position, reason);
  if (checksum !== null && checksumOf(form) !== checksum) return damaged(NO_MATCH);
  try {
    return {
      id,
      type,
      data: JSON.parse(data) as object,
      meta: JSON.parse(meta) as EventMeta,
      stream,
      revision,
      position,
    };
  } catch {
    return damaged(NO_JSON);
  }
};

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
