import type { Invariant } from '../history.js';
import { consumedOnce } from './i01-consumed-once.js';
import { consumedExactlyWhenBooked } from './i02-consumed-iff-booked.js';
import { decidedOnceOnTheLink } from './i03-decided-once.js';
import { endsAreFinal } from './i04-ends-are-final.js';
import { nothingOverlaps } from './i05-no-overlap.js';

/** I20: clocks that jump delay things; they never break I1 to I5. */
export const clocksOnlyDelay: Invariant = (history) =>
  history.clocksJumped
    ? [consumedOnce, consumedExactlyWhenBooked, decidedOnceOnTheLink, endsAreFinal, nothingOverlaps].flatMap((holds) =>
        holds(history),
      )
    : [];
