import type { Assignment } from '@bookonce/contracts/values/meeting-type';
import { unreachable } from '@bookonce/kernel/result';
import type { Classified, HostSlots } from './host-slots.js';

/**
 * Returns the starts in `[from, to)`, epoch ms, that the hosts of a meeting type offer together, sorted and without
 * duplicates. Round robin: one host can take the slot. `collective`: it is on one host's grid and all hosts can take
 * it.
 */
export const teamSlots = (
  hosts: readonly HostSlots[],
  assignment: Assignment,
  from: number,
  to: number,
): readonly number[] => {
  switch (assignment) {
    case 'single':
    case 'roundRobin':
      return inOrder(hosts.map((host) => host.offered(from, to)));
    case 'collective':
      return inOrder(hosts.map((host) => host.counted(from, to))).filter((start) =>
        hosts.every((host) => host.canTake(start)),
      );
    default:
      return unreachable(assignment);
  }
};

/** Judges a collective start by the host who is least able to take it. */
export const classifyTogether = (hosts: readonly HostSlots[], start: number): Classified => {
  if (hosts.every((host) => host.classify(start, 'own') === 'notOffered')) return 'notOffered';
  const seen = new Set(hosts.map((host) => host.classify(start, 'team')));
  if (seen.has('notOffered')) return 'notOffered';
  return seen.has('taken') ? 'taken' : 'offered';
};

const inOrder = (lists: readonly (readonly number[])[]): readonly number[] => {
  const [first = [], ...others] = lists;
  return others.length === 0 ? first : [...new Set(lists.flat())].sort((a, b) => a - b);
};
