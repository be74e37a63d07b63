/**
 * Prints how large the source files of apps and libs are: how many there are, how many lines they have, their median and
 * 90th percentile, and the share of files with 40 lines or fewer. Specs, their fixtures and declarations are left out; blank
 * lines and comments are counted.
 *
 *   npm run sizes                 one line for all, and one for each folder
 *   npm run sizes -- --json       the same as one JSON object
 *   npm run sizes -- --small      also lists the files with 40 lines or fewer
 */
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { scriptCommandLine } from '../../libs/platform/src/command-line.ts';
import { summarize } from './summarize.mjs';

const tool = { name: 'sizes', help: 'npm run sizes -- --help' };
const { values } = scriptCommandLine(tool, {
  options: {
    json: { type: 'boolean', default: false },
    small: { type: 'boolean', default: false },
    help: { type: 'boolean', default: false },
  },
});
if (values.help) {
  console.log(
    'npm run sizes -- [--json] [--small]\n\nPrints how large the source files of apps and libs are; --small lists those of at most 40 lines.',
  );
  process.exit(0);
}

const root = join(import.meta.dirname, '..', '..');
const tracked = execFileSync('git', ['ls-files', '-z', 'apps', 'libs'], { cwd: root, encoding: 'utf8' }).split('\0');
const files = tracked
  .filter((path) => /\.(ts|tsx)$/.test(path) && !/\.(spec|d)\.tsx?$|\/fixtures\//.test(path))
  .map((path) => ({ path, lines: readFileSync(join(root, path), 'utf8').split('\n').length - 1 }));

const { total, folders, small } = summarize(files);
if (values.json) console.log(JSON.stringify({ total, folders, ...(values.small ? { small } : {}) }));
else {
  const describe = (/** @type {import('./summarize.mjs').Summary} */ s) =>
    `${s.files} files, ${s.lines} lines, median ${s.median}, 90th percentile ${s.p90}, ${s.small} (${s.smallPercent} %) of at most 40 lines`;
  for (const [folder, summary] of Object.entries(folders)) console.log(`${folder.padEnd(28)} ${describe(summary)}`);
  console.log(`${'apps and libs'.padEnd(28)} ${describe(total)}`);
  if (values.small) for (const { path, lines } of small) console.log(`${String(lines).padStart(4)} ${path}`);
}
