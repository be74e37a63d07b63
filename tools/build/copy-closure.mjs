/**
 * Copies some packages of a built workspace, with everything that they need at run time and nothing else, to a new folder.
 *
 *   node tools/build/copy-closure.mjs <target> apps/standalone apps/web
 *   node tools/build/copy-closure.mjs --link <target> …   links npm packages instead of copying them
 */
import { cpSync, existsSync, mkdirSync, readFileSync, realpathSync, symlinkSync } from 'node:fs';
import { basename, dirname, join, relative } from 'node:path';
import { parseArgs } from 'node:util';
import { closureOf, installedFor } from './closure.mjs';
import { workspaceRoot } from './sources.mjs';

const { values, positionals } = parseArgs({
  options: { link: { type: 'boolean', default: false } },
  allowPositionals: true,
});
const [target = '', ...folders] = positionals;
if (folders.length === 0) {
  console.error('usage: node tools/build/copy-closure.mjs [--link] <target> <package folder>…');
  process.exit(2);
}

const closure = closureOf(folders);
for (const folder of closure.folders) {
  for (const part of ['package.json', 'dist']) {
    cpSync(join(workspaceRoot, folder, part), join(target, folder, part), { recursive: true });
  }
  const { name } = JSON.parse(readFileSync(join(workspaceRoot, folder, 'package.json'), 'utf8'));
  const link = join(target, 'node_modules', name);
  mkdirSync(dirname(link), { recursive: true });
  symlinkSync(relative(dirname(link), join(target, folder)), link);
}
for (const path of installedFor(closure.folders)) {
  const source = join(workspaceRoot, path);
  // Packages for other platforms are not installed.
  if (!existsSync(source)) continue;
  if (values.link) {
    mkdirSync(dirname(join(target, path)), { recursive: true });
    if (!existsSync(join(target, path))) symlinkSync(realpathSync(source), join(target, path));
  } else {
    // Nested packages are entries of their own.
    const filter = (/** @type {string} */ file) => file === source || basename(file) !== 'node_modules';
    cpSync(source, join(target, path), { recursive: true, filter });
  }
}
