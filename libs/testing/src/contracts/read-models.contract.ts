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
  readonly tags?: readonly string[];
}

const p = defineView('p', 1);
const q = defineView('q', 1);

const notes = defineCollection<Note>(p, {
  name: 'notes',
  indexes: {
    owner: (note) => note.owner,
    label: (note) => note.label,
    tag: { eachOf: (note) => note.tags ?? [] },
  },
  sortKey: (note) => note.at,
});

const note = (id: string, at: string, owner = 'ada', label: string | null = null): Note => ({ id, owner, label, at });

const tagged = (id: string, at: string, tags: readonly string[], owner = 'ada'): Note => ({
  ...note(id, at, owner),
  tags,
});

const put = (...docs: readonly Note[]): readonly DocumentWrite[] =>
  docs.map((doc) => ({ collection: notes, id: doc.id, doc }));

const remove = (id: string): DocumentWrite => ({ collection: notes, id, doc: null });

/** The contract of every {@link ReadModels} adapter. */
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

    it('starts empty', async () => {
      expect(await models.get(notes, 'a')).toBeNull();
      expect(await models.checkpoint(p)).toBeNull();
      expect(await models.list(notes, { limit: 10 })).toEqual({ items: [], nextCursor: null });
    });

    it('is filled once it is marked so, and stays filled', async () => {
      await models.checkpoint(p);
      await models.commit(p, put(note('a', '1')), '001', null);
      expect(await models.isFilled(p)).toBe(false);
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

    it('ignores a position that it has reached before (I11)', async () => {
      await models.commit(p, put(note('a', '1')), '005');
      await models.commit(p, put(note('a', '2')), '005');
      await models.commit(p, [remove('a')], '004');
      expect(await models.get(notes, 'a')).toEqual(note('a', '1'));
      expect(await models.checkpoint(p)).toBe('005');
    });

    it('keeps one checkpoint a view, which can advance without a document', async () => {
      await models.commit(p, put(note('a', '1')), '005');
      await models.commit(q, [], '007');
      expect(await models.checkpoint(p)).toBe('005');
      expect(await models.checkpoint(q)).toBe('007');
    });

    it('refuses a batch that was folded on another checkpoint, as a whole', async () => {
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

    it('refuses a batch that was folded on documents which were removed since', async () => {
      expect(await models.checkpoint(p)).toBeNull();
      await models.commit(p, put(note('a', '1')), '005', null);
      await models.remove(p);
      const refused = models.commit(p, put(note('b', '1')), '006', '005');
      await expect(refused).rejects.toBeInstanceOf(CheckpointMovedError);
      expect(await idsOf({ limit: 10 })).toEqual([]);
    });

    it('accepts one of several batches that were folded on the same checkpoint', async () => {
      expect(await models.checkpoint(p)).toBeNull();
      const commits = ['a', 'b', 'c'].map((id) => models.commit(p, put(note(id, '1')), '005', null));
      const settled = await Promise.allSettled(commits);
      expect(settled.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
      expect(await idsOf({ limit: 10 })).toHaveLength(1);
    });

    it('lists by all conditions, in order, page by page, while documents are added', async () => {
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

    it('finds a document by each value of a multi-valued index, once', async () => {
      await models.commit(
        p,
        put(tagged('a', '1', ['red', 'blue']), tagged('b', '2', ['blue', 'blue']), note('c', '3')),
        '001',
      );
      expect(await idsOf({ where: { tag: 'red' }, limit: 10 })).toEqual(['a']);
      expect(await idsOf({ where: { tag: 'blue' }, limit: 10 })).toEqual(['b', 'a']);
      expect(await idsOf({ where: { tag: 'blue' }, order: 'asc', upToSortKey: '1', limit: 10 })).toEqual(['a']);
      expect(await idsOf({ where: { tag: 'green' }, limit: 10 })).toEqual([]);
    });

    it('forgets the values, and the place, that a changed document had in a multi-valued index', async () => {
      await models.commit(p, put(tagged('a', '1', ['red', 'blue']), tagged('b', '2', ['blue'])), '001');
      // Lists, so that whatever was written behind is stored by now.
      await idsOf({ where: { tag: 'blue' }, limit: 10 });
      await models.commit(p, put(tagged('a', '3', ['blue', 'green'])), '002');
      expect(await idsOf({ where: { tag: 'red' }, limit: 10 })).toEqual([]);
      expect(await idsOf({ where: { tag: 'green' }, limit: 10 })).toEqual(['a']);
      expect(await idsOf({ where: { tag: 'blue' }, limit: 10 })).toEqual(['a', 'b']);
      await models.commit(p, [remove('b'), ...put(tagged('a', '3', []))], '003');
      expect(await idsOf({ where: { tag: 'blue' }, limit: 10 })).toEqual([]);
      expect(await idsOf({ limit: 10 })).toEqual(['a']);
    });

    it('combines multi-valued indexes with others, page by page', async () => {
      const docs = Array.from({ length: 40 }, (_, index) => {
        const tags = ['all', ...(index % 2 === 0 ? ['even'] : []), ...(index % 3 === 0 ? ['third'] : [])];
        return tagged(`n${String(index).padStart(2, '0')}`, String(index % 5), tags, index % 4 === 0 ? 'bob' : 'ada');
      });
      await models.commit(p, put(...docs), '001');
      const listed = async (where: Record<string, string>): Promise<readonly string[]> => {
        const seen: string[] = [];
        for (let cursor: string | null | undefined; cursor !== null;) {
          const page: Page<Note> = await models.list(notes, {
            where,
            limit: 3,
            ...(cursor === undefined ? {} : { cursor }),
          });
          seen.push(...page.items.map(({ id }) => id));
          cursor = page.nextCursor;
        }
        return seen;
      };
      const newestFirst = [...docs].sort((a, b) => (`${a.at}/${a.id}` < `${b.at}/${b.id}` ? 1 : -1));
      for (const where of [{ tag: 'even' }, { tag: 'third', owner: 'ada' }, { owner: 'bob', tag: 'all' }]) {
        const expected = newestFirst.filter(
          ({ tags, owner }) => tags?.includes(where.tag) === true && owner === (where.owner ?? owner),
        );
        expect(await listed(where)).toEqual(expected.map(({ id }) => id));
      }
    });

    it('keeps versions of a view apart: documents, checkpoint, whether it is filled, removal', async () => {
      const next = defineView(p.name, p.version + 1);
      const nextNotes = defineCollection<Note>(next, {
        name: notes.name,
        // As a new release may declare it: other indexes under the same names.
        indexes: { owner: { eachOf: (one) => [one.owner, `${one.owner}!`] } },
        sortKey: (one) => one.id,
      });
      await models.checkpoint(p);
      await models.commit(p, put(note('a', '1'), note('b', '2')), '005', null);
      await models.markFilled(p);
      expect([await models.checkpoint(next), await models.isFilled(next)]).toEqual([null, false]);
      await models.commit(next, [{ collection: nextNotes, id: 'a', doc: note('a', '9', 'eve') }], '002', null);
      await models.commit(p, put(note('a', '3', 'bob')), '006', '005');
      expect([await models.get(notes, 'a'), await models.get(nextNotes, 'a')]).toEqual([
        note('a', '3', 'bob'),
        note('a', '9', 'eve'),
      ]);
      expect(await idsOf({ limit: 10 })).toEqual(['a', 'b']);
      const found = await models.list(nextNotes, { where: { owner: 'eve!' }, limit: 10 });
      expect(found.items.map(({ id }) => id)).toEqual(['a']);
      expect(await models.waitFor([next], '006', 0)).toBe(false);
      await models.remove(p);
      expect([await models.get(notes, 'a'), await models.checkpoint(p), await models.isFilled(p)]).toEqual([
        null,
        null,
        false,
      ]);
      expect([await models.get(nextNotes, 'a'), await models.checkpoint(next)]).toEqual([note('a', '9', 'eve'), '002']);
    });

    it('lists the stored views with when they were last followed', async () => {
      expect(await models.views()).toEqual([]);
      await models.checkpoint(q);
      await models.commit(p, put(note('a', '1')), '001');
      await models.markFollowed([p, defineView('unknown', 1)], 1_700_000_000_000);
      await models.checkpoint(p);
      await models.markFilled(p);
      expect(await models.views()).toMatchObject([
        { view: p, checkpoint: '001', isFilled: true, followedAt: 1_700_000_000_000, epoch: expect.any(String) },
        { view: q, checkpoint: null, isFilled: false, followedAt: null, epoch: expect.any(String) },
      ]);
      await models.remove(p);
      expect((await models.views()).map(({ view }) => view.key)).toEqual([q.key]);
    });

    it('gives a view another epoch once its documents have started from nothing', async () => {
      const epochs = async () => (await models.views()).map(({ epoch }) => epoch);
      await models.checkpoint(p);
      const first = await epochs();
      await models.commit(p, put(note('a', '1')), '001');
      await models.markFilled(p);
      expect(await epochs()).toEqual(first);
      await models.remove(p);
      await models.checkpoint(p);
      expect(await epochs()).toHaveLength(1);
      expect(await epochs()).not.toEqual(first);
    });

    it('lists in ascending order and up to a sort key', async () => {
      await models.commit(p, put(note('c', '3'), note('a', '1'), note('b', '2')), '001');
      expect(await idsOf({ order: 'asc', limit: 10 })).toEqual(['a', 'b', 'c']);
      expect(await idsOf({ order: 'asc', upToSortKey: '2', limit: 10 })).toEqual(['a', 'b']);
      expect(await idsOf({ limit: 2 })).toEqual(['c', 'b']);
    });

    it('refuses a cursor that it did not return', async () => {
      for (const cursor of ['', 'x', 'bm90IGpzb24', Buffer.from('{"a":1}').toString('base64url')]) {
        await expect(models.list(notes, { limit: 1, cursor })).rejects.toBeInstanceOf(InvalidCursorError);
      }
    });

    it('reads a range of ids, and all ids, in order', async () => {
      await models.commit(p, put(note('h/2', '1'), note('h/1', '2'), note('i/1', '3')), '001');
      expect((await models.range(notes, 'h/1', 'h/9')).map(({ id }) => id)).toEqual(['h/1', 'h/2']);
      const scanned: string[] = [];
      for await (const { id } of models.scan(notes)) scanned.push(id);
      expect(scanned).toEqual(['h/1', 'h/2', 'i/1']);
    });

    it('removes a view with its documents and its checkpoint', async () => {
      await models.commit(p, put(note('a', '1')), '001');
      await models.remove(p);
      expect(await models.get(notes, 'a')).toBeNull();
      expect(await models.checkpoint(p)).toBeNull();
      await models.commit(p, put(note('b', '1')), '001');
      expect(await idsOf({ limit: 10 })).toEqual(['b']);
    });

    it('wakes a reader at the commit that it waits for', async () => {
      await models.commit(p, [], '001');
      const both = models.waitFor([p, q], '002', 5_000);
      await models.commit(p, put(note('a', '1')), '002');
      await models.commit(q, [], '003');
      expect(await both).toBe(true);
      expect(await models.waitFor([p, q], '002', 0)).toBe(true);
    });

    it('stops waiting at the time limit', async () => {
      expect(await models.waitFor([p], '001', 10)).toBe(false);
    });

    it('finds everything again after a restart', async () => {
      if (opened.reopen === undefined) return;
      await models.commit(p, put(note('a', '1'), note('b', '2')), '001');
      await models.commit(q, [], '009');
      await models.markFollowed([q], 1_700_000_000_000);
      await models.close();
      models = await opened.reopen();
      expect((await models.views()).map(({ view, followedAt }) => [view.key, followedAt])).toEqual([
        [p.key, null],
        [q.key, 1_700_000_000_000],
      ]);
      expect(await idsOf({ where: { owner: 'ada' }, order: 'asc', limit: 10 })).toEqual(['a', 'b']);
      expect(await models.checkpoint(p)).toBe('001');
      expect(await models.checkpoint(q)).toBe('009');
    });
  });
};
