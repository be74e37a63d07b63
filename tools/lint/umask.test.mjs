/** Every entry point makes the files that it writes readable by their owner alone, before it loads anything. */
import assert from 'node:assert/strict';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { it } from 'node:test';

const apps = join(import.meta.dirname, '../../apps');

for (const app of readdirSync(apps)) {
  const main = join(apps, app, 'src/main.ts');
  if (!existsSync(main)) continue;
  it(`apps/${app} sets its umask first`, () => {
    const statements = readFileSync(main, 'utf8')
      .split('\n')
      .filter((line) => line !== '' && !line.startsWith('//') && !line.startsWith('import '));
    assert.equal(statements[0], 'process.umask(0o077);');
  });
}
