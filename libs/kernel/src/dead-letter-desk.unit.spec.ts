import { beforeEach, describe, expect, it } from '@jest/globals';
import { DeadLetterDesk } from './dead-letter-desk.js';
import { specEvent } from './fixtures/spec-events.js';
import type { DeadLetter, DeadLetters } from './ports/dead-letters.js';
import type { StoredEvent } from './ports/event-store.js';

const EVENT_ID = '00000000-0000-4000-8000-000000000001';

const event = (workspaceId: string): StoredEvent => {
  const made = specEvent(EVENT_ID, { amount: 1 });
  return { ...made, id: EVENT_ID, meta: { ...made.meta, workspaceId }, stream: 'till-a', revision: 3, position: '7' };
};

const letter = (subscriber: string, eventId = EVENT_ID): DeadLetter => ({
  id: `${subscriber}/${eventId}`,
  subscriber,
  eventId,
  eventType: 'Paid',
  stream: 'till-a',
  revision: 3,
  reason: 'no such till',
  tries: 5,
  at: '2026-03-01T00:00:00.000Z',
});

describe('dead letters at an operator', () => {
  let kept: Map<string, DeadLetter>;
  let redelivered: (readonly [string, string])[];
  let desk: DeadLetterDesk;

  beforeEach(() => {
    kept = new Map([letter('mails'), letter('webhooks'), letter('mails', 'unreadable')].map((one) => [one.id, one]));
    redelivered = [];
    const deadLetters: DeadLetters = {
      add: async (one) => void kept.set(one.id, one),
      list: async (limit, after) => {
        const letters = [...kept.values()];
        const from = after === undefined ? 0 : letters.findIndex(({ id }) => id === after.id) + 1;
        return letters.slice(from, from + limit);
      },
      find: async (id) => kept.get(id) ?? null,
      count: async () => kept.size,
      remove: async (id) => void kept.delete(id),
    };
    const redeliver = async ({ subscriber }: DeadLetter, { id }: StoredEvent): Promise<void> =>
      void redelivered.push([subscriber, id]);
    desk = new DeadLetterDesk({
      deadLetters,
      store: { readStream: async (stream) => [event(stream === 'till-b' ? 'wsp_2' : 'wsp_1')] },
      bus: { redeliver },
    });
  });

  it('are listed with their events, and only to their own workspace (I19)', async () => {
    expect((await desk.list()).map(({ event: one }) => one?.id ?? null)).toEqual([EVENT_ID, EVENT_ID, null]);
    expect(await desk.list('wsp_1')).toHaveLength(2);
    expect(await desk.list('wsp_2')).toEqual([]);
    expect(await desk.find(`mails/${EVENT_ID}`, 'wsp_2')).toBeNull();
  });

  it('are listed and found after any number of letters of other workspaces', async () => {
    for (let number = 0; number < 2_500; number += 1) {
      kept.set(`late/${number}`, { ...letter('late'), id: `late/${number}`, stream: 'till-a' });
    }
    kept.set('own', { ...letter('own'), id: 'own', stream: 'till-b' });
    expect((await desk.list('wsp_2')).map(({ letter: one }) => one.id)).toEqual(['own']);
    expect(await desk.find('own', 'wsp_2')).not.toBeNull();
    expect(await desk.list('wsp_1')).toHaveLength(1_000);
  });

  it('are delivered again to their subscriber alone, and left to the bus', async () => {
    const opened = await desk.find(`mails/${EVENT_ID}`);
    if (opened === null) throw new Error('expected a letter');
    await desk.retry(opened);
    expect(redelivered).toEqual([['mails', EVENT_ID]]);
    expect(kept.size).toBe(3);
  });

  it('can be discarded, also if they were no event of history', async () => {
    const opened = await desk.find('mails/unreadable');
    if (opened === null) throw new Error('expected a letter');
    await expect(desk.retry(opened)).rejects.toThrow('not in history');
    await desk.discard(opened);
    expect([kept.size, redelivered]).toEqual([2, []]);
  });
});
