import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';

export interface RunningScript {
  readonly process: ChildProcess;
  /** Resolves with the output when the process has exited. */
  readonly lines: AsyncIterator<string>;
  readonly ended: Promise<unknown>;
}

/** Runs a compiled script of this folder in its own process. */
export const runScript = (name: 'append-forever' | 'hold-folder', ...args: readonly string[]): RunningScript => {
  const path = fileURLToPath(new URL(`../../dist/processes/${name}.js`, import.meta.url));
  const child = spawn(process.execPath, ['--disable-warning=ExperimentalWarning', path, ...args], {
    stdio: ['pipe', 'pipe', 'inherit'],
    env: { ...process.env, NODE_OPTIONS: '' },
  });
  const ended = once(child, 'exit');
  return { process: child, lines: createInterface(child.stdout)[Symbol.asyncIterator](), ended };
};
