/** What the Dockerfile copies is enough to build all of it: no engine is needed to know. */
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { cpSync, existsSync, mkdtempSync, readFileSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { after, it } from 'node:test';
import { packageFolders } from './sources.mjs';

const root = join(import.meta.dirname, '..', '..');
const image = mkdtempSync(join(tmpdir(), 'bookonce-image-'));
const LEFT_OUT = new Set(['node_modules', 'dist']);

/** Sources of the first stage's COPY lines. */
const copied = () => {
  const [stage = ''] = readFileSync(join(root, 'Dockerfile'), 'utf8')
    .split(/^FROM /m)
    .slice(1);
  return [...stage.matchAll(/^COPY (.+) \S+$/gm)].flatMap(([, sources]) => sources.split(' '));
};

after(() => rmSync(image, { recursive: true, force: true }));

it('the image can be built from what it copies', () => {
  const filter = (/** @type {string} */ path) => !LEFT_OUT.has(basename(path));
  for (const source of copied()) cpSync(join(root, source), join(image, source), { recursive: true, filter });
  for (const folder of ['.', ...packageFolders(root)]) {
    const modules = join(root, folder, 'node_modules');
    if (existsSync(modules)) symlinkSync(modules, join(image, folder, 'node_modules'));
  }
  execFileSync(process.execPath, ['tools/build/build.mjs'], { cwd: image, stdio: 'pipe' });
  for (const made of ['apps/gateway/dist/main.js', 'apps/web/dist/manifest.json']) {
    assert.ok(existsSync(join(image, made)), `${made} was not made`);
  }
});
