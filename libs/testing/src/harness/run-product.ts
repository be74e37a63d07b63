import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';

/** The compiled product. */
export const MAIN = fileURLToPath(new URL('../../../../apps/standalone/dist/main.js', import.meta.url));

export interface Ended {
  readonly code: number | null;
  /** Standard output and standard error together. */
  readonly output: string;
  readonly tookMs: number;
}

const LIMIT_MS = 20_000;

/** Runs a start that should exit on its own; `code` is null if it had to be killed. */
export const runProduct = async (
  environment: Readonly<Record<string, string>>,
  args: readonly string[] = [],
): Promise<Ended> => {
  const { NODE_ENV: _env, NODE_OPTIONS: _options, ...inherited } = process.env;
  const began = performance.now();
  const child = spawn(process.execPath, ['--disable-warning=ExperimentalWarning', MAIN, ...args], {
    env: { ...inherited, ...environment },
    stdio: ['ignore', 'pipe', 'pipe'],
    timeout: LIMIT_MS,
    killSignal: 'SIGKILL',
  });
  let output = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8').on('data', (text: string) => (output += text));
  }
  const [code] = (await once(child, 'close')) as [number | null];
  return { code, output, tookMs: performance.now() - began };
};
