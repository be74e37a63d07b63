import { describe, it } from '@jest/globals';
import { spawnSync } from 'node:child_process';

/** Specs that start a server of their own with a program; skipped, by name, where this machine has none. */
export const describeWithProgram = (program: string, title: string, body: () => void): void => {
  const { error } = spawnSync(program, ['--version'], { stdio: 'ignore' });
  if (error === undefined) {
    describe(title, body);
    return;
  }
  describe.skip(title, () => {
    it(`needs the program ${program}`, () => undefined);
  });
};
