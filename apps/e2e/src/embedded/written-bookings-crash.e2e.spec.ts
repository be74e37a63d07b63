import { CalendarCrashTrial } from '@bookonce/testing/harness/calendar-crash-trial';
import { SeededRandom, seedFrom } from '@bookonce/testing/harness/seeded-random';
import { servedProduct } from '@bookonce/testing/harness/served-product';
import { describeWithProgram } from '@bookonce/testing/servers/describe-on-server';
import { expect, it } from '@jest/globals';

/** `npm run torture -- --scenario calendar` runs 20. */
const ROUNDS = 6;

const describeCrashes = (): void => {
  const { app } = servedProduct({ env: { ALLOW_PRIVATE_NETWORK: 'true' } });

  it('loses no booking and writes none twice', async () => {
    const seed = seedFrom('BOOKONCE_CRASH_SEED');
    process.stdout.write(`kill -9 while calendars are read and written: replay with BOOKONCE_CRASH_SEED=${seed}\n`);
    const trial = await CalendarCrashTrial.prepare(app, new SeededRandom(seed));
    try {
      for (let round = 0; round < ROUNDS; round += 1) await trial.round();
      expect(await trial.check()).toEqual([]);
      expect(trial.counts).toMatchObject({ rounds: ROUNDS });
      process.stdout.write(`${JSON.stringify(trial.counts)}\n`);
    } finally {
      await trial.stop();
    }
  }, 180_000);
};

describeWithProgram(
  'radicale',
  'kill -9 while calendars are read and written',
  describeCrashes,
  'run tools/calendar-servers/install.sh',
);
