import type { Assignment } from '@bookonce/contracts/values/meeting-type';
import { unreachable } from '@bookonce/kernel/result';
import { DAY_MS } from './day-number.js';
import type { FreeHours } from './free-hours.js';
import { countStarts, type FreeRanges, type Spacing } from './free-ranges.js';
import type { Classified, Grid, HostSlots } from './host-slots.js';
import type { SlotReason } from './slot-reasons.js';
import { isCounted, teamHours } from './team-hours.js';

/** The bookable starts of a part of the requested time. */
export interface SlotBatch {
  /** Epoch ms, sorted, without duplicates. */
  readonly starts: readonly number[];
  /** The starts looked at, all hosts together: the cost of this batch. */
  readonly examined: number;
  /** The end of this part; the next one begins here. */
  readonly until: number;
}

/** The starts and the days that one batch looks at, all hosts together: about a millisecond of work. */
const STARTS_PER_BATCH = 2_000;
const DAYS_PER_BATCH = 100;

/**
 * Finds the starts in `[from, to)`, epoch ms, that the hosts of a meeting type offer together, one part of the time after
 * the other, so that a caller can stop as soon as it has enough. `intervalMs` is the least distance of two starts of one
 * host. `roundRobin`: the start is counted from a free range of all hosts' hours together, and one host can take the slot.
 * `collective`: it is on one host's grid and all hosts can take it.
 */
export function* teamSlots(
  hosts: readonly HostSlots[],
  { assignment, intervalMs }: { readonly assignment: Assignment; readonly intervalMs: number },
  from: number,
  to: number,
): Generator<SlotBatch, void> {
  const share = 1 / Math.max(1, hosts.length);
  const partMs = Math.max(intervalMs, Math.min(STARTS_PER_BATCH * intervalMs, DAYS_PER_BATCH * DAY_MS) * share);
  const inTurn = assignment === 'roundRobin' ? teamGridOf(hosts) : null;
  for (let begin = from; begin < to; begin += partMs) {
    const until = Math.min(begin + partMs, to);
    const found =
      inTurn === null ? startsOf(hosts, assignment, begin, until) : offeredInTurn(hosts, inTurn, begin, until);
    yield { ...found, until };
  }
}

type Examined = Pick<SlotBatch, 'starts' | 'examined'>;

const startsOf = (hosts: readonly HostSlots[], assignment: Assignment, from: number, to: number): Examined => {
  switch (assignment) {
    // A round robin type comes here with one host, or with picked starts, which are on no grid.
    case 'single':
    case 'roundRobin':
      return offeredByOne(hosts, from, to);
    case 'collective':
      return offeredByAll(hosts, from, to);
    default:
      return unreachable(assignment);
  }
};

const offeredByOne = (hosts: readonly HostSlots[], from: number, to: number): Examined => {
  const [host, ...others] = hosts;
  if (host !== undefined && others.length === 0) {
    // Most links: sorted already, and without duplicates.
    const counted = host.counted(from, to);
    return { starts: counted.filter((start) => host.isFreeAt(start)), examined: counted.length };
  }
  const starts = new Set<number>();
  let examined = 0;
  for (const host of hosts) {
    for (const start of host.counted(from, to)) {
      examined += 1;
      if (!starts.has(start) && host.isFreeAt(start)) starts.add(start);
    }
  }
  return { starts: inOrder(starts), examined };
};

const offeredInTurn = (
  hosts: readonly HostSlots[],
  { ranges, spacing }: TeamGrid,
  from: number,
  to: number,
): Examined => {
  const counted: number[] = [];
  const lastDay = ranges.zone.dayAt(to - 1);
  for (let day = ranges.zone.dayAt(from); day <= lastDay; day += 1) {
    for (const piece of ranges.piecesOf(day)) countStarts(piece, spacing, from, to, counted);
  }
  const starts = counted.filter((start) => hosts.some((host) => host.canTake(start)));
  return { starts, examined: counted.length * hosts.length };
};

interface TeamGrid {
  readonly ranges: FreeRanges;
  readonly spacing: Spacing;
}

/** Null if the starts are those of one host, or picked. */
const teamGridOf = (hosts: readonly HostSlots[]): TeamGrid | null => {
  const [first] = hosts;
  if (first === undefined || hosts.length < 2 || first.isPicked) return null;
  const ranges = teamHours(hosts.map(({ hours }) => hours));
  return ranges === null ? null : { ranges, spacing: first.spacing };
};

const offeredByAll = (hosts: readonly HostSlots[], from: number, to: number): Examined => {
  const counted = new Set(hosts.flatMap((host) => host.counted(from, to)));
  const starts = [...counted].filter((start) => hosts.every((host) => host.canTake(start)));
  return { starts: inOrder(starts), examined: counted.size * hosts.length };
};

const inOrder = (starts: Iterable<number>): readonly number[] => [...starts].sort((a, b) => a - b);

/** Judges a collective start by the host who is least able to take it. */
export const classifyTogether = (hosts: readonly HostSlots[], start: number): Classified => {
  if (gridTogether(hosts, start) === 'none') return 'notOffered';
  const seen = new Set(hosts.map((host) => host.classify(start, 'team')));
  if (seen.has('notOffered')) return 'notOffered';
  return seen.has('taken') ? 'taken' : 'offered';
};

/** Returns the grid that a collective start is judged by: that of the team if it is on the grid of any host. */
const gridTogether = (hosts: readonly HostSlots[], start: number): Grid =>
  hosts.some((host) => host.classify(start, 'own') !== 'notOffered') ? 'team' : 'none';

/**
 * Returns the grid that a start of a round robin type is judged by: that of all hosts' hours together, unless the starts
 * are picked.
 */
export const gridInTurn = (
  hours: readonly FreeHours[],
  { isPicked, intervalMs }: { readonly isPicked: boolean; readonly intervalMs: number },
  start: number,
): Grid => {
  if (isPicked) return 'team';
  const ranges = teamHours(hours);
  return ranges !== null && isCounted(ranges, start, intervalMs) ? 'team' : 'none';
};

const gridOf = (hosts: readonly HostSlots[], assignment: Assignment, start: number): Grid => {
  switch (assignment) {
    case 'single':
      return 'own';
    case 'roundRobin':
      return gridInTurn(
        hosts.map(({ hours }) => hours),
        { isPicked: hosts.some((host) => host.isPicked), intervalMs: hosts[0]?.spacing.intervalMs ?? 0 },
        start,
      );
    case 'collective':
      return gridTogether(hosts, start);
    default:
      return unreachable(assignment);
  }
};

/** Why a start is not offered, for each of the hosts in their order; nothing against a host that can take it. */
export interface TeamReasons {
  readonly offered: boolean;
  readonly hosts: readonly (readonly SlotReason[])[];
}

/** Returns every reason against a start that {@link teamSlots} does not offer. */
export const reasonsTogether = (hosts: readonly HostSlots[], assignment: Assignment, start: number): TeamReasons => {
  const grid = gridOf(hosts, assignment, start);
  const reasons = hosts.map((host) => host.reasonsAgainst(start, grid));
  const isOffered = (against: readonly SlotReason[]): boolean => against.length === 0;
  // No host, no slots.
  const offered =
    reasons.length > 0 && (assignment === 'collective' ? reasons.every(isOffered) : reasons.some(isOffered));
  return { offered, hosts: reasons };
};
