import { describe, expect, it } from '@jest/globals';
import { execFile } from 'node:child_process';
import { existsSync, globSync } from 'node:fs';
import { delimiter, join } from 'node:path';

const ROOT = join(import.meta.dirname, '../../../..');
const ENTRY_POINTS = globSync('apps/*/dist/main.js', { cwd: ROOT });
/** Makes this Node say that it is another one. */
const PRETENDS = `data:text/javascript,Object.defineProperty(process,'versions',{value:{...process.versions,node:'20.19.0'}})`;

interface Ended {
  readonly code: unknown;
  readonly output: string;
}

const run = (node: string, args: readonly string[]): Promise<Ended> =>
  new Promise((resolve) => {
    execFile(node, args, { cwd: ROOT, encoding: 'utf8' }, (error, stdout, stderr) =>
      resolve({ code: error?.code ?? 0, output: stdout + stderr }),
    );
  });

/** Another Node of this machine that is too old, if there is one. */
const findOldNode = async (): Promise<string | null> => {
  for (const folder of (process.env['PATH'] ?? '').split(delimiter)) {
    const node = join(folder, 'node');
    if (!existsSync(node)) continue;
    const { output } = await run(node, ['-p', 'process.versions.node']);
    if (Number.parseInt(output, 10) < 24) return node;
  }
  return null;
};

const LINE = /^Bookonce needs Node 24 or later, and this is Node \d+\.\d+\.\d+\. [^\n]+\n$/;

describe('a Node that is too old', () => {
  it.each(ENTRY_POINTS)('is refused in one line by %s', async (main) => {
    expect(await run(process.execPath, ['--import', PRETENDS, main])).toEqual({
      code: 1,
      output: expect.stringMatching(LINE),
    });
    const old = await findOldNode();
    if (old === null) return;
    expect(await run(old, [main])).toEqual({ code: 1, output: expect.stringMatching(LINE) });
  });

  it('is looked for by every process', () => {
    expect(ENTRY_POINTS.length).toBe(9);
  });
});
