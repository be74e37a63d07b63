import type { BookingAnswer, LinkAnswer } from './api-shapes.js';
import { boundedParallel } from './bounded-parallel.js';
import { eventually } from './eventually.js';
import { slotsStillHeld, tally } from './stampede.js';
import { LINKS_AT_ONCE, prepareTeams, targetsOf, wronglyOffered, type Target } from './stampede-teams.js';
import { consumersOf, storedEvents } from './stored-history.js';
import type { BookingOutcome, WorkspaceClient } from './workspace-client.js';
import { allWrittenMails, optInTokenIn } from './written-mails.js';

export interface OptInStampedeOptions {
  readonly api: WorkspaceClient;
  /** Holds the history and the mails. */
  readonly dataDir: string;
  readonly links: number;
  /** Attempts on each link, each for a different slot; more than may wait. */
  readonly attemptsPerLink: number;
  /** Confirmations on each link, divided among the attempts that wait. */
  readonly confirmationsPerLink: number;
}

export interface OptInStampedeResult {
  /** The number of each answer to the attempts, such as `409 too-many-pending`. */
  readonly attempts: Readonly<Record<string, number>>;
  readonly confirmations: Readonly<Record<string, number>>;
  /** Violations: links without exactly one winner and one consumption, slots still held or not offered. */
  readonly faults: readonly string[];
}

/** An attempt that waits for its opt-in. */
interface Waiting {
  readonly booking: BookingAnswer;
  readonly token: string;
}

/** The answers to all confirmations of one attempt. */
interface Confirmed extends Waiting {
  readonly answers: readonly BookingOutcome[];
}

/**
 * Sends more attempts to each link than may wait, confirms those that wait with the tokens from their mails, all at once
 * and many times each, and reports violations of I1, I2, I6 and I21.
 */
export const runOptInStampede = async (options: OptInStampedeOptions): Promise<OptInStampedeResult> => {
  const { api, dataDir, links, attemptsPerLink } = options;
  const type = { confirmation: 'doubleOptIn' };
  const teams = await prepareTeams(api, { links, startsPerLink: attemptsPerLink, type });
  const targets = targetsOf(teams);
  const attempts = await boundedParallel(targets, LINKS_AT_ONCE, (target, index) => attemptAll(api, target, index));
  const bookings = attempts.map((each) => each.flatMap(({ booking }) => (booking === null ? [] : [booking])));
  const hidden = await wronglyOffered(api, teams, bookings.flat());

  const tokens = await optInTokens(dataDir, bookings.flat());
  const waiting = bookings.map((each) =>
    each.map((booking): Waiting => ({ booking, token: tokens.get(booking.attendee.email) ?? 'none' })),
  );
  const confirmed = await boundedParallel(waiting, LINKS_AT_ONCE, (each) => confirmAll(options, each));

  const events = () => storedEvents(dataDir);
  // A refused attempt holds nothing a second later.
  const held = await slotsStillHeld(events, { withinMs: 1_000 });
  const history = events();
  const wrong = await boundedParallel(targets, LINKS_AT_ONCE, ({ link }, index) =>
    faultsOf(api, link, confirmed[index] ?? [], consumersOf(history, link.id)),
  );
  const winners = confirmed.flat().filter(isWinner);
  const offered = await wronglyOffered(
    api,
    teams,
    winners.map(({ booking }) => booking),
  );
  return {
    attempts: tally(attempts.flat()),
    confirmations: tally(confirmed.flat().flatMap(({ answers }) => answers)),
    faults: [...hidden, ...held, ...wrong.flat(), ...offered],
  };
};

const attemptAll = (
  api: WorkspaceClient,
  { link, starts }: Target,
  place: number,
): Promise<readonly BookingOutcome[]> =>
  Promise.all(
    starts.map((start, index) =>
      api.book(link, start, { ownConnection: true, email: `guest${place}-${index}@example.com` }),
    ),
  );

/** Waits until every attendee was mailed. Returns the tokens by address. */
const optInTokens = (dataDir: string, bookings: readonly BookingAnswer[]): Promise<ReadonlyMap<string, string>> =>
  eventually(
    async () => {
      const tokens = new Map((await allWrittenMails(dataDir)).map((mail) => [mail.to, optInTokenIn(mail) ?? '']));
      const missing = bookings.filter(({ attendee }) => !tokens.has(attendee.email));
      if (missing.length > 0) throw new Error(`${missing.length} opt-in mails are missing`);
      return tokens;
    },
    { withinMs: 60_000, everyMs: 200 },
  );

/** Confirms all attempts of a link in turns, so that each is first now and then. */
const confirmAll = async (
  { api, confirmationsPerLink }: OptInStampedeOptions,
  waiting: readonly Waiting[],
): Promise<readonly Confirmed[]> => {
  const answers = await Promise.all(
    Array.from({ length: confirmationsPerLink }, async (_, index) => {
      const token = waiting[index % waiting.length]?.token ?? 'none';
      return { token, answer: await api.confirmOptIn(token, { ownConnection: true }) };
    }),
  );
  return waiting.map((one) => ({
    ...one,
    answers: answers.filter(({ token }) => token === one.token).map(({ answer }) => answer),
  }));
};

const isWinner = ({ answers }: Confirmed): boolean => answers.some(({ status }) => status === 200);

const faultsOf = async (
  api: WorkspaceClient,
  link: LinkAnswer,
  confirmed: readonly Confirmed[],
  consumedBy: readonly string[],
): Promise<readonly string[]> => {
  const winners = confirmed.filter(isWinner).map(({ booking }) => booking.id);
  const faults: string[] = [];
  if (winners.length !== 1 || winners.join() !== consumedBy.join()) {
    faults.push(`${link.id}: confirmed to ${winners.join()}, consumed by ${consumedBy.join()}`);
  }
  for (const attempt of confirmed) faults.push(...(await faultsOfAttempt(api, attempt)));
  return faults;
};

/** All confirmations of an attempt must have the same answer, and the booking must be what it says. */
const faultsOfAttempt = async (api: WorkspaceClient, attempt: Confirmed): Promise<readonly string[]> => {
  const { booking, answers } = attempt;
  const isBooked = isWinner(attempt);
  const words = new Set(answers.map(({ status, slug, booking: now }) => `${status} ${slug ?? now?.status}`));
  const expected = isBooked ? '200 confirmed' : '410 link-consumed';
  const faults = [...words]
    .filter((word) => word !== expected)
    .map((word) => `${booking.id}: ${word} after ${expected}`);
  const { status, reason } = await api.expect<BookingAnswer>(200, `/v1/bookings/${booking.id}`);
  const now = isBooked ? status === 'confirmed' : status === 'rejected' && reason === 'linkConsumed';
  return now ? faults : [...faults, `${booking.id}: ${expected}, but it is ${status} ${reason ?? ''}`];
};
