/**
 * Checks spelling and banned phrases.
 *
 *   npm run lint:prose                    everything
 *   npm run lint:prose -- libs/link       these files and folders
 */
import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { findBanned } from './find-banned.mjs';
import { checkSpelling } from './spelling.mjs';

const root = join(import.meta.dirname, '..', '..', '..');
const skipped =
  /^(?:LICENSE|package-lock\.json|apps\/web\/src\/api\/schema\.d\.ts|histories\/.*\.ndjson|tools\/lint\/prose(?:\/.*|\.test\.mjs))$/u;

const { positionals } = parseArgs({ allowPositionals: true });

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

const found = files
  .filter((file) => !skipped.test(file))
  .flatMap((file) => findBanned(file, readFileSync(join(root, file), 'utf8')));
for (const { file, line, excerpt, better } of found) {
  console.log(`${file}:${line}: ${excerpt}\n    better: ${better}`);
}
console.log(`prose: ${found.length} banned phrases in ${files.length} files`);

const isSpelledRight = await checkSpelling(root, files);
process.exitCode = found.length === 0 && isSpelledRight ? 0 : 1;
