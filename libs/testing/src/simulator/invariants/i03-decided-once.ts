import type { Invariant } from '../history.js';
import { attemptsIn, endOf, type Attempt } from './attempts.js';

/** I3: every attempt that held a slot is decided exactly once, on the link's stream, before its slot is let go. */
export const decidedOnceOnTheLink: Invariant = ({ events }) => {
  const issued = new Set(events.filter(({ type }) => type === 'LinkIssued').map(({ stream }) => stream));
  return [...attemptsIn(events).values()].flatMap((attempt) =>
    wrongWith(attempt, issued.has(`link-${attempt.request?.linkId ?? ''}`)),
  );
};

const wrongWith = (attempt: Attempt, hasLink: boolean): readonly string[] => {
  const { bookingId, consumed, voided, slots, own } = attempt;
  const verdicts = [...consumed, ...voided];
  if (verdicts.length > 1) return [`${bookingId} is decided ${verdicts.length} times on its link`];
  const { status } = endOf(attempt);
  if (status === 'none' || !hasLink) return [];
  const verdict = verdicts[0];
  if (verdict === undefined) return [`${bookingId} ended ${status}, held ${slots.length > 0}, and was never decided`];
  return [...slots, ...own].flatMap((event) => {
    const isUndone = event.type === 'BookingRejected' || (event.type === 'SlotReleased' && !isStray(attempt, event));
    return isUndone && event.position < verdict.position
      ? [`${event.type} of ${bookingId} at ${event.position} came before its link decided at ${verdict.position}`]
      : [];
  });
};

/** A second host that was held by mistake, while the booking had settled for others. */
const isStray = ({ own }: Attempt, released: Extract<Attempt['slots'][number], { type: 'SlotReleased' }>): boolean =>
  own.some(
    (event) =>
      event.type === 'OptInRequested' &&
      event.position < released.position &&
      !event.data.hostIds.includes(released.data.hostId),
  );
