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

export interface SentMailsDeps {
  readonly store: Pick<EventStore, 'append' | 'readStream'>;
  readonly clock: Pick<Clock, 'now'>;
}

/** Remembers in history which effects were mailed: neither wiped views nor lost topics send one again (I14, I16). */
export class SentMails {
  constructor(private readonly deps: SentMailsDeps) {}

  async has(effectId: string): Promise<boolean> {
    return (await this.deps.store.readStream(streamOf(effectId), { limit: 1 })).length > 0;
  }

  /** A conflict says that somebody else remembered it first, which is as good. */
  async add(effectId: string): Promise<void> {
    const { stream, ...event } = mailSent(effectId, instantOf(this.deps.clock.now()));
    await this.deps.store.append(stream, NO_STREAM, [event]);
  }
}

/** The fact that an effect was mailed, and the stream that it is all of. `time`: when that was remembered. */
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
