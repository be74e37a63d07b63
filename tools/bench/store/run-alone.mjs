import { spawn } from 'node:child_process';
import { rm } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { temporaryData } from '../temporary-data.mjs';

/**
 * Runs a script of this folder in its own process, with a temporary folder as first argument. Resolves with the JSON that it prints.
 */
export const runAlone = async (script, settings) => {
  const folder = await temporaryData();
  const file = fileURLToPath(new URL(script, import.meta.url));
  const args = ['--disable-warning=ExperimentalWarning', file, folder, JSON.stringify(settings)];
  try {
    const child = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'inherit'] });
    let output = '';
    child.stdout.setEncoding('utf8').on('data', (text) => (output += text));
    const code = await new Promise((resolve) => child.once('close', resolve));
    if (code !== 0) throw new Error(`${script} ended with ${code}`);
    return JSON.parse(output);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
};
