import {
  NO_STREAM,
  streamName,
  type EventStore,
  type NewEvent,
  type StreamName,
} from '@bookonce/kernel/ports/event-store';
import type { Clock } from '@bookonce/kernel/ports/clock';
import { instantOf, type Instant } from '@bookonce/kernel/json';
import { cryptoIds } from '@bookonce/adapter-node/crypto-ids';
import { effectName } from './message.js';

export interface MailSentFactsDeps {
  readonly store: Pick<EventStore, 'append' | 'readStream'>;
  readonly clock: Pick<Clock, 'now'>;
}

/** Records in the event store which effects were mailed, so that no wiped view or topic makes one repeat (I14, I16). */
export class MailSentFacts {
  constructor(private readonly deps: MailSentFactsDeps) {}

  async has(effectId: string): Promise<boolean> {
    return (await this.deps.store.readStream(streamOf(effectId), { limit: 1 })).length > 0;
  }

  /** Ignores a conflict: another instance recorded it first. */
  async add(effectId: string): Promise<void> {
    const { stream, ...event } = mailSent(effectId, instantOf(this.deps.clock.now()));
    await this.deps.store.append(stream, NO_STREAM, [event]);
  }
}

/** Returns the event that an effect was mailed, and its stream, which holds nothing else. `time`: when it was recorded. */
export const mailSent = (
  effectId: string,
  time: Instant = '1970-01-01T00:00:00.000Z',
): NewEvent & { readonly stream: StreamName } => {
  const stream = streamOf(effectId);
  const id = cryptoIds.derive(`${stream}/MailSent`);
  const meta = { time, version: 1, workspaceId: 'none', correlationId: stream, causationId: id, by: 'system' };
  return { stream, id, type: 'MailSent', data: { effectId }, meta };
};

const streamOf = (effectId: string): StreamName => streamName('mail', effectName(effectId));
