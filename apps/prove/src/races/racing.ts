import { setTimeout as wait } from 'node:timers/promises';
import { type BookingAnswer, type LinkAnswer, tokenIn } from '../answers.js';
import type { Answer, Api } from '../api.js';
import type { ProofWorkspace } from '../proof-workspace.js';
import type { RaceReport } from '../race-report.js';
import { consumedOnceBy, type HistoryEntry, type Reply, slotFaults, tally } from '../verdicts.js';

export interface RaceOptions {
  readonly api: Api;
  readonly workspace: ProofWorkspace;
  readonly links: number;
  readonly attempts: number;
  /** Distinguishes the addresses of this proof from those of another. */
  readonly runId: string;
}

/** Links that are raced for at the same moment. */
export const LINKS_AT_ONCE = 4;
/** How long a slot may stay held after the answers, and a mail or an outcome be on its way. */
const PATIENCE_MS = 30_000;
const LOOK_EVERY_MS = 250;

/** Asks for a booking as the recipient of the link, and waits for the outcome if it was not known at once. */
export const book = async (
  { api, runId }: RaceOptions,
  link: LinkAnswer,
  start: string,
  { guest = '1', idempotencyKey }: { readonly guest?: string; readonly idempotencyKey?: string } = {},
): Promise<Reply> => {
  const attendee = { name: `Proof guest ${guest}`, email: addressOf(runId, guest) };
  const answer = await api.asVisitor(`/v1/public/links/${tokenIn(link.url)}/bookings`, {
    body: { start, attendee },
    ...(idempotencyKey === undefined ? {} : { idempotencyKey }),
  });
  const { status, body } = answer;
  if (status !== 201 && status !== 202) return replyOf(answer);
  const booking = body as BookingAnswer;
  if (booking.status !== 'pending') return replyOf(answer);
  return outcomeOf(await settled(api, booking));
};

export const addressOf = (runId: string, guest: string): string => `guest-${runId}-${guest}@prove.invalid`;

/** The answer about one booking. */
export const replyOf = ({ status, slug, body }: Answer): Reply => {
  const { id } = (body ?? {}) as { readonly id?: unknown };
  return { status, slug, bookingId: slug === null && typeof id === 'string' ? id : null };
};

const settled = async (api: Api, booking: BookingAnswer): Promise<BookingAnswer> => {
  const path = `/v1/public/bookings/${tokenIn(booking.manageUrl)}`;
  const look = async (): Promise<BookingAnswer> => (await api.asVisitor(path)).body as BookingAnswer;
  return (await waitUntil(look, ({ status }) => status !== 'pending')) ?? booking;
};

/** Returns what the answer would have been if it had waited for the outcome. */
const outcomeOf = ({ id, status, reason = '' }: BookingAnswer): Reply => {
  if (status === 'confirmed') return { status: 201, slug: null, bookingId: id };
  if (status !== 'rejected') return { status: 202, slug: null, bookingId: id };
  const slug = reason.replaceAll(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
  return { status: slug.startsWith('link-') ? 410 : 409, slug, bookingId: null };
};

/** Looks again until it is as expected; null if it is not in time. */
export const waitUntil = async <Value>(
  look: () => Promise<Value>,
  isExpected: (value: Value) => boolean,
  patienceMs = PATIENCE_MS,
): Promise<Value | null> => {
  for (const giveUpAt = performance.now() + patienceMs; ;) {
    const value = await look();
    if (isExpected(value)) return value;
    if (performance.now() > giveUpAt) return null;
    await wait(LOOK_EVERY_MS);
  }
};

/** Checks that host, recipient and history say that this booking, and no other, consumed the link. */
export const linkFaults = async (
  { api }: RaceOptions,
  link: LinkAnswer,
  bookingId: string | null,
  expected: { readonly status: string; readonly publicly: string },
): Promise<readonly string[]> => {
  const shown = await api.expect<LinkAnswer>(200, `/v1/links/${link.id}`);
  const { events } = await api.expect<{ readonly events: readonly HistoryEntry[] }>(
    200,
    `/v1/links/${link.id}/history`,
  );
  const { status, slug } = await api.asVisitor(`/v1/public/links/${tokenIn(link.url)}`);
  const publicly = slug === null ? `${status}` : `${status} ${slug}`;
  return [
    ...(shown.status === expected.status ? [] : [`it is shown as ${shown.status}, not ${expected.status}`]),
    ...((shown.bookingId ?? null) === bookingId ? [] : [`it is shown as used by ${shown.bookingId ?? 'nobody'}`]),
    ...(publicly === expected.publicly ? [] : [`its recipient is answered ${publicly}, not ${expected.publicly}`]),
    ...consumedOnceBy(events, bookingId),
  ];
};

export const CONSUMED = { status: 'consumed', publicly: '410 link-consumed' };
export const REVOKED = { status: 'revoked', publicly: '410 link-revoked' };
export const ACTIVE = { status: 'active', publicly: '200' };

/** Checks that of the slots tried, exactly those of these bookings are taken, once held ones had time to be released. */
export const calendarFaults = async (
  { api, workspace }: RaceOptions,
  tried: readonly string[],
  bookingIds: readonly string[],
  patienceMs: number,
): Promise<readonly string[]> => {
  const booked = new Set<string>();
  for (const id of bookingIds)
    booked.add((await api.expect<{ readonly start: string }>(200, `/v1/bookings/${id}`)).start);
  let faults: readonly string[] = [];
  await waitUntil(
    async () => (faults = slotFaults(await workspace.offeredStarts(), tried, booked)),
    (found) => found.length === 0,
    patienceMs,
  );
  return faults;
};

/** The outcome of a race for one link. */
export interface LinkOutcome {
  readonly link: LinkAnswer;
  readonly replies: readonly Reply[];
  readonly faults: readonly string[];
  readonly starts: readonly string[];
  /** The booking that stands in the end, if one does. */
  readonly standing: string | null;
}

export const reportOf = async (
  options: RaceOptions,
  race: string,
  outcomes: readonly LinkOutcome[],
): Promise<RaceReport> => {
  const replies = outcomes.flatMap((outcome) => outcome.replies);
  const standing = outcomes.flatMap((outcome) => outcome.standing ?? []);
  const faults = outcomes.flatMap((outcome) => outcome.faults.map((fault) => `${outcome.link.id}: ${fault}`));
  // After wrong answers the calendar is worth a look, but not a wait.
  const patienceMs = faults.length === 0 ? PATIENCE_MS : 0;
  const tried = [...new Set(outcomes.flatMap(({ starts }) => starts))];
  return {
    race,
    links: outcomes.length,
    requests: replies.length,
    answers: tally(replies),
    faults: [...faults, ...(await calendarFaults(options, tried, standing, patienceMs))],
  };
};
