import { NO_STREAM, streamName, type EventStore, type StreamName } from '@bookonce/kernel/ports/event-store';
import type { Clock } from '@bookonce/kernel/ports/clock';
import type { Ids } from '@bookonce/kernel/ports/ids';
import { instantOf } from '@bookonce/kernel/json';
import { effectName } from './message.js';

export interface SentMailsDeps {
  readonly store: Pick<EventStore, 'append' | 'readStream'>;
  readonly ids: Pick<Ids, 'derive'>;
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
    const { store, ids, clock } = this.deps;
    const stream = streamOf(effectId);
    const id = ids.derive(`${stream}/MailSent`);
    const meta = {
      time: instantOf(clock.now()),
      version: 1,
      workspaceId: 'none',
      correlationId: stream,
      causationId: id,
      by: 'system',
    };
    await store.append(stream, NO_STREAM, [{ id, type: 'MailSent', data: { effectId }, meta }]);
  }
}

const streamOf = (effectId: string): StreamName => streamName('mail', effectName(effectId));
