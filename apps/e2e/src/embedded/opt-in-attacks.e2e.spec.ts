import { afterEach, describe, expect, it } from '@jest/globals';
import type { LinkAnswer } from '@bookonce/testing/harness/api-shapes';
import { eventually } from '@bookonce/testing/harness/eventually';
import { servedProduct } from '@bookonce/testing/harness/served-product';
import { storedEvents, violationsIn } from '@bookonce/testing/harness/stored-history';
import { tally } from '@bookonce/testing/harness/stampede';
import type { BookingOutcome } from '@bookonce/testing/harness/workspace-client';
import { minutesAfter, slotAt, START, WholeLife } from './fixtures/whole-life.js';

const LINKS = 4;
const TRIES = 10;
/** As many attempts as may wait on one link. */
const WAITING = 3;
/** All slots that the attacks of a test can ask for. */
const SLOTS = 144;

describe('an attack on a host with double opt-in', () => {
  const product = servedProduct({ testClock: START, env: { TRUST_PROXY: '127.0.0.1, ::1' } });
  const { app, api } = product;
  const life = new WholeLife(product);
  let now = START;
  let clients = 0;

  const client = (): Readonly<Record<string, string>> => {
    clients += 1;
    return { 'x-forwarded-for': `203.0.113.${clients}` };
  };
  const optInLinks = async (count: number): Promise<readonly LinkAnswer[]> =>
    api.createLinks(await life.type({ confirmation: 'doubleOptIn' }), count);
  /** The slots that are not offered, although the host is available day and night. */
  const held = async ([link]: readonly LinkAnswer[]): Promise<number> => {
    if (link === undefined) throw new Error('no link');
    return SLOTS - (await life.offered(link, slotAt(0), slotAt(SLOTS))).length;
  };
  const waitingOf = (attempts: readonly BookingOutcome[]) =>
    attempts.flatMap(({ booking }) => (booking?.status === 'awaitingOptIn' ? [booking] : []));
  /** Tries a link many times at once, each time for a slot of its own. */
  const flood = (
    links: readonly LinkAnswer[],
    tries: number,
    of: () => { readonly email: string; readonly headers: Readonly<Record<string, string>> },
  ): Promise<readonly BookingOutcome[]> =>
    Promise.all(
      links.flatMap((link, place) =>
        Array.from({ length: tries }, (_, index) => api.book(link, slotAt(place * tries + index), of())),
      ),
    );
  const passHalfAnHour = (): Promise<void> => {
    now = minutesAfter(now, 31);
    return api.setClock(now);
  };

  afterEach(async () => {
    await passHalfAnHour();
    expect(violationsIn(storedEvents(app.dataDir))).toEqual([]);
  });

  it('holds three slots for each link, until they are confirmed or half an hour is over', async () => {
    const links = await optInLinks(LINKS);
    const everybody = () => ({ email: life.person(), headers: client() });
    const attempts = await flood(links, TRIES, everybody);
    expect(tally(attempts)).toEqual({ '202': LINKS * WAITING, '409 too-many-pending': LINKS * (TRIES - WAITING) });
    expect(await held(links)).toBe(LINKS * WAITING);
    expect(tally(await flood(links, 2, everybody))).toEqual({ '409 too-many-pending': LINKS * 2 });

    await passHalfAnHour();
    expect(await held(links)).toBe(0);
    for (const { id } of waitingOf(attempts)) {
      expect(await life.bookingOf({ id })).toMatchObject({ status: 'rejected' });
    }
    expect(tally(await flood(links, WAITING, everybody))).toEqual({ '202': LINKS * WAITING });
  });

  it('frees the slots of a link whose attempt is confirmed, and of attempts that are cancelled', async () => {
    const links = await optInLinks(2);
    const attempts = waitingOf(await flood(links, WAITING, () => ({ email: life.person(), headers: client() })));
    expect(await held(links)).toBe(2 * WAITING);
    const [confirmed, ...others] = attempts;
    if (confirmed === undefined) throw new Error('no attempt');
    const token = await eventually(() => life.token(confirmed.attendee.email, 'o'), { withinMs: 30_000 });
    expect((await api.confirmOptIn(token)).status).toBe(200);
    for (const other of others.filter(({ linkId }) => linkId !== confirmed.linkId)) await life.manage(other, 'cancel');
    // The confirmed one keeps its slot. Its own link is dead, so the other one is asked.
    expect(await held(links.slice(1))).toBe(1);
  });

  it('holds 30 slots at most in a quarter of an hour if it comes from one client, however many links it has', async () => {
    const links = await optInLinks(40);
    const headers = client();
    const attempts = await flood(links, 2, () => ({ email: life.person(), headers }));
    expect(tally(attempts)).toEqual({ '202': 30, '429 too-many-requests': 50 });
    expect(await held(links)).toBe(30);
    await passHalfAnHour();
    expect(await held(links)).toBe(0);
  });

  it('holds 60 slots at most in an hour for one address, however many links and clients there are', async () => {
    const links = await optInLinks(24);
    const email = life.person();
    const attempts = await flood(links, WAITING, () => ({ email, headers: client() }));
    expect(tally(attempts)).toEqual({ '202': 60, '429 too-many-requests': 12 });
    expect(await held(links)).toBe(60);
    await passHalfAnHour();
    expect(await held(links)).toBe(0);
  });
});
