import { HistoryCheck } from '@bookonce/invariants/history-check';
import type {
  InvariantName as StoredInvariantName,
  Violation as StoredViolation,
} from '@bookonce/invariants/violation';
import type { History, Invariant } from '../history.js';
import { linkEndsAreStoredFirst, nothingAnsweredIsMissing } from './answers-are-stored.js';
import { bookingsAreWritten } from './bookings-are-written.js';
import { bookingsHeedCalendars } from './bookings-heed-calendars.js';
import { calendarsAreCurrent } from './calendars-are-current.js';
import { mailsArePaced } from './mails-are-paced.js';
import { mailsComeOnce } from './mails-come-once.js';

/** I12: every stored event reaches every subscriber and every view. */
const everythingIsDelivered: Invariant = ({ events, subscribers, views }) => [
  ...subscribers.flatMap(({ subscriber, types, handled }) =>
    events
      .filter(({ type, id }) => types.has(type) && !handled.has(id))
      .map(({ type, stream, position }) => `${type} of ${stream} at ${position} never reached ${subscriber}`),
  ),
  ...views
    .filter(({ missing }) => missing !== 0)
    .map(({ projector, missing }) => `${missing} events never reached the view ${projector}`),
];

/** I13: a rebuilt view equals the live one, by a canonical hash. */
const rebuiltEqualsLive: Invariant = ({ views }) =>
  views
    .filter(({ live, rebuilt }) => live !== rebuilt)
    .map(({ projector }) => `the view ${projector} differs from its rebuild`);

/** The invariants that need more than stored events, by the numbers that the design gives them. */
const observedInvariants = {
  I4: linkEndsAreStoredFirst,
  I7: nothingAnsweredIsMissing,
  I12: everythingIsDelivered,
  I13: rebuiltEqualsLive,
  I14: mailsComeOnce,
  I24: mailsArePaced,
  I25: bookingsHeedCalendars,
  I26: calendarsAreCurrent,
  I27: bookingsAreWritten,
} as const satisfies { readonly [name: string]: Invariant };

export type InvariantName = StoredInvariantName | keyof typeof observedInvariants | 'I20';

export interface Violation {
  readonly invariant: InvariantName;
  readonly what: string;
}

/** I20: clocks that jump delay things; they never break these. */
const keptByAnyClock: ReadonlySet<InvariantName> = new Set(['I1', 'I2', 'I3', 'I4', 'I5']);

/** All violations of a history in which nothing is in flight any more. */
export const violationsIn = (history: History): readonly Violation[] => {
  const violations = [
    ...storedViolations(history).map(({ invariant, stream, detail }) => ({ invariant, what: `${stream}: ${detail}` })),
    ...Object.entries(observedInvariants).flatMap(([name, invariant]) =>
      invariant(history).map((what) => ({ invariant: name as keyof typeof observedInvariants, what })),
    ),
  ];
  if (!history.clocksJumped) return violations;
  const brokenByClocks = violations.filter(({ invariant }) => keptByAnyClock.has(invariant));
  return [...violations, ...brokenByClocks.map(({ what }) => ({ invariant: 'I20' as const, what }))];
};

/** The violations that the stored events show. */
const storedViolations = ({ events, timing }: History): readonly StoredViolation[] => {
  const check = new HistoryCheck({
    timing: timing && { calmAt: timing.calmAt, storedAt: ({ position }) => timing.storedAt.get(position) ?? 0 },
  });
  for (const event of events) check.add(event);
  return check.finish({ isAtRest: true });
};
