import { describe, expect, it } from '@jest/globals';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { setTimeout as wait } from 'node:timers/promises';

/** Runs a process that stops by `stop`, a function body; resolves once it listens to signals. */
const started = async (stop: string) => {
  const { npm_lifecycle_event: _npm, NODE_OPTIONS: _options, ...env } = process.env;
  const script = `
    import { stopOnSignals } from '@bookonce/hosting/stopping';
    stopOnSignals(async () => { ${stop} }, (error) => console.log('failed:', error.message));
    setInterval(() => undefined, 1_000);
    console.log('listening');`;
  const child = spawn(process.execPath, ['--input-type=module', '-e', script], { env, cwd: import.meta.dirname });
  let output = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => (output += text));
  await once(child.stdout, 'data');
  const exited = once(child, 'exit').then(([code]) => ({ code: code as unknown, output }));
  return { child, exited };
};

describe('a process that stops on signals', () => {
  it.each(['SIGTERM', 'SIGINT'] as const)('exits with 0 once %s has stopped it', async (signal) => {
    const { child, exited } = await started('console.log("stopped")');
    child.kill(signal);
    expect(await exited).toEqual({ code: 0, output: 'listening\nstopped\n' });
  });

  it('exits with 1 if stopping fails', async () => {
    const { child, exited } = await started('throw new Error("disk full")');
    child.kill('SIGTERM');
    expect(await exited).toEqual({ code: 1, output: 'listening\nfailed: disk full\n' });
  });

  it('ignores the same Ctrl-C when npm delivers it again', async () => {
    const { child, exited } = await started(
      'console.log("stopping"); await new Promise((resolve) => setTimeout(resolve, 300))',
    );
    child.kill('SIGINT');
    await once(child.stdout, 'data');
    child.kill('SIGINT');
    expect((await exited).code).toBe(0);
  });

  it('exits with 1 at a second signal', async () => {
    const { child, exited } = await started('await new Promise(() => undefined)');
    child.kill('SIGTERM');
    await wait(700);
    child.kill('SIGINT');
    expect((await exited).code).toBe(1);
  });
});
