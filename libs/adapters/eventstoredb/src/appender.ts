import {
  InvalidAppendError,
  type AppendOutcome,
  type EventMeta,
  type StreamName,
} from '@bookonce/kernel/ports/event-store';
import { randomUUID } from 'node:crypto';
import type { BatchTexts } from '@bookonce/adapter-storage/log/checked-batch';
import { isRepeatedBatch } from '@bookonce/adapter-storage/log/repeated-batch';
import type { Appended, ProposedEvent } from './client.js';
import type { Connection } from './connection.js';
import { WrongRevisionError } from './failures.js';
import { positionText } from './position.js';
import { signed, signatureOf } from './signature.js';
import type { StreamNames } from './stream-names.js';

/** Who wrote what stood at an append's place when it was looked at; `unknown` where nobody could look. */
type Looked = 'nobody' | 'unknown' | { readonly signature: string | null };

/**
 * Appends, and tells what was appended now from what was there before.
 *
 * The server answers "success" to ids that stand at the expected revision already, whatever their data: that does not
 * prove that *these* data were written. That they say the same is because an event's id derives from what it says
 * (see `new-events.ts`). Whether it was this call that wrote them is told by a look at the place, at the same time:
 * nobody was there before, or it bears this call's signature. Of two that append the very same events in the very same
 * moment, both may be told that they were the first.
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
      const { revision, position } = await this.#write(name, expectedRevision, batch, signature);
      const repeated = isRepeated(await looking, signature);
      return { outcome: 'appended', revision, position: positionText(position), repeated };
    } catch (error) {
      if (!(error instanceof WrongRevisionError)) throw error;
      const repeated = await this.#standing(name, expectedRevision, batch, error.actual);
      return repeated ?? { outcome: 'conflict', actualRevision: error.actual };
    }
  }

  async #write(name: string, expected: number, batch: BatchTexts, signature: string): Promise<Appended> {
    const events = proposed(batch);
    try {
      return await this.connection.append(name, expected, signed(events, signature));
    } catch (error) {
      // Within the limit, but not with a signature.
      if (!(error instanceof InvalidAppendError)) throw error;
      return this.connection.append(name, expected, events);
    }
  }

  /** Never rejects: nobody may be waiting for it. */
  async #look(name: string, last: number): Promise<Looked> {
    try {
      const [event] = await this.connection.readStream(name, { from: last, backwards: false, limit: 1 });
      return event === undefined ? 'nobody' : { signature: signatureOf(event) };
    } catch {
      return 'unknown';
    }
  }

  /** A conflict that is none, because the very same events are there; null where they are not. */
  async #standing(name: string, expected: number, { ids }: BatchTexts, actual: number): Promise<AppendOutcome | null> {
    if (actual < expected + ids.length) return null;
    const there = await this.connection.readStream(name, { from: expected + 1, backwards: false, limit: ids.length });
    const last = there.at(-1);
    const idsThere = there.map(({ id }) => id);
    if (last === undefined || !isRepeatedBatch(ids, idsThere)) return null;
    return { outcome: 'appended', revision: last.revision, position: positionText(last.position), repeated: true };
  }
}

/** Where nobody can tell, it may have been another try: that is the safe answer. */
const isRepeated = (looked: Looked, signature: string): boolean =>
  looked !== 'nobody' && (looked === 'unknown' || looked.signature !== signature);

/** Parsed from what was serialised, so that the client cannot meet what JSON does not know: it would never come back. */
const proposed = ({ ids, types, datas, metas }: BatchTexts): readonly ProposedEvent[] =>
  ids.map((id, index) => ({
    id,
    type: types[index] ?? '',
    data: JSON.parse(datas[index] ?? '') as object,
    meta: JSON.parse(metas[index] ?? '') as EventMeta,
  }));
