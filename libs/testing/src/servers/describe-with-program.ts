import { describe, it } from '@jest/globals';
import { spawnSync } from 'node:child_process';

/** Describes specs that start their own server with a program; skipped if the program is missing. */
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
