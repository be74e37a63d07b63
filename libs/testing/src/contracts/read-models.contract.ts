import {
  CheckpointMovedError,
  defineCollection,
  defineView,
  InvalidCursorError,
  type DocumentWrite,
  type Page,
  type ReadModels,
} from '@bookonce/kernel/ports/read-models';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type { Open, Opened } from './opened.js';

interface Note {
  readonly id: string;
  readonly owner: string;
  readonly label: string | null;
  readonly at: string;
}

const p = defineView('p', 1);
const q = defineView('q', 1);

const notes = defineCollection<Note>(p, {
  name: 'notes',
  indexes: { owner: (note) => note.owner, label: (note) => note.label },
  sortKey: (note) => note.at,
});

const note = (id: string, at: string, owner = 'ada', label: string | null = null): Note => ({ id, owner, label, at });

const put = (...docs: readonly Note[]): readonly DocumentWrite[] =>
  docs.map((doc) => ({ collection: notes, id: doc.id, doc }));

const remove = (id: string): DocumentWrite => ({ collection: notes, id, doc: null });

/** What every adapter of {@link ReadModels} promises. */
export const describeReadModels = (name: string, open: Open<ReadModels>): void => {
  describe(`read models: ${name}`, () => {
    let opened: Opened<ReadModels>;
    let models: ReadModels;

    beforeEach(async () => {
      opened = await open();
      models = opened.port;
    });
    afterEach(async () => {
      await models.close();
      await opened.cleanUp?.();
    });

    const idsOf = async (query: Parameters<ReadModels['list']>[1]): Promise<readonly string[]> =>
      (await models.list(notes, query)).items.map(({ id }) => id);

    it('has nothing at first', async () => {
      expect(await models.get(notes, 'a')).toBeNull();
      expect(await models.checkpoint(p)).toBeNull();
      expect(await models.list(notes, { limit: 10 })).toEqual({ items: [], nextCursor: null });
    });

    it('is whole when whoever fills it says so, and stays so', async () => {
      await models.checkpoint(p);
      await models.commit(p, put(note('a', '1')), '001', null);
      await models.markFilled(p);
      expect(await models.isFilled(p)).toBe(true);
      await models.commit(p, put(note('a', '2')), '002', '001');
      expect(await models.isFilled(p)).toBe(true);
    });

    it('writes documents and checkpoint together, replaces and removes', async () => {
      await models.commit(p, put(note('a', '1'), note('b', '2')), '001');
      expect(await models.get(notes, 'a')).toEqual(note('a', '1'));
      expect(await models.checkpoint(p)).toBe('001');
      await models.commit(p, [...put(note('a', '3', 'bob', 'x')), remove('b')], '002');
      expect(await models.get(notes, 'a')).toEqual(note('a', '3', 'bob', 'x'));
      expect(await models.get(notes, 'b')).toBeNull();
      expect(await idsOf({ where: { owner: 'ada' }, limit: 10 })).toEqual([]);
      expect(await idsOf({ where: { owner: 'bob', label: 'x' }, limit: 10 })).toEqual(['a']);
    });

    it('writes nothing for a position that it has reached already (I11)', async () => {
      await models.commit(p, put(note('a', '1')), '005');
      await models.commit(p, put(note('a', '2')), '005');
      await models.commit(p, [remove('a')], '004');
      expect(await models.get(notes, 'a')).toEqual(note('a', '1'));
      expect(await models.checkpoint(p)).toBe('005');
    });

    it('keeps a checkpoint for each projection, also one that moves without a document', async () => {
      await models.commit(p, put(note('a', '1')), '005');
      await models.commit(q, [], '007');
      expect(await models.checkpoint(p)).toBe('005');
      expect(await models.checkpoint(q)).toBe('007');
    });

    it('refuses what was folded on another checkpoint than the one it has, as a whole', async () => {
      expect(await models.checkpoint(p)).toBeNull();
      await models.commit(p, put(note('a', '1')), '005', null);
      for (const after of [null, '004', '006']) {
        expect(await models.checkpoint(p)).toBe('005');
        const refused = models.commit(p, [...put(note('b', '1')), remove('a')], '009', after);
        await expect(refused).rejects.toBeInstanceOf(CheckpointMovedError);
      }
      expect(await idsOf({ limit: 10 })).toEqual(['a']);
      expect(await models.checkpoint(p)).toBe('005');
      await models.commit(p, put(note('b', '1')), '009', '005');
      expect(await models.checkpoint(p)).toBe('009');
    });

    it('refuses what was folded on documents that were wiped since', async () => {
      expect(await models.checkpoint(p)).toBeNull();
      await models.commit(p, put(note('a', '1')), '005', null);
      await models.remove(p);
      const refused = models.commit(p, put(note('b', '1')), '006', '005');
      await expect(refused).rejects.toBeInstanceOf(CheckpointMovedError);
      expect(await idsOf({ limit: 10 })).toEqual([]);
    });

    it('lets one of several who fold on the same checkpoint through', async () => {
      expect(await models.checkpoint(p)).toBeNull();
      const commits = ['a', 'b', 'c'].map((id) => models.commit(p, put(note(id, '1')), '005', null));
      const settled = await Promise.allSettled(commits);
      expect(settled.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
      expect(await idsOf({ limit: 10 })).toHaveLength(1);
    });

    it('lists by all conditions, in order, page by page, also while documents come in', async () => {
      const docs = Array.from({ length: 25 }, (_, index) =>
        note(`n${String(index).padStart(2, '0')}`, String(index % 5)),
      );
      await models.commit(p, put(...docs, note('z', '0', 'bob')), '001');
      const seen: string[] = [];
      let cursor: string | null = null;
      do {
        const page: Page<Note> = await models.list(notes, {
          where: { owner: 'ada' },
          limit: 7,
          ...(cursor === null ? {} : { cursor }),
        });
        seen.push(...page.items.map(({ id }) => id));
        cursor = page.nextCursor;
        await models.commit(p, put(note(`late${seen.length}`, '9')), `1${String(seen.length).padStart(2, '0')}`);
      } while (cursor !== null);
      const newestFirst = [...docs].sort((a, b) => (`${a.at}/${a.id}` < `${b.at}/${b.id}` ? 1 : -1));
      expect(seen).toEqual(newestFirst.map(({ id }) => id));
    });

    it('lists in ascending order and up to a sort key', async () => {
      await models.commit(p, put(note('c', '3'), note('a', '1'), note('b', '2')), '001');
      expect(await idsOf({ order: 'asc', limit: 10 })).toEqual(['a', 'b', 'c']);
      expect(await idsOf({ order: 'asc', upToSortKey: '2', limit: 10 })).toEqual(['a', 'b']);
      expect(await idsOf({ limit: 2 })).toEqual(['c', 'b']);
    });

    it('refuses a cursor that it did not give out', async () => {
      for (const cursor of ['', 'x', 'bm90IGpzb24', Buffer.from('{"a":1}').toString('base64url')]) {
        await expect(models.list(notes, { limit: 1, cursor })).rejects.toBeInstanceOf(InvalidCursorError);
      }
    });

    it('reads a range of ids, and all of them, in order', async () => {
      await models.commit(p, put(note('h/2', '1'), note('h/1', '2'), note('i/1', '3')), '001');
      expect((await models.range(notes, 'h/1', 'h/9')).map(({ id }) => id)).toEqual(['h/1', 'h/2']);
      const scanned: string[] = [];
      for await (const { id } of models.scan(notes)) scanned.push(id);
      expect(scanned).toEqual(['h/1', 'h/2', 'i/1']);
    });

    it('forgets a projection, its documents and its checkpoint', async () => {
      await models.commit(p, put(note('a', '1')), '001');
      await models.remove(p);
      expect(await models.get(notes, 'a')).toBeNull();
      expect(await models.checkpoint(p)).toBeNull();
      await models.commit(p, put(note('b', '1')), '001');
      expect(await idsOf({ limit: 10 })).toEqual(['b']);
    });

    it('wakes a reader with the commit that it waits for', async () => {
      await models.commit(p, [], '001');
      const both = models.waitFor([p, q], '002', 5_000);
      await models.commit(p, put(note('a', '1')), '002');
      await models.commit(q, [], '003');
      expect(await both).toBe(true);
      expect(await models.waitFor([p, q], '002', 0)).toBe(true);
    });

    it('does not keep a reader waiting beyond its time', async () => {
      expect(await models.waitFor([p], '001', 10)).toBe(false);
    });

    it('finds everything again after it was closed', async () => {
      if (opened.reopen === undefined) return;
      await models.commit(p, put(note('a', '1'), note('b', '2')), '001');
      await models.commit(q, [], '009');
      await models.close();
      models = await opened.reopen();
      expect(await idsOf({ where: { owner: 'ada' }, order: 'asc', limit: 10 })).toEqual(['a', 'b']);
      expect(await models.checkpoint(p)).toBe('001');
      expect(await models.checkpoint(q)).toBe('009');
    });
  });
};
