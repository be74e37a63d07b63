import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { CrashTrial, type CrashTally } from '@bookonce/testing/harness/crash-trial';
import { SeededRandom, seedFrom } from '@bookonce/testing/harness/seeded-random';
import { StandaloneApp } from '@bookonce/testing/harness/standalone-app';

/** `BOOKONCE_CRASH_ROUNDS` sets another number, such as 200 before a release. */
const ROUNDS = Number(process.env['BOOKONCE_CRASH_ROUNDS'] ?? 50);
/** Starts the product in each round, which takes minutes on a busy machine. */
const PATIENCE_MS = 900_000;

describe('kill -9 during bookings, confirmations and decisions', () => {
  let app: StandaloneApp;

  beforeAll(async () => {
    app = await StandaloneApp.start();
  });

  afterAll(async () => {
    await app?.dispose();
  });

  it(
    `loses nothing that was answered and leaves nothing half done, ${ROUNDS} times`,
    async () => {
      const seed = seedFrom('BOOKONCE_CRASH_SEED');
      process.stdout.write(`kill -9: replay with BOOKONCE_CRASH_SEED=${seed}\n`);
      const trial = await CrashTrial.prepare(app, new SeededRandom(seed), ROUNDS);
      const total: CrashTally = { answered: 0, lost: 0, refused: 0 };
      for (let round = 0; round < ROUNDS; round += 1) {
        const tally = await trial.bookAndKill(round);
        total.answered += tally.answered;
        total.lost += tally.lost;
        total.refused += tally.refused;
        await app.restart();
        await trial.check(round);
      }
      await trial.endWaits();
      await trial.checkAll();
      trial.close();
      const { statuses } = trial;
      process.stdout.write(`kill -9: ${JSON.stringify({ ...total, ...statuses })} over ${ROUNDS} rounds\n`);
      // The rounds prove something only if some bookings were answered and others interrupted.
      expect(total.answered).toBeGreaterThan(ROUNDS);
      expect(total.lost).toBeGreaterThan(ROUNDS);
      expect(Object.keys(statuses).toSorted()).toEqual([
        'approval confirmed',
        'approval declined',
        'approval declined by time',
        'approval declined with a fresh link',
        'doubleOptIn confirmed',
        'doubleOptIn rejected',
        'instant confirmed',
      ]);
    },
    PATIENCE_MS,
  );
});
