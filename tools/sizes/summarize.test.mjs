import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { summarize } from './summarize.mjs';

const file = (/** @type {string} */ path, /** @type {number} */ lines) => ({ path, lines });

describe('summarizing the sizes of files', () => {
  it('counts a file of 40 lines as small and one of 41 as not', () => {
    const { total } = summarize([file('libs/link/src/a.ts', 40), file('libs/link/src/b.ts', 41)]);
    assert.deepEqual([total.small, total.smallPercent], [1, 50]);
  });

  it('takes the median and the 90th percentile by nearest rank', () => {
    const files = Array.from({ length: 10 }, (_, index) => file(`libs/link/src/${index}.ts`, (index + 1) * 10));
    assert.deepEqual([summarize(files).total.median, summarize(files).total.p90], [50, 90]);
  });

  it('summarizes each package by itself', () => {
    const { folders } = summarize([file('libs/adapters/redis/src/a.ts', 1), file('apps/web/src/b.tsx', 3)]);
    assert.deepEqual(Object.keys(folders), ['libs/adapters/redis', 'apps/web']);
    assert.equal(folders['apps/web']?.lines, 3);
  });

  it('reports zeros for no files', () => {
    assert.deepEqual(summarize([]).total, { files: 0, lines: 0, median: 0, p90: 0, small: 0, smallPercent: 0 });
  });
});
