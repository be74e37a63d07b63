import { epochMsOf } from '@bookonce/kernel/json';
import type { History, Invariant } from '../history.js';
import { attemptsIn, endOf, occupiedBy, startOf, type Attempt, type BookingEnd } from './attempts.js';

const ATTEMPT_LIMIT_MS = 60_000;
const GRACE_MS = 60_000;

/**
 * I6: once faults stop, every hold ends booked or released within its limit + 60 s; booked on exactly the hosts
 * of a booking that stands, from when it is, and on nobody's calendar else. Every move that was asked for is decided.
 */
export const holdsEnd: Invariant = (history) =>
  [...attemptsIn(history.events).values()].flatMap((attempt) => [
    ...leftOver(attempt, endOf(attempt)),
    ...tooLate(attempt, history.timing),
  ]);

const stands = (end: BookingEnd): readonly string[] =>
  end.status === 'confirmed' || end.status === 'awaitingApproval' ? end.hostIds : [];

const leftOver = (attempt: Attempt, end: BookingEnd): readonly string[] => {
  const { bookingId, own } = attempt;
  const kept = new Set(stands(end));
  const occupied = occupiedBy(attempt);
  const wrong: string[] = [];
  for (const [hostId, starts] of occupied) {
    for (const [start, how] of starts) {
      if (how === 'booked' && kept.has(hostId) && start === startOf(attempt)) continue;
      wrong.push(`${bookingId} is ${end.status} and has ${hostId} ${how} from ${start}`);
    }
  }
  for (const hostId of kept) {
    if (occupied.get(hostId)?.has(startOf(attempt) ?? '') !== true) {
      wrong.push(`${bookingId} is ${end.status}, but ${hostId} has nothing of it from ${String(startOf(attempt))}`);
    }
  }
  const asked = own.filter(({ type }) => type === 'RescheduleRequested').length;
  const decided = own.filter(({ type }) => type === 'BookingRescheduled' || type === 'RescheduleRefused').length;
  if (asked !== decided) wrong.push(`${bookingId} was asked to move ${asked} times, and ${decided} were decided`);
  return wrong;
};

const tooLate = (attempt: Attempt, timing: History['timing']): readonly string[] => {
  if (timing === null) return [];
  const { storedAt, calmAt } = timing;
  const limits = attempt.own.map((event) => {
    if (event.type === 'OptInRequested') return epochMsOf(event.data.until);
    return epochMsOf(event.meta.time) + ATTEMPT_LIMIT_MS;
  });
  return attempt.slots.flatMap((held, index) => {
    if (held.type !== 'SlotHeld') return [];
    const end = attempt.slots
      .slice(index)
      .find(({ type, data }) => type !== 'SlotHeld' && data.hostId === held.data.hostId);
    const endedAt = end === undefined ? undefined : storedAt.get(end.position);
    const heldAt = storedAt.get(held.position);
    if (endedAt === undefined || heldAt === undefined) return [];
    const late = endedAt - (Math.max(calmAt, heldAt, ...limits) + GRACE_MS);
    return late > 0 ? [`the hold of ${attempt.bookingId} on ${held.data.hostId} ended ${late} ms too late`] : [];
  });
};
