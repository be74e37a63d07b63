import { describe, expect, it } from '@jest/globals';
import { eventually } from '@bookonce/testing/harness/eventually';
import { runOptInStampede } from '@bookonce/testing/harness/opt-in-stampede';
import { servedProduct } from '@bookonce/testing/harness/served-product';
import { storedEvents, violationsIn } from '@bookonce/testing/harness/stored-history';
import { allWrittenMails } from '@bookonce/testing/harness/written-mails';

const LINKS = 100;
/** As many as may wait on one link. */
const WAITING = 3;
const CONFIRMATIONS_PER_LINK = 40;
/** The first of three attempts is confirmed once more than the others. */
const MOST_WINS = Math.ceil(CONFIRMATIONS_PER_LINK / WAITING);

describe('a stampede of opt-ins', () => {
  const { app, api } = servedProduct();

  it(`confirms one of ${WAITING} attempts on each of ${LINKS} links, and holds nothing for the others`, async () => {
    const { attempts, confirmations, faults } = await runOptInStampede({
      api,
      dataDir: app.dataDir,
      links: LINKS,
      attemptsPerLink: WAITING + 1,
      confirmationsPerLink: CONFIRMATIONS_PER_LINK,
    });
    expect(faults).toEqual([]);
    expect(attempts).toEqual({ '202': LINKS * WAITING, '409 too-many-pending': LINKS });
    const { '200': won = 0, '410 link-consumed': lost = 0, ...others } = confirmations;
    expect(others).toEqual({});
    expect(won + lost).toBe(LINKS * CONFIRMATIONS_PER_LINK);
    expect(won).toBeGreaterThanOrEqual(LINKS * (MOST_WINS - 1));
    expect(won).toBeLessThanOrEqual(LINKS * MOST_WINS);
    await eventually(() => expect(violationsIn(storedEvents(app.dataDir))).toEqual([]));

    // Each winner is mailed once about the booking, and nobody else.
    await eventually(
      async () => {
        const mails = await allWrittenMails(app.dataDir);
        const booked = mails.filter(({ subject }) => subject.startsWith('Booked: ')).map(({ to }) => to);
        expect([booked.length, new Set(booked).size]).toEqual([LINKS, LINKS]);
      },
      { withinMs: 60_000, everyMs: 200 },
    );
  });
});
