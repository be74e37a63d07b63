import { MemoryReadModels } from '@bookonce/adapter-memory/read-models';
import {
  CheckpointMovedError,
  type Collection,
  defineCollection,
  defineView,
  viewOfKey,
  type ListQuery,
  type ReadModels,
  ReshapedViewError,
} from '@bookonce/kernel/ports/read-models';
import { SeededRandom } from '@bookonce/testing/harness/seeded-random';
import { describeOnServer } from '@bookonce/testing/servers/describe-on-server';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { specKeys, type SpecKeys } from '../fixtures/spec-keys.js';
import { openRedisReadModels } from './redis-read-models.js';

interface Task {
  readonly id: string;
  readonly owner: string;
  readonly state: string | null;
  readonly at: string;
}

const p = defineView('p', 1);

const tasks = defineCollection<Task>(p, {
  name: 'tasks',
  indexes: { owner: ({ owner }) => owner, state: ({ state }) => state },
  sortKey: ({ at }) => at,
});

const put = (...docs: readonly Task[]) => docs.map((doc) => ({ collection: tasks, id: doc.id, doc }));
const task = (id: string, at: string, owner = 'ada', state: string | null = 'open'): Task => ({ id, owner, state, at });

await describeOnServer('redis', 'on a server', (url) => {
  describe('RedisReadModels', () => {
    let keys: SpecKeys;
    let models: ReadModels;
    const opened: ReadModels[] = [];

    /** As another process has it. */
    const open = (): ReadModels => {
      const another = openRedisReadModels(keys.settings);
      opened.push(another);
      return another;
    };

    beforeEach(() => {
      keys = specKeys(url);
      models = open();
    });
    afterEach(async () => {
      await Promise.all(opened.splice(0).map((one) => one.close()));
      await keys.cleanUp();
    });

    it('leaves no keys behind of documents that were changed, removed or wiped', async () => {
      await models.commit(p, put(task('a', '1'), task('b', '2'), task('c', '3')), '001');
      await models.commit(p, [...put(task('a', '9', 'bob', null)), { collection: tasks, id: 'b', doc: null }], '002');
      const { prefix } = keys.settings;
      const lists = ['ids:tasks', 'sorted:tasks', 'index:tasks:owner', 'index:tasks:state'];
      const sizes = await Promise.all(lists.map((list) => keys.redis.zcard(`${prefix}view:p@1:${list}`)));
      expect(sizes).toEqual([2, 2, 2, 1]);
      await models.remove(p);
      expect(await keys.names()).toEqual([]);
    });

    it('counts as filled in every process once it is marked, and in none after it was lost (I9)', async () => {
      const gateway = open();
      expect(await gateway.isFilled(p)).toBe(false);
      await models.checkpoint(p);
      await models.commit(p, put(task('a', '1')), '001', null);
      expect(await gateway.isFilled(p)).toBe(false);
      await models.markFilled(p);
      expect(await gateway.isFilled(p)).toBe(true);

      await keys.redis.unlink(...(await keys.names()));
      expect(await gateway.isFilled(p)).toBe(false);
      const filler = open();
      await filler.checkpoint(p);
      await filler.commit(p, put(task('a', '1')), '001', null);
      expect(await open().isFilled(p)).toBe(false);
      // Marking lost documents as filled must not affect the current ones.
      await expect(models.markFilled(p)).rejects.toThrow(CheckpointMovedError);
      expect(await gateway.isFilled(p)).toBe(false);
      await filler.markFilled(p);
      expect(await gateway.isFilled(p)).toBe(true);
    });

    it('pages through what is in several long lists at once', async () => {
      const docs = Array.from({ length: 4_000 }, (_, index) => {
        const at = String(index).padStart(5, '0');
        // Both lists are long, and the documents in both are far from the start of a page.
        if (index % 1_000 === 7) return task(`t${at}`, at, 'ada', 'done');
        return index % 2 === 0 ? task(`t${at}`, at, 'ada', 'open') : task(`t${at}`, at, 'bob', 'done');
      });
      await models.commit(p, put(...docs), '001');
      const found: string[] = [];
      const where = { owner: 'ada', state: 'done' };
      for (let cursor: string | null = ''; cursor !== null;) {
        const query: ListQuery = { where, limit: 3, ...(cursor === '' ? {} : { cursor }) };
        const page = await models.list(tasks, query);
        found.push(...page.items.map(({ at }) => at));
        cursor = page.nextCursor;
      }
      expect(found).toEqual(['03007', '02007', '01007', '00007']);
    });

    it('finds the same as read models in memory, whatever the documents and the question (I13)', async () => {
      const random = new SeededRandom(7);
      const pick = <T>(from: readonly T[]): T => from[random.between(0, from.length - 1)] as T;
      const texts = ['', 'a', 'ab', 'a\0', 'a\0b', 'a\u0001', 'a\u0001b', 'b c', '"', 'ü', '(x', '[x', '+', '-'];
      const memory = new MemoryReadModels();
      for (let commit = 1; commit <= 60; commit += 1) {
        const ids = new Set(Array.from({ length: 5 }, () => pick(texts)));
        const writes = [...ids].map((id) => {
          const doc = random.chance(0.2) ? null : task(id, pick(texts), pick(texts), pick([null, ...texts]));
          return { collection: tasks, id, doc };
        });
        const position = String(commit).padStart(3, '0');
        for (const one of [models, memory]) await one.commit(p, writes, position);
        const where = pick([
          {},
          { owner: pick(texts) },
          { state: pick(texts) },
          { owner: pick(texts), state: pick(texts) },
        ]);
        const order = pick(['asc', 'desc'] as const);
        const query = {
          where,
          order,
          limit: pick([1, 2, 20]),
          ...(random.chance(0.5) ? {} : { upToSortKey: pick(texts) }),
        };
        let page = await models.list(tasks, query);
        expect(page).toEqual(await memory.list(tasks, query));
        while (page.nextCursor !== null) {
          const next: ListQuery = { ...query, cursor: page.nextCursor };
          page = await models.list(tasks, next);
          expect(page).toEqual(await memory.list(tasks, next));
        }
        const [from, to] = [pick(texts), pick(texts)];
        expect(await models.range(tasks, from, to)).toEqual(await memory.range(tasks, from, to));
      }
    });

    it('reads a range that is longer than what is read at once', async () => {
      const docs = Array.from({ length: 1_250 }, (_, index) => task(`t${String(index).padStart(5, '0')}`, '1'));
      await models.commit(p, put(...docs), '001');
      expect(await models.range(tasks, 't00001', 't01200')).toEqual(docs.slice(1, 1_201));
    });

    it('refuses a batch folded on documents that were derived again since, to the same position', async () => {
      const [first, second] = [open(), open()];
      await first.commit(p, put(task('a', '1')), '001');
      expect(await first.checkpoint(p)).toBe('001');
      await second.remove(p);
      await second.commit(p, put(task('a', '1')), '001');
      const late = first.commit(p, put(task('a', '2')), '002', '001');
      await expect(late).rejects.toBeInstanceOf(CheckpointMovedError);
      expect(await first.checkpoint(p)).toBe('001');
      await first.commit(p, put(task('a', '2')), '002', '001');
      expect(await second.get(tasks, 'a')).toEqual(task('a', '2'));
    });

    it('refuses documents with other indexes without a new version, and wipes nothing', async () => {
      const earlier: Collection<Task> = { ...tasks, indexes: { owner: ({ owner }) => owner } };
      const doc = task('a', '1');
      await models.commit(p, [{ collection: earlier, id: 'a', doc }], '001');
      const next = open();
      expect(await next.checkpoint(p)).toBe('001');
      expect((await next.views())[0]?.indexes).toEqual(new Map([['tasks', ['owner']]]));
      for (const after of ['001', undefined]) {
        const commit = next.commit(p, put(task('b', '1')), '002', after);
        await expect(commit).rejects.toThrow(new ReshapedViewError(p, 'tasks'));
      }
      expect((await models.list(earlier, { where: { owner: 'ada' }, limit: 10 })).items).toEqual([doc]);
      expect(await models.checkpoint(p)).toBe('001');
      await models.commit(p, [{ collection: earlier, id: 'b', doc: task('b', '1') }], '002', '001');
      expect(await next.checkpoint(p)).toBe('002');
    });

    it('does not take an index that the stored documents do not have for an empty one', async () => {
      const earlier: Collection<Task> = { ...tasks, indexes: { owner: ({ owner }) => owner } };
      const wanted = { where: { owner: 'ada', state: 'open' }, limit: 10 };
      expect((await models.list(tasks, wanted)).items).toEqual([]);
      await models.commit(p, [{ collection: earlier, id: 'a', doc: task('a', '1') }], '001');
      await expect(models.list(tasks, wanted)).rejects.toThrow(new ReshapedViewError(p, 'tasks'));
      await models.remove(p);
      await models.commit(p, put(task('a', '1')), '001');
      expect((await models.list(tasks, wanted)).items).toEqual([task('a', '1')]);
    });

    it('lists the data of releases before versioned views as one view, and removes it on request', async () => {
      const { prefix } = keys.settings;
      // As those releases wrote it.
      await keys.redis.hset(`${prefix}checkpoints`, { link: '0000000000000007', booking: '0000000000000009' });
      await keys.redis.hset(`${prefix}epochs`, { link: 'e1', booking: 'e2' });
      await keys.redis.hset(`${prefix}whole`, { link: 'e1', booking: 'e2' });
      await keys.redis.hset(`${prefix}shapes`, { links: 'status workspaceId' });
      await keys.redis.hset(`${prefix}docs:links`, 'lnk_1', '{"id":"lnk_1"}');
      await keys.redis.zadd(`${prefix}ids:links`, 0, 'lnk_1');
      await keys.redis.zadd(`${prefix}index:links:status`, 0, 'active\0a\0lnk_1');
      await models.commit(p, put(task('a', '1')), '001');

      const unversioned = {
        view: viewOfKey('unversioned@0'),
        checkpoint: '0000000000000009',
        isFilled: true,
        epoch: '',
        indexes: new Map(),
      };
      expect(await models.views()).toContainEqual({ ...unversioned, followedAt: null });
      await models.markFollowed([unversioned.view], 5);
      expect(await models.views()).toContainEqual({ ...unversioned, followedAt: 5 });
      await models.remove(unversioned.view);
      expect((await models.views()).map(({ view }) => view.key)).toEqual([p.key]);
      expect((await keys.names()).filter((name) => !name.startsWith(`${prefix}view`))).toEqual([]);
      expect(await models.get(tasks, 'a')).toEqual(task('a', '1'));
    });

    it('wakes a reader with a commit of another process, which notifies it', async () => {
      const another = open();
      const began = performance.now();
      for (let commit = 1; commit <= 8; commit += 1) {
        const woken = models.waitFor([p], `00${commit}`, 60_000);
        await another.commit(p, [], `00${commit}`);
        expect(await woken).toBe(true);
      }
      // Polling alone would take 2 s.
      expect(performance.now() - began).toBeLessThan(1_500);
    });

    it('wakes a reader that missed the notification', async () => {
      const woken = models.waitFor([p], '001', 60_000);
      await models.checkpoint(p);
      // As a commit does while nobody can hear it.
      await keys.redis.hset(`${keys.settings.prefix}views:checkpoints`, p.key, '001');
      expect(await woken).toBe(true);
    });
  });
});
