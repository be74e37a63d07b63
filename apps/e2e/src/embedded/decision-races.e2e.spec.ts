import { describe, expect, it } from '@jest/globals';
import type { BookingAnswer, ProblemAnswer } from '@bookonce/testing/harness/api-shapes';
import { boundedParallel } from '@bookonce/testing/harness/bounded-parallel';
import { eventually } from '@bookonce/testing/harness/eventually';
import { jsonOf } from '@bookonce/testing/harness/http-client';
import { servedProduct } from '@bookonce/testing/harness/served-product';
import { storedEvents, violationsIn } from '@bookonce/testing/harness/stored-history';
import type { BookingOutcome, Decision } from '@bookonce/testing/harness/workspace-client';
import { allWrittenMails, approvalTokenIn } from '@bookonce/testing/harness/written-mails';
import { minutesAfter, START } from './fixtures/whole-life.js';

const BOOKINGS = 30;
const APPROVE: Decision = { decide: 'approve' };
const DECLINE: Decision = { decide: 'decline', reason: 'I am away.' };
const DECLINE_WITH_LINK: Decision = { decide: 'decline', sendFreshLink: true };
/** The decision of each host; all are sent at once. */
const WISHES = [APPROVE, DECLINE, APPROVE, DECLINE_WITH_LINK, APPROVE, DECLINE, APPROVE, DECLINE_WITH_LINK];
const FIRST_SLOT = '2026-03-05T00:00:00.000Z';

const statusAfter = ({ decide }: Decision): string => (decide === 'approve' ? 'confirmed' : 'declined');

describe('hosts who decide at once', () => {
  const { app, api } = servedProduct({ testClock: START });
  let now = START;

  /** Bookings that await the approval of a host of their own, with the token of the mail that asks. */
  const requested = async (approvalHours: number) => {
    const mails = async () => (await allWrittenMails(app.dataDir)).filter((mail) => approvalTokenIn(mail) !== null);
    const before = new Set((await mails()).map(({ subject }) => subject));
    const type = await api.createMeetingType([await api.createHost()], { confirmation: 'approval', approvalHours });
    const links = await api.createLinks(type, BOOKINGS);
    const bookings = await boundedParallel(links, 8, async (link, index): Promise<BookingAnswer> => {
      const name = `Guest ${before.size + index}`;
      const attendee = { name, email: 'guest@example.com' };
      const { booking, answer } = await api.book(link, minutesAfter(FIRST_SLOT, index * 30), { more: { attendee } });
      if (booking?.status !== 'awaitingApproval') throw new Error(answer.text);
      return booking;
    });
    const tokens = await eventually(
      async () => {
        const asked = (await mails()).filter(({ subject }) => !before.has(subject));
        return bookings.map(({ attendee }) => {
          const mail = asked.find(({ subject }) => subject.includes(` with ${attendee.name}, `));
          const token = mail === undefined ? null : approvalTokenIn(mail);
          if (token === null) throw new Error(`no host was asked about ${attendee.name}`);
          return token;
        });
      },
      { withinMs: 60_000, everyMs: 100 },
    );
    return { type, waiting: bookings.map((booking, index) => ({ booking, token: tokens[index] ?? 'none' })) };
  };

  type Waiting = Awaited<ReturnType<typeof requested>>['waiting'][number];

  /** Half of the hosts are signed in, the others press the button of the mail. */
  const decideAll = async ({ booking, token }: Waiting, first: number) => {
    const turned = [...WISHES.slice(first), ...WISHES.slice(0, first)];
    return Promise.all(
      turned.map(async (wish, index) => {
        const call = { ownConnection: true };
        const outcome = await (index % 4 < 2
          ? api.decide(booking.id, wish, call)
          : api.decideByMail(token, wish, call));
        return { wish, outcome };
      }),
    );
  };

  const freeStarts = async (type: string): Promise<readonly string[]> =>
    (await api.slotsOfType(type, FIRST_SLOT, minutesAfter(FIRST_SLOT, BOOKINGS * 30))).map(({ start }) => start);

  const current = ({ booking }: Waiting): Promise<BookingAnswer> => api.expect(200, `/v1/bookings/${booking.id}`);

  const wordsOf = ({ answer, slug }: BookingOutcome): string =>
    slug === null ? `${answer.status}` : `${answer.status} ${slug}: ${jsonOf<ProblemAnswer>(answer).detail}`;

  it(`make one decision on each of ${BOOKINGS} bookings, and the other hosts learn which`, async () => {
    const { type, waiting } = await requested(24);
    const decided = await boundedParallel(waiting, 4, (one, index) => decideAll(one, index % WISHES.length));
    const ends = await Promise.all(waiting.map(current));
    for (const [index, { status, freshLinkId, linkId }] of ends.entries()) {
      const words = status === 'confirmed' ? 'has been approved' : 'has been declined';
      for (const { wish, outcome } of decided[index] ?? []) {
        const isDone = statusAfter(wish) === status;
        const answer = isDone ? /^200$/ : new RegExp(`^409 conflict-with-state: The booking ${words}\\.`);
        expect(wordsOf(outcome)).toMatch(answer);
        // The first decline settles whether there is a fresh link; all declines show the same one.
        if (isDone) expect([outcome.booking?.status, outcome.booking?.freshLinkId]).toEqual([status, freshLinkId]);
      }
      expect((await api.getLink(linkId)).replacedBy).toBe(freshLinkId);
    }
    expect(new Set(ends.map(({ status }) => status))).toEqual(new Set(['confirmed', 'declined']));
    const declined = ends.filter(({ status }) => status === 'declined').map(({ start }) => start);
    expect(await freeStarts(type)).toEqual(declined);
    await eventually(() => expect(violationsIn(storedEvents(app.dataDir))).toEqual([]));
  }, 120_000);

  it('either decide before the time limit or learn that it is over, never both', async () => {
    const { type, waiting } = await requested(1);
    now = minutesAfter(now, 60);
    const half = BOOKINGS / 2;
    const deciding = waiting.slice(0, half).map((one, index) => decideAll(one, index % WISHES.length));
    // The time is over while most of these are in flight.
    await Promise.race(deciding);
    const ending = api.setClock(now);
    const late = waiting.slice(half).map((one, index) => decideAll(one, index % WISHES.length));
    const decided = await Promise.all([...deciding, ...late]);
    await ending;
    const ends = await Promise.all(waiting.map(current));
    for (const [index, { status, reason }] of ends.entries()) {
      for (const { wish, outcome } of decided[index] ?? []) {
        const isDone = statusAfter(wish) === status && reason !== 'approvalExpired';
        expect(wordsOf(outcome)).toMatch(isDone ? /^200$/ : /^409 conflict-with-state: /);
      }
    }
    const taken = ends.filter(({ status }) => status === 'confirmed').map(({ start }) => start);
    expect(await freeStarts(type)).toEqual(ends.map(({ start }) => start).filter((start) => !taken.includes(start)));
    // Both happened, or this proves nothing.
    expect(new Set(ends.map(({ reason }) => reason === 'approvalExpired'))).toEqual(new Set([true, false]));
    await eventually(() => expect(violationsIn(storedEvents(app.dataDir))).toEqual([]));
  }, 120_000);
});
