import { sumsAt } from '@bookonce/kernel/fixtures/sums-projector';
import { defineView, type StoredView, type View } from '@bookonce/kernel/ports/read-models';
import { systemScheduler } from '@bookonce/platform/system-scheduler';
import { describe, expect, it } from '@jest/globals';
import type { Logger } from 'pino';
import { planUpkeep, ViewUpkeep } from './view-upkeep.js';

const DAY = 24 * 60 * 60_000;
const NOW = 100 * DAY;
const [before, own] = [defineView('link', 1), defineView('link', 2)];
const stored = (view: View, followedAt: number | null, isFilled = true): StoredView => ({
  view,
  checkpoint: '7',
  isFilled,
  epoch: '1',
  followedAt,
});

const plan = (views: readonly StoredView[], followed: readonly View[] = [own], retentionMs = DAY) => {
  const { marked, removed } = planUpkeep(views, {
    current: [{ kind: 'projector', view: own, categories: [], documents: [] }],
    followed,
    now: NOW,
    retentionMs,
  });
  return { marked: marked.map(({ key }) => key), removed: removed.map(({ key }) => key) };
};

describe('the upkeep of views', () => {
  it('marks the views that this process follows, and no others of this release', () => {
    expect(plan([stored(own, 1)])).toEqual({ marked: ['link@2'], removed: [] });
    expect(plan([stored(own, 1)], [])).toEqual({ marked: [], removed: [] });
  });

  it('removes a version that no running release has followed for the retention time', () => {
    expect(plan([stored(before, NOW - DAY + 1), stored(own, NOW)]).removed).toEqual([]);
    expect(plan([stored(before, NOW - DAY), stored(own, NOW)]).removed).toEqual(['link@1']);
  });

  it.each([0, 0.0001 * 60 * 60_000])(
    'keeps a version that another release followed a few rounds ago, with a retention time of %p ms',
    (retentionMs) => {
      const followed = [NOW, NOW - 5_000, NOW - 14_999].map((at) => stored(before, at));
      for (const view of followed) expect(plan([view, stored(own, NOW)], [own], retentionMs).removed).toEqual([]);
      expect(plan([stored(before, NOW - 15_000), stored(own, NOW)], [own], retentionMs).removed).toEqual(['link@1']);
    },
  );

  it('keeps the version before while this release fills its own, however old it is', () => {
    const views = [stored(before, 1), stored(own, NOW, false)];
    expect(plan(views)).toEqual({ marked: ['link@2', 'link@1'], removed: [] });
    expect(plan([stored(before, 1)])).toEqual({ marked: ['link@2', 'link@1'], removed: [] });
  });

  it('starts the retention time of a view that was never marked when it first sees it', () => {
    const unversioned = defineView('unversioned', 0);
    expect(plan([stored(unversioned, null), stored(own, NOW)])).toEqual({
      marked: ['link@2', 'unversioned@0'],
      removed: [],
    });
  });

  it('never removes a view of this release', () => {
    expect(plan([stored(own, 1)], []).removed).toEqual([]);
  });

  it('does not count a view as filled that another release stored with other indexes, and says so once', async () => {
    const { projector, view } = sumsAt(1, { size: () => 'small' });
    const logged: string[] = [];
    const log = (_details: object, message: string): void => void logged.push(message);
    let indexes = ['colour'];
    let round = (): void => undefined;
    const upkeep = new ViewUpkeep({
      readModels: {
        views: async () => [{ ...stored(view, NOW), indexes: new Map([['sums', indexes]]) }],
        markFollowed: async () => undefined,
        remove: () => Promise.reject(new Error('a view of this release was removed')),
      },
      scheduler: { ...systemScheduler, repeat: (_ms, run) => ((round = run), () => undefined) },
      now: () => NOW,
      current: [projector],
      followed: () => [],
      retentionMs: 0,
      logger: { error: log, warn: log, info: log, debug: log } as unknown as Logger,
    });
    upkeep.start();
    round();
    await upkeep.stop();
    expect(upkeep.unfilled).toEqual([view]);
    expect(logged).toEqual([expect.stringContaining('a changed index needs a higher version')]);
    indexes = ['colour', 'size'];
    round();
    await upkeep.stop();
    expect(upkeep.unfilled).toEqual([]);
  });
});
