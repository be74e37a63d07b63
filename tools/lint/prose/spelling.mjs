import { spawn } from 'node:child_process';
import { join } from 'node:path';

/** Runs cspell on the files; resolves with false if it reported a word. */
export const checkSpelling = (/** @type {string} */ root, /** @type {string[]} */ files) =>
  new Promise((resolve) => {
    const options = ['--no-progress', '--dot', '--show-suggestions', '--no-must-find-files', '--file-list', 'stdin'];
    const child = spawn(process.execPath, [join(root, 'node_modules/cspell/bin.mjs'), 'lint', ...options], {
      cwd: root,
      stdio: ['pipe', 'inherit', 'inherit'],
    });
    child.on('close', (code) => resolve(code === 0));
    child.stdin.end(files.join('\n'));
  });
