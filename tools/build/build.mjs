/**
 * Compiles the `src` of every package to its `dist`, only files that have changed.
 *
 *   node tools/build/build.mjs                all packages, with a summary line
 *   node tools/build/build.mjs libs/link      these packages only (called by Nx)
 *   node tools/build/build.mjs --if-changed   silent if nothing has changed
 *   node tools/build/build.mjs --clean        rebuilds everything
 */
import { readFileSync, rmSync } from 'node:fs';
import { join, relative, sep } from 'node:path';
import { parseArgs } from 'node:util';
import { bundle, bundleMarks, isBundled } from './bundle.mjs';
import { compile } from './compile.mjs';
import { exists, packageFolders, sourcesOf, workspaceRoot } from './sources.mjs';
import { readStamp, writeStamp } from './stamp.mjs';

const started = performance.now();
const { values: flags, positionals } = parseArgs({
  options: { 'if-changed': { type: 'boolean', default: false }, clean: { type: 'boolean', default: false } },
  allowPositionals: true,
});
const folders =
  positionals.length === 0
    ? packageFolders()
    : positionals.map((folder) => relative(workspaceRoot, folder).split(sep).join('/'));

/** A new compiler or new options make everything stale. */
const tool = [
  readFileSync(join(workspaceRoot, '.swcrc'), 'utf8'),
  JSON.parse(readFileSync(join(workspaceRoot, 'node_modules/@swc/core/package.json'), 'utf8')).version,
].join(' ');

if (flags.clean)
  for (const folder of folders) rmSync(join(workspaceRoot, folder, 'dist'), { recursive: true, force: true });

const packages = folders
  .filter((folder) => !isBundled(folder))
  .map((folder) => {
    const sources = sourcesOf(folder);
    const stamp = readStamp(folder);
    const marks = stamp.tool === tool ? stamp.marks : {};
    const wanted = new Set(sources.map((source) => source.path));
    return {
      folder,
      sources,
      changed: sources.filter(({ path, mark, output }) => marks[path] !== mark || !exists(output)),
      removed: Object.keys(stamp.marks).filter((path) => !wanted.has(path)),
    };
  });
const stale = packages.filter(({ changed, removed }) => changed.length + removed.length > 0);
const count = stale.reduce((sum, { changed }) => sum + changed.length, 0);

if (stale.length > 0) {
  for (const path of stale.flatMap(({ removed }) => removed)) {
    const output = join(workspaceRoot, path.replace('/src/', '/dist/').replace(/\.tsx?$/, '.js'));
    rmSync(output, { force: true });
    rmSync(`${output}.map`, { force: true });
  }
  const problems = await compile(stale.flatMap(({ changed }) => changed));
  if (problems.length > 0) {
    console.error(problems.join('\n'));
    console.error(`build failed: ${problems.length} of ${count} files`);
    process.exit(1);
  }
  for (const { folder, sources } of stale) {
    writeStamp(folder, { tool, marks: Object.fromEntries(sources.map(({ path, mark }) => [path, mark])) });
  }
}

/** A bundle is always built as a whole. */
const bundleTool = readFileSync(join(workspaceRoot, 'package-lock.json'), 'utf8').length.toString();
const bundled = folders
  .filter((folder) => isBundled(folder))
  .filter((folder) => {
    const stamp = readStamp(folder);
    return stamp.tool !== bundleTool || JSON.stringify(stamp.marks) !== JSON.stringify(bundleMarks(folder));
  });
for (const folder of bundled) {
  const marks = bundleMarks(folder);
  const tooLarge = await bundle(folder);
  if (tooLarge.length > 0) {
    console.error(tooLarge.join('\n'));
    process.exit(1);
  }
  writeStamp(folder, { tool: bundleTool, marks });
}

if (!flags['if-changed'] || stale.length + bundled.length > 0) {
  const made = bundled.length === 0 ? '' : `, bundled ${bundled.join(', ')}`;
  const took = Math.round(performance.now() - started);
  console.error(`built ${count} files of ${packages.length} packages${made} in ${took} ms`);
}
