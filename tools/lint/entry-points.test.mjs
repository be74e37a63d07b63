/**
 * Every entry point makes the files that it writes readable by their owner alone, and refuses an old Node, before it loads
 * anything that such a Node could neither find nor parse.
 */
import assert from 'node:assert/strict';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { it } from 'node:test';

const root = join(import.meta.dirname, '../..');
const apps = join(root, 'apps');

/** @param {string} file */
const linesOf = (file) =>
  readFileSync(file, 'utf8')
    .split('\n')
    .filter((line) => line !== '' && !line.startsWith('//'));

for (const app of readdirSync(apps)) {
  const main = join(apps, app, 'src/main.ts');
  if (!existsSync(main)) continue;
  const lines = linesOf(main);
  it(`apps/${app} sets its umask and looks at its Node first`, () => {
    const statements = lines.filter((line) => !line.startsWith('import '));
    assert.deepEqual(statements.slice(0, 2), ['process.umask(0o077);', 'requireNode();']);
  });

  it(`apps/${app} loads nothing else before`, () => {
    const imports = lines.filter((line) => line.startsWith('import '));
    assert.deepEqual(imports, ["import { requireNode } from '@bookonce/platform/node-version';"]);
  });
}

it('the look at Node needs no module', () => {
  assert.deepEqual(
    linesOf(join(root, 'libs/platform/src/node-version.ts')).filter((line) => /\bimport\b|\brequire\(/.test(line)),
    [],
  );
});
