import { defineView, type ReadModels } from '@bookonce/kernel/ports/read-models';
import type { Timer } from '@bookonce/kernel/ports/timers';
import { readModelTimers, timerCollection } from '@bookonce/kernel/read-model-timers';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type { Open, Opened } from './opened.js';

const view = defineView('test', 1);
const collection = timerCollection(view);

const timer = (subject: string, dueAt: string): Timer => ({
  id: `expire/${subject}`,
  kind: 'expire',
  subject,
  workspaceId: 'wsp_1',
  dueAt,
});

/** The contract of timers that are documents of these read models. */
export const describeTimers = (name: string, open: Open<ReadModels>): void => {
  describe(`timers: ${name}`, () => {
    let opened: Opened<ReadModels>;
    let models: ReadModels;
    let position = 0;

    beforeEach(async () => {
      opened = await open();
      models = opened.port;
      position = 0;
    });
    afterEach(async () => {
      await models.close();
      await opened.cleanUp?.();
    });

    const set = async (...timers: readonly (Timer | string)[]): Promise<void> => {
      position += 1;
      const writes = timers.map((one) => ({
        collection,
        id: typeof one === 'string' ? `expire/${one}` : one.id,
        doc: typeof one === 'string' ? null : one,
      }));
      await models.commit(view, writes, String(position).padStart(4, '0'));
    };

    it('become due at their time, earliest first', async () => {
      const timers = readModelTimers(models, collection);
      expect(await timers.nextDueAt()).toBeNull();
      await set(timer('b', '2026-03-02T00:00:00.000Z'), timer('a', '2026-03-01T00:00:00.000Z'));
      expect(await timers.nextDueAt()).toBe('2026-03-01T00:00:00.000Z');
      expect(await timers.due('2026-02-28T23:59:59.999Z', 10)).toEqual([]);
      expect((await timers.due('2026-03-02T00:00:00.000Z', 10)).map(({ subject }) => subject)).toEqual(['a', 'b']);
      expect(await timers.due('2026-03-02T00:00:00.000Z', 1)).toHaveLength(1);
    });

    it('replace a timer with the same id, and can be cleared', async () => {
      const timers = readModelTimers(models, collection);
      await set(timer('a', '2026-03-01T00:00:00.000Z'));
      await set(timer('a', '2026-03-05T00:00:00.000Z'));
      expect(await timers.nextDueAt()).toBe('2026-03-05T00:00:00.000Z');
      await set('a');
      expect(await timers.nextDueAt()).toBeNull();
    });

    it('outlive a restart', async () => {
      if (opened.reopen === undefined) return;
      await set(timer('a', '2026-03-01T00:00:00.000Z'));
      await models.close();
      models = await opened.reopen();
      expect(await readModelTimers(models, collection).nextDueAt()).toBe('2026-03-01T00:00:00.000Z');
    });
  });
};
