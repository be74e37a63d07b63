import { type BatchTexts, isRepeatedBatch } from '@bookonce/adapter-storage/log/batch';
import { checksumsOf } from '@bookonce/adapter-storage/log/stored-form';
import {
  type AppendOutcome,
  type EventMeta,
  InvalidAppendError,
  type StreamName,
} from '@bookonce/kernel/ports/event-store';
import { randomUUID } from 'node:crypto';
import type { Appended, ProposedEvent } from './client.js';
import type { Connection } from './connection.js';
import { signatureOf, type SignedMeta } from './event-origin.js';
import { WrongRevisionError } from './failures.js';
import { positionText } from './position.js';
import type { StreamNames } from './stream-names.js';

const signed = (events: readonly ProposedEvent[], signature: string): readonly ProposedEvent[] =>
  events.map((event, index) =>
    index < events.length - 1 ? event : { ...event, meta: { ...event.meta, appendId: signature } },
  );

const plain = ({ meta, ...event }: ProposedEvent): ProposedEvent => {
  const { checksum: _, ...rest } = meta as SignedMeta;
  return { ...event, meta: rest };
};

/** The writer of the events found at an append's place; `unknown` if the look failed. */
type Looked = 'nobody' | 'unknown' | { readonly signature: string | null };

/**
 * Appends, and detects whether this call or an earlier one wrote the events. The server answers "success" to event ids
 * that are already at the expected revision, whatever their data. The data are the same because an event's id derives
 * from its content (see `new-events.ts`). To tell this call from an earlier one, it reads the place concurrently: the
 * place was empty before, or the event carries this call's signature. Two concurrent appends of the very same events
 * may both be reported as the first.
 */
export class Appender {
  constructor(
    private readonly connection: Pick<Connection, 'append' | 'readStream'>,
    private readonly names: StreamNames,
  ) {}

  async append(stream: StreamName, expectedRevision: number, batch: BatchTexts): Promise<AppendOutcome> {
    const name = this.names.onServer(stream);
    const signature = randomUUID();
    const looking = this.#look(name, expectedRevision + batch.ids.length);
    try {
      const events = proposed(batch, checksumsOf(stream, expectedRevision + 1, batch));
      const { revision, position } = await this.#write(name, expectedRevision, events, signature);
      const repeated = isRepeated(await looking, signature);
      return { outcome: 'appended', revision, position: positionText(position), repeated };
    } catch (error) {
      if (!(error instanceof WrongRevisionError)) throw error;
      const repeated = await this.#standing(name, expectedRevision, batch, error.actual);
      return repeated ?? { outcome: 'conflict', actualRevision: error.actual };
    }
  }

  async #write(name: string, expected: number, events: readonly ProposedEvent[], signature: string): Promise<Appended> {
    try {
      return await this.connection.append(name, expected, signed(events, signature));
    } catch (error) {
      // Signature and checksums exceed the size limit; the events alone do not.
      if (!(error instanceof InvalidAppendError)) throw error;
      return this.connection.append(name, expected, events.map(plain));
    }
  }

  /** Never rejects, because the result may not be awaited. */
  async #look(name: string, last: number): Promise<Looked> {
    try {
      const [event] = await this.connection.readStream(name, { from: last, backwards: false, limit: 1 });
      return event === undefined ? 'nobody' : { signature: signatureOf(event) };
    } catch {
      return 'unknown';
    }
  }

  /** Turns a conflict into a repeated append if the very same events are stored there; null if they are not. */
  async #standing(name: string, expected: number, { ids }: BatchTexts, actual: number): Promise<AppendOutcome | null> {
    if (actual < expected + ids.length) return null;
    const there = await this.connection.readStream(name, { from: expected + 1, backwards: false, limit: ids.length });
    const last = there.at(-1);
    const idsThere = there.map(({ id }) => id);
    if (last === undefined || !isRepeatedBatch(ids, idsThere)) return null;
    return { outcome: 'appended', revision: last.revision, position: positionText(last.position), repeated: true };
  }
}

/** If unknown, the append counts as repeated, which is the safe answer. */
const isRepeated = (looked: Looked, signature: string): boolean =>
  looked !== 'nobody' && (looked === 'unknown' || looked.signature !== signature);

/** Parses the serialised text, so that the client only sees values that JSON can represent. */
const proposed = ({ ids, types, datas, metas }: BatchTexts, checksums: readonly number[]): readonly ProposedEvent[] =>
  ids.map((id, index) => ({
    id,
    type: types[index] ?? '',
    data: JSON.parse(datas[index] ?? '') as object,
    meta: { ...(JSON.parse(metas[index] ?? '') as EventMeta), checksum: checksums[index] },
  }));
