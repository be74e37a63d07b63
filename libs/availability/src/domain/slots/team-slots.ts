import type { Assignment } from '@bookonce/contracts/values/meeting-type';
import { unreachable } from '@bookonce/kernel/result';
import { DAY_MS } from './day-number.js';
import type { Classified, Grid, HostSlots } from './host-slots.js';
import type { SlotReason } from './slot-reasons.js';

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
 * host. Round robin: one host can take the slot. `collective`: it is on one host's grid and all hosts can take it.
 */
export function* teamSlots(
  hosts: readonly HostSlots[],
  { assignment, intervalMs }: { readonly assignment: Assignment; readonly intervalMs: number },
  from: number,
  to: number,
): Generator<SlotBatch, void> {
  const share = 1 / Math.max(1, hosts.length);
  const partMs = Math.max(intervalMs, Math.min(STARTS_PER_BATCH * intervalMs, DAYS_PER_BATCH * DAY_MS) * share);
  for (let begin = from; begin < to; begin += partMs) {
    const until = Math.min(begin + partMs, to);
    yield { ...startsOf(hosts, assignment, begin, until), until };
  }
}

type Examined = Pick<SlotBatch, 'starts' | 'examined'>;

const startsOf = (hosts: readonly HostSlots[], assignment: Assignment, from: number, to: number): Examined => {
  switch (assignment) {
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

const offeredByAll = (hosts: readonly HostSlots[], from: number, to: number): Examined => {
  const counted = new Set(hosts.flatMap((host) => host.counted(from, to)));
  const starts = [...counted].filter((start) => hosts.every((host) => host.canTake(start)));
  return { starts: inOrder(starts), examined: counted.size * hosts.length };
};

const inOrder = (starts: Iterable<number>): readonly number[] => [...starts].sort((a, b) => a - b);

/** Judges a collective start by the host who is least able to take it. */
export const classifyTogether = (hosts: readonly HostSlots[], start: number): Classified => {
  if (gridOf(hosts, start) === 'own') return 'notOffered';
  const seen = new Set(hosts.map((host) => host.classify(start, 'team')));
  if (seen.has('notOffered')) return 'notOffered';
  return seen.has('taken') ? 'taken' : 'offered';
};

/** Returns the grid that a collective start is judged by: that of the team if it is on the grid of any host. */
const gridOf = (hosts: readonly HostSlots[], start: number): Grid =>
  hosts.some((host) => host.classify(start, 'own') !== 'notOffered') ? 'team' : 'own';

/** Why a start is not offered, for each of the hosts in their order; nothing against a host that can take it. */
export interface TeamReasons {
  readonly offered: boolean;
  readonly hosts: readonly (readonly SlotReason[])[];
}

/** Returns every reason against a start that {@link teamSlots} does not offer. */
export const reasonsTogether = (hosts: readonly HostSlots[], assignment: Assignment, start: number): TeamReasons => {
  const grid = assignment === 'collective' ? gridOf(hosts, start) : 'own';
  const reasons = hosts.map((host) => host.reasonsAgainst(start, grid));
  const isOffered = (against: readonly SlotReason[]): boolean => against.length === 0;
  // No host, no slots.
  const offered =
    reasons.length > 0 && (assignment === 'collective' ? reasons.every(isOffered) : reasons.some(isOffered));
  return { offered, hosts: reasons };
};
