import { describe, expect, it } from '@jest/globals';
import type { BookingAnswer, LinkAnswer } from '@bookonce/testing/harness/api-shapes';
import { boundedParallel } from '@bookonce/testing/harness/bounded-parallel';
import { eventually } from '@bookonce/testing/harness/eventually';
import type { HttpAnswer } from '@bookonce/testing/harness/http-client';
import { servedProduct } from '@bookonce/testing/harness/served-product';
import { openHolds, storedEvents } from '@bookonce/testing/harness/stored-history';
import { allWrittenMails } from '@bookonce/testing/harness/written-mails';
import { bookingIn, minutesAfter, refusalOf, START } from './fixtures/whole-life.js';

const LINKS = 100;
/** As many as may wait on one link. */
const ATTEMPTS = 3;
const CONFIRMATIONS = 40;
const LINKS_AT_ONCE = 8;
const FROM = '2026-03-05T00:00:00.000Z';

interface Target {
  readonly link: LinkAnswer;
  readonly waiting: readonly BookingAnswer[];
}

describe('a stampede of confirmations by mail', () => {
  const { app, api } = servedProduct({ testClock: START });

  /** The opt-in tokens by the address that they were mailed to. */
  const mailedTokens = (count: number): Promise<ReadonlyMap<string, string>> =>
    eventually(
      async () => {
        const mails = await allWrittenMails(app.dataDir);
        const tokens = mails.flatMap(({ to, text }) => {
          const token = /\/o\/([0-9A-Za-z]+)/.exec(text)?.[1];
          return token === undefined ? [] : [[to, token] as const];
        });
        if (tokens.length < count) throw new Error(`${tokens.length} of ${count} mails`);
        return new Map(tokens);
      },
      { withinMs: 30_000, everyMs: 250 },
    );

  it(`confirms one booking on each of ${LINKS} links, and holds nothing for the others`, async () => {
    const type = await api.createMeetingType([await api.createHost()], {
      durationMinutes: 5,
      confirmation: 'doubleOptIn',
    });
    const links = await api.createLinks(type, LINKS);
    const targets = await boundedParallel(links, LINKS_AT_ONCE, async (link, place): Promise<Target> => {
      const attempts = await Promise.all(
        Array.from({ length: ATTEMPTS }, (_, index) => {
          const slot = place * ATTEMPTS + index;
          return api.book(link, minutesAfter(FROM, slot * 5), { email: `kim${slot}@example.org` });
        }),
      );
      return { link, waiting: attempts.flatMap(({ booking }) => (booking === null ? [] : [booking])) };
    });
    expect(targets.every(({ waiting }) => waiting.length === ATTEMPTS)).toBe(true);
    const tokens = await mailedTokens(LINKS * ATTEMPTS);

    const answers = await boundedParallel(targets, LINKS_AT_ONCE, ({ waiting }) =>
      Promise.all(
        Array.from({ length: CONFIRMATIONS }, (_, index) => {
          const token = tokens.get(waiting[index % ATTEMPTS]?.attendee.email ?? '') ?? '';
          return api.visitor.send(`/v1/public/opt-ins/${token}/confirm`, { body: {}, ownConnection: true });
        }),
      ),
    );
    const winners = answers.map((all) => new Set(all.filter(({ status }) => status === 200).map(idOf)));
    expect(winners.map(({ size }) => size)).toEqual(links.map(() => 1));
    const losses = answers.flat().filter(({ status }) => status !== 200);
    expect(new Set(losses.map((answer) => refusalOf(answer).join(' ')))).toEqual(new Set(['410 link-consumed']));

    await eventually(() => expect(openHolds(storedEvents(app.dataDir))).toEqual([]), { withinMs: 1_000 });
    const consumed = storedEvents(app.dataDir).filter((event) => event.type === 'LinkConsumed');
    expect(consumed.map(({ data }) => data['bookingId']).toSorted()).toEqual(
      winners.flatMap((ids) => [...ids]).toSorted(),
    );
    const free = await api.slotsOfType(type, FROM, minutesAfter(FROM, LINKS * ATTEMPTS * 5));
    expect(free).toHaveLength(LINKS * (ATTEMPTS - 1));
  }, 120_000);
});

const idOf = (answer: HttpAnswer): string => bookingIn(answer).id;
