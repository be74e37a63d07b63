import { spawn } from 'node:child_process';
import { join } from 'node:path';

export const root = join(import.meta.dirname, '..', '..');

/**
 * Runs a Node program of this workspace and streams its output.
 * @param {string[]} args script, from the workspace root, and its arguments
 * @param {{ limitSeconds: number, env?: Record<string, string> }} options
 *   a program that exceeds the limit is killed and counts as failed
 * @returns {Promise<{ code: number, output: string }>}
 */
export const runProgram = (args, { limitSeconds, env = {} }) =>
  new Promise((resolve) => {
    const child = spawn(process.execPath, args, {
      cwd: root,
      env: { ...process.env, ...env },
      stdio: ['ignore', 'pipe', 'inherit'],
      // A process group, so that its child processes are killed with it.
      detached: true,
    });
    const chunks = [];
    child.stdout.on('data', (chunk) => {
      chunks.push(chunk);
      process.stdout.write(chunk);
    });
    const timer = setTimeout(() => {
      console.error(`not done after ${limitSeconds} s, ended`);
      endGroup(child.pid);
    }, limitSeconds * 1000);
    const onSignal = () => {
      endGroup(child.pid);
      process.exit(130);
    };
    process.once('SIGINT', onSignal).once('SIGTERM', onSignal);
    child.on('close', (code) => {
      clearTimeout(timer);
      process.off('SIGINT', onSignal).off('SIGTERM', onSignal);
      resolve({ code: code ?? 1, output: Buffer.concat(chunks).toString('utf8') });
    });
  });

const endGroup = (/** @type {number | undefined} */ pid) => {
  if (pid === undefined) return;
  try {
    process.kill(-pid, 'SIGKILL');
  } catch (error) {
    if (error.code !== 'ESRCH') throw error;
  }
};
