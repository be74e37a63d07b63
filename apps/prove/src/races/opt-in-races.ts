import { type LinkAnswer, type ListAnswer, optInTokenIn } from '../answers.js';
import type { Api } from '../api.js';
import { inParallel } from '../in-parallel.js';
import type { LeftOut, RaceReport } from '../race-report.js';
import { atMostAdmitted, labelOf, oneConfirmed, type Reply } from '../verdicts.js';
import {
  ACTIVE,
  addressOf,
  book,
  CONSUMED,
  linkFaults,
  type LinkOutcome,
  LINKS_AT_ONCE,
  type RaceOptions,
  replyOf,
  reportOf,
  waitUntil,
} from './racing.js';

const RACE = 'confirmed by mail at once';
/** As many as may wait on one link. */
const MOST_WAITING = 3;
/** How often each attendee presses the button. */
const PRESSES = 3;
const PAGE = 200;

interface SentMail {
  readonly id: string;
  readonly to?: string;
}

/**
 * Many people request a meeting with one link: three may wait for their opt-in. Then all of these confirm at the same
 * moment, each several times: one of them gets it. It needs the mails that the installation has sent or kept.
 */
export const raceOfOptIns = async (options: RaceOptions): Promise<RaceReport | LeftOut> => {
  const { api, workspace } = options;
  if ((await api.asHost('/v1/sent-mail?limit=1')).status === 404) {
    return { race: RACE, leftOut: 'this installation keeps no list of its mails' };
  }
  const links = await workspace.makeLinks('doubleOptIn', options.links);
  const attempts = await inParallel(links, LINKS_AT_ONCE, (link, index) => requestAll(options, link, `${index + 1}`));
  const waiting = attempts.flatMap(({ guests }) => guests);
  const tokens = await optInTokens(options, waiting);
  if (tokens === null) return { race: RACE, leftOut: 'not all mails with the opt-in were sent or kept in time' };
  const outcomes = await inParallel(attempts, LINKS_AT_ONCE, async (attempt): Promise<LinkOutcome> => {
    const { link, replies, starts, faults, guests } = attempt;
    const confirmed = await Promise.all(guests.map((guest) => confirm(api, tokens.get(guest) ?? '')));
    const { bookingId, faults: confirming } = oneConfirmed(confirmed);
    const shown = await linkFaults(options, link, bookingId, CONSUMED);
    return {
      link,
      replies: [...replies, ...confirmed.flat()],
      starts,
      faults: [...faults, ...confirming, ...shown],
      standing: bookingId,
    };
  });
  return reportOf(options, RACE, outcomes);
};

interface Attempts {
  readonly link: LinkAnswer;
  readonly replies: readonly Reply[];
  readonly starts: readonly string[];
  readonly faults: readonly string[];
  /** The guests whose attempts wait for their opt-in. */
  readonly guests: readonly string[];
}

const requestAll = async (options: RaceOptions, link: LinkAnswer, name: string): Promise<Attempts> => {
  const starts = await options.workspace.takeStarts(options.attempts);
  const guests = starts.map((_, place) => `${name}-${place + 1}`);
  const replies = await Promise.all(
    starts.map((start, place) => book(options, link, start, { guest: guests[place] ?? '' })),
  );
  return {
    link,
    replies,
    starts,
    faults: [
      ...atMostAdmitted(replies, Math.min(MOST_WAITING, options.attempts)),
      ...(await linkFaults(options, link, null, ACTIVE)),
    ],
    guests: guests.filter((_, place) => {
      const reply = replies[place];
      return reply !== undefined && labelOf(reply) === '202';
    }),
  };
};

const confirm = async (api: Api, token: string): Promise<readonly Reply[]> =>
  Promise.all(
    Array.from({ length: PRESSES }, async () =>
      replyOf(await api.asVisitor(`/v1/public/opt-ins/${token}/confirm`, { body: {} })),
    ),
  );

/** Reads the tokens from the mails, by guest; null if some mails did not come. */
const optInTokens = async (
  { api, runId }: RaceOptions,
  guests: readonly string[],
): Promise<ReadonlyMap<string, string> | null> => {
  const tokens = new Map<string, string>();
  const seen = new Set<string>();
  const guestOf = new Map(guests.map((guest) => [addressOf(runId, guest), guest]));
  const read = async ({ id, to = '' }: SentMail): Promise<void> => {
    const guest = guestOf.get(to);
    if (guest === undefined || seen.has(id)) return;
    seen.add(id);
    const { text = '' } = await api.expect<{ readonly text?: string }>(200, `/v1/sent-mail/${id}`);
    const token = optInTokenIn(text);
    if (token !== null) tokens.set(guest, token);
  };
  const readNew = async (): Promise<void> => {
    let cursor: string | null = null;
    do {
      const more: string = cursor === null ? '' : `&cursor=${cursor}`;
      const page: ListAnswer<SentMail> = await api.expect<ListAnswer<SentMail>>(
        200,
        `/v1/sent-mail?limit=${PAGE}${more}`,
      );
      await inParallel(page.items, LINKS_AT_ONCE, read);
      cursor = tokens.size < guests.length ? page.nextCursor : null;
    } while (cursor !== null);
  };
  const hasAll = await waitUntil(
    async () => {
      await readNew();
      return tokens.size;
    },
    (size) => size === guests.length,
  );
  return hasAll === null ? null : tokens;
};
