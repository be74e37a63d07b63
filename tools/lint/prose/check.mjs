/**
 * Checks spelling and banned phrases.
 *
 *   npm run lint:prose                    everything; phrases of the baseline are tolerated
 *   npm run lint:prose -- libs/link       these files and folders; nothing is tolerated
 *   npm run lint:prose -- --shrink        also removes rewritten phrases from the baseline, which never grows
 */
import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { findBanned } from './find-banned.mjs';
import { checkSpelling } from './spelling.mjs';

const root = join(import.meta.dirname, '..', '..', '..');
const baselineFile = join(import.meta.dirname, 'baseline.txt');
const skipped =
  /^(?:LICENSE|package-lock\.json|apps\/web\/src\/api\/schema\.d\.ts|histories\/.*\.ndjson|tools\/lint\/prose(?:\/.*|\.test\.mjs))$/u;

const { values, positionals } = parseArgs({
  options: { shrink: { type: 'boolean', default: false } },
  allowPositionals: true,
});

const files = execFileSync('git', ['ls-files', '--cached', '--others', '--exclude-standard', '--', ...positionals], {
  cwd: root,
  encoding: 'utf8',
})
  .split('\n')
  .filter((file) => file !== '' && existsSync(join(root, file)));
if (files.length === 0) {
  console.error(`no file matches ${positionals.join(', ')}`);
  process.exit(2);
}

const tolerated = new Set(readFileSync(baselineFile, 'utf8').split('\n').filter(Boolean));
const found = files
  .filter((file) => !skipped.test(file))
  .flatMap((file) => findBanned(file, readFileSync(join(root, file), 'utf8')));
const reported = positionals.length > 0 ? found : found.filter(({ key }) => !tolerated.has(key));
for (const { file, line, excerpt, better } of reported) {
  console.log(`${file}:${line}: ${excerpt}\n    better: ${better}`);
}
console.log(`prose: ${reported.length} banned phrases in ${files.length} files`);

if (positionals.length === 0) {
  const stillThere = new Set(found.map(({ key }) => key));
  const remaining = [...tolerated].filter((key) => stillThere.has(key));
  if (values.shrink) writeFileSync(baselineFile, remaining.map((key) => `${key}\n`).join(''));
  console.log(`prose: the baseline tolerates ${remaining.length} phrases`);
}

const isSpelledRight = await checkSpelling(root, files);
process.exitCode = reported.length === 0 && isSpelledRight ? 0 : 1;
