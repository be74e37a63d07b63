import { setTimeout as wait } from 'node:timers/promises';
import { inParallel } from '../in-parallel.js';
import type { RaceReport } from '../race-report.js';
import { bookedOrEnded, labelOf, oneWinner, sameForAll } from '../verdicts.js';
import {
  ACTIVE,
  book,
  CONSUMED,
  linkFaults,
  type LinkOutcome,
  LINKS_AT_ONCE,
  type RaceOptions,
  replyOf,
  reportOf,
  REVOKED,
} from './racing.js';

const MOST_BESIDE_REVOCATION = 5;
/** Each link is revoked a little later than the one before, so that some are booked first. */
const REVOCATION_STEP_MS = 7;
const REVOCATION_SPREAD_MS = 60;

/** Many people book with one link at the same moment, each another time: one of them gets it. */
export const raceForOneLink = async (options: RaceOptions): Promise<RaceReport> => {
  const links = await options.workspace.makeLinks('instant', options.links);
  const outcomes = await inParallel(links, LINKS_AT_ONCE, async (link): Promise<LinkOutcome> => {
    const starts = await options.workspace.takeStarts(options.attempts);
    const replies = await Promise.all(
      starts.map((start, index) => book(options, link, start, { guest: `${index + 1}` })),
    );
    const { bookingId, faults } = oneWinner(replies, '201', ['410 link-consumed']);
    const shown = await linkFaults(options, link, bookingId, CONSUMED);
    return { link, replies, starts, faults: [...faults, ...shown], standing: bookingId };
  });
  return reportOf(options, 'one link, many at once', outcomes);
};

/** Holders of different links book the same time at the same moment: one gets it, and the links of the others stay. */
export const raceForOneTime = async (options: RaceOptions): Promise<RaceReport> => {
  const links = await options.workspace.makeLinks('instant', Math.max(2, options.links));
  const [start = ''] = await options.workspace.takeStarts(1);
  const replies = await Promise.all(links.map((link, index) => book(options, link, start, { guest: `${index + 1}` })));
  const { bookingId, faults } = oneWinner(replies, '201', ['409 slot-taken', '409 slot-not-offered']);
  const outcomes = await inParallel(links, LINKS_AT_ONCE, async (link, index): Promise<LinkOutcome> => {
    const reply = replies[index];
    const hasWon = reply !== undefined && labelOf(reply) === '201';
    const shown = await linkFaults(options, link, hasWon ? bookingId : null, hasWon ? CONSUMED : ACTIVE);
    return {
      link,
      replies: reply === undefined ? [] : [reply],
      starts: [start],
      faults: index === 0 ? [...faults, ...shown] : shown,
      standing: hasWon ? bookingId : null,
    };
  });
  return reportOf(options, 'one time, many links', outcomes);
};

/** A client repeats its request, with its key, while the first one is still under way: it books once. */
export const raceOfRepeats = async (options: RaceOptions): Promise<RaceReport> => {
  const links = await options.workspace.makeLinks('instant', options.links);
  const outcomes = await inParallel(links, LINKS_AT_ONCE, async (link): Promise<LinkOutcome> => {
    const starts = await options.workspace.takeStarts(1);
    const [start = ''] = starts;
    const replies = await Promise.all(
      Array.from({ length: options.attempts }, () =>
        book(options, link, start, { idempotencyKey: `prove-${link.id}` }),
      ),
    );
    const { bookingId, faults } = sameForAll(replies, '201');
    const shown = await linkFaults(options, link, bookingId, CONSUMED);
    return { link, replies, starts, faults: [...faults, ...shown], standing: bookingId };
  });
  return reportOf(options, 'one request, repeated', outcomes);
};

/** The host revokes a link while people book with it: it is revoked, or it is booked once. */
export const raceWithRevocation = async (options: RaceOptions): Promise<RaceReport> => {
  const { api, workspace } = options;
  const links = await workspace.makeLinks('instant', options.links);
  const outcomes = await inParallel(links, LINKS_AT_ONCE, async (link, index): Promise<LinkOutcome> => {
    const starts = await workspace.takeStarts(Math.min(options.attempts, MOST_BESIDE_REVOCATION));
    const revoke = async () => {
      await wait((index * REVOCATION_STEP_MS) % REVOCATION_SPREAD_MS);
      return replyOf(await api.asHost(`/v1/links/${link.id}/revoke`, { body: {} }));
    };
    const [revoked, ...replies] = await Promise.all([
      revoke(),
      ...starts.map((start, index) => book(options, link, start, { guest: `${index + 1}` })),
    ]);
    const { bookingId, faults } = bookedOrEnded(revoked, replies, '410 link-revoked');
    const shown = await linkFaults(options, link, bookingId, revoked.status === 200 ? REVOKED : CONSUMED);
    return { link, replies: [revoked, ...replies], starts, faults: [...faults, ...shown], standing: bookingId };
  });
  return reportOf(options, 'booked while revoked', outcomes);
};
