import { epochMsOf, instantOf, type Instant } from '@bookonce/kernel/json';
import { offerRulesOf } from '../domain/offer-rules.js';
import { dateOf, DAY_MS, MINUTE_MS } from '../domain/slots/day-number.js';
import { HostSlots, type OfferRules } from '../domain/slots/host-slots.js';
import { reasonsTogether, teamSlots } from '../domain/slots/team-slots.js';
import { isWholeTeam, judgesOf, type ExplainStartDeps } from './explain-start.js';
import { findHosts, type HostHours, type SlotsOf, type Window } from './find-slots.js';

export interface JudgedStart {
  readonly start: Instant;
  /** As `findSlots` and `explainStart` say. */
  readonly offered: boolean;
}

/** Longer windows are not judged: each start is looked at by itself. */
export const MOST_JUDGED_DAYS = 2;

/**
 * Returns the starts in a short window that people may expect, in order: those that the type offers, and those that it
 * would if there were no bookings, busy times, time off, notice, booking window or days with hours of their own.
 */
export const judgeStarts = async (
  deps: ExplainStartDeps,
  type: SlotsOf,
  window: Window,
): Promise<readonly JudgedStart[]> => {
  const [from, to] = [epochMsOf(window.from), epochMsOf(window.to)];
  const known = await findHosts(deps, type.hostIds);
  const judges = await judgesOf(deps, type, known, from, to);
  const expected = expectedOf(
    type,
    known.map(({ hours }) => hours),
    from,
    to,
  );
  return [...new Set(expected)]
    .sort((a, b) => a - b)
    .map((start) => ({
      start: instantOf(start),
      offered: isWholeTeam(type, known) && reasonsTogether(judges, type.assignment, start).offered,
    }));
};

const expectedOf = (type: SlotsOf, team: readonly HostHours[], from: number, to: number): readonly number[] => {
  const days = { from: dateOf(Math.floor(from / DAY_MS) - 2), to: dateOf(Math.floor(to / DAY_MS) + 2) };
  const rules: OfferRules = {
    ...offerRulesOf(type, undefined),
    minimumNoticeMinutes: 0,
    bookingWindow: { type: 'range', ...days },
  };
  const onlyBy = (schedule: HostHours['schedule'], timeOff: HostHours['timeOff'] = []): HostSlots =>
    new HostSlots({ schedule, timeOff, busy: [], occupied: [] }, { meetingTypeId: type.id, rules, now: from });
  // The day's own hours, and those that the weekday usually has. Time off of one host changes the grid of a team.
  return [
    team.map(({ schedule, timeOff }) => onlyBy(schedule, timeOff)),
    team.map(({ schedule }) => onlyBy(schedule)),
    team.map(({ schedule }) => onlyBy({ ...schedule, overrides: [] })),
  ].flatMap((hosts) => startsOfHours(hosts, type, from, to));
};

/** A collective type may be expected to start whenever one of its hosts has hours. */
const startsOfHours = (hosts: readonly HostSlots[], type: SlotsOf, from: number, to: number): readonly number[] => {
  if (type.assignment !== 'roundRobin') return hosts.flatMap((host) => host.counted(from, to));
  const intervalMs = type.slotIntervalMinutes * MINUTE_MS;
  return [...teamSlots(hosts, { assignment: 'roundRobin', intervalMs }, from, to)].flatMap(({ starts }) => starts);
};
