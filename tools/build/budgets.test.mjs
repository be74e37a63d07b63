/** A page that is too large fails the build. Files that it loads later have a budget of their own. */
import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { overBudget, pageSizes } from './budgets.mjs';

describe('the budgets of the pages', () => {
  const dist = mkdtempSync(join(tmpdir(), 'bookonce-budgets-'));
  const file = (/** @type {string} */ name, /** @type {number} */ bytes) =>
    writeFileSync(join(dist, `${name}.br`), Buffer.alloc(bytes));

  before(() => {
    const manifest = {
      'src/attendee/main.tsx': { file: 'a.js', css: ['a.css'], imports: ['_shared.js'], dynamicImports: ['later.tsx'] },
      'src/mailed/main.tsx': { file: 'm.js', imports: ['_shared.js'] },
      'src/console/main.tsx': { file: 'c.js', imports: ['_shared.js'] },
      '_shared.js': { file: 'shared.js' },
      'later.tsx': { file: 'later.js', imports: ['_shared.js'] },
    };
    writeFileSync(join(dist, 'manifest.json'), JSON.stringify(manifest));
    file('a.css', 1_000);
    file('m.js', 5_000);
    file('c.js', 10_000);
    file('shared.js', 60_000);
    file('later.js', 9_000);
  });
  after(() => rmSync(dist, { recursive: true, force: true }));

  it('count each file once', () => {
    file('a.js', 59_000);
    assert.deepEqual(
      pageSizes(dist).map(({ bytes }) => bytes),
      [120_000, 9_000, 65_000, 70_000],
    );
    assert.deepEqual(overBudget(dist), []);
  });

  it('are exceeded by a single byte', () => {
    file('a.js', 59_001);
    assert.equal(overBudget(dist).length, 1);
    assert.match(overBudget(dist)[0], /attendee’s page loads 120001 bytes/);
    file('a.js', 1);
    file('later.js', 55_001);
    assert.match(overBudget(dist).join(), /attendee’s page, later, loads 55001 bytes/);
  });
});
