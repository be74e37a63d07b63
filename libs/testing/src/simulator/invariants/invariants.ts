import type { Invariant } from '../history.js';
import { consumedOnce } from './i01-consumed-once.js';
import { consumedExactlyWhenBooked } from './i02-consumed-iff-booked.js';
import { decidedOnceOnTheLink } from './i03-decided-once.js';
import { endsAreFinal } from './i04-ends-are-final.js';
import { nothingOverlaps } from './i05-no-overlap.js';
import { holdsEnd } from './i06-holds-end.js';
import { nothingAnsweredIsMissing } from './i07-nothing-answered-is-missing.js';
import { revisionsHaveNoGaps } from './i11-revisions.js';
import { everythingIsDelivered } from './i12-everything-delivered.js';
import { rebuiltEqualsLive } from './i13-rebuilt-equals-live.js';
import { clocksOnlyDelay } from './i20-clocks-only-delay.js';

/** By the numbers that the design gives them. */
export const invariants = {
  I1: consumedOnce,
  I2: consumedExactlyWhenBooked,
  I3: decidedOnceOnTheLink,
  I4: endsAreFinal,
  I5: nothingOverlaps,
  I6: holdsEnd,
  I7: nothingAnsweredIsMissing,
  I11: revisionsHaveNoGaps,
  I12: everythingIsDelivered,
  I13: rebuiltEqualsLive,
  I20: clocksOnlyDelay,
} as const satisfies { readonly [name: string]: Invariant };

export type InvariantName = keyof typeof invariants;
