import { epochMsOf, instantOf, type Instant } from '@bookonce/kernel/json';
import type { SeededRandom } from '../../harness/seeded-random.js';
import type { PlannedTimes } from './draw-times.js';
import type { PlannedLink } from './draw-link.js';
import { listOf } from './list-of.js';

export interface PlannedAttempt {
  readonly name: string;
  readonly link: PlannedLink;
  readonly start: Instant;
  readonly afterMs: number;
  /** How many tabs send the same command concurrently. */
  readonly tabs: number;
  readonly email: string;
  readonly guests: readonly string[];
  /** The host books for the recipient. */
  readonly byHost: boolean;
  readonly optIn: OptInPlan;
  readonly hostSays: HostPlan;
  readonly cancels: boolean;
  /** The attendee cancels when the next reminder is due, if that is soon. */
  readonly waitsForReminder: boolean;
  /** Times to which the attendee reschedules the booking. */
  readonly reschedulesTo: readonly Instant[];
  /** Reschedules once the last time is answered, and not to all times concurrently. */
  readonly reschedulesInTurn: boolean;
  /** Changes that the host makes to a booking, one after the other. */
  readonly hostChanges: readonly HostChange[];
}

/** An attendee's answer to the mail with the opt-in link. `late`: when the time may be over. */
export type OptInPlan =
  'confirm' | 'confirmFromTwoTabs' | 'late' | 'cancel' | 'confirmAndCancel' | 'mailAgain' | 'ignore';

/**
 * The hosts' answer to a booking that waits for their approval. `outdatedButton`: one presses the button of a mail that
 * came before a move.
 */
export type HostPlan =
  'approve' | 'approveTwice' | 'decline' | 'declineWithFreshLink' | 'both' | 'outdatedButton' | 'nothing';

export type HostChange = 'longer' | 'shorter' | 'elsewhere' | 'noShow';

const MINUTE_MS = 60_000;

const optInPlans: readonly OptInPlan[] = [
  'confirm',
  'confirm',
  'confirm',
  'confirmFromTwoTabs',
  'late',
  'cancel',
  'confirmAndCancel',
  'mailAgain',
  'mailAgain',
  'ignore',
];

const hostPlans: readonly HostPlan[] = [
  'approve',
  'approve',
  'approveTwice',
  'decline',
  'declineWithFreshLink',
  'declineWithFreshLink',
  'both',
  'outdatedButton',
  'nothing',
];

export const drawAttempt = (
  random: SeededRandom,
  index: number,
  links: readonly PlannedLink[],
  { start }: PlannedTimes,
): PlannedAttempt => {
  const known = random.pick(links);
  const name = `bkg_${index + 1}`;
  const { recipient, overrides, recipientOnly } = known.terms;
  const picked = overrides?.slots?.map((slot) => slot.start) ?? [];
  const chosen = picked.length > 0 && random.chance(0.6) ? random.pick(picked) : start(random.between(0, 4));
  const isRecipient = recipientOnly === true && random.chance(0.7);
  return {
    name,
    link: random.chance(0.03) ? { ...known, linkId: 'lnk_unknown' } : known,
    start: random.chance(0.05) ? instantOf(epochMsOf(chosen) + 7 * MINUTE_MS) : chosen,
    afterMs: random.chance(0.6) ? random.between(0, 100) : random.between(0, 40_000),
    tabs: random.chance(0.2) ? 2 : 1,
    email: isRecipient ? recipient.email.toUpperCase() : `${name}@example.com`,
    guests: random.chance(0.2) ? [`guest-of-${name}@example.com`] : [],
    byHost: random.chance(0.08),
    optIn: random.pick(optInPlans),
    hostSays: random.pick(hostPlans),
    cancels: random.chance(0.25),
    waitsForReminder: random.chance(0.6),
    ...drawReschedules(random, chosen, start),
    hostChanges: listOf(random.chance(0.25) ? random.between(1, random.chance(0.3) ? 9 : 2) : 0, () =>
      random.pick(['longer', 'shorter', 'elsewhere', 'noShow'] as const),
    ),
  };
};

/** Some move there and back, while events of the first time may still be on their way. */
const drawReschedules = (
  random: SeededRandom,
  chosen: Instant,
  start: PlannedTimes['start'],
): Pick<PlannedAttempt, 'reschedulesTo' | 'reschedulesInTurn'> => {
  const another = (): Instant => start(random.between(0, 5));
  if (random.chance(0.45)) return { reschedulesTo: [], reschedulesInTurn: false };
  if (random.chance(0.25)) return { reschedulesTo: [another(), chosen], reschedulesInTurn: true };
  const reschedulesTo = listOf(random.between(1, 3), () => (random.chance(0.3) ? chosen : another()));
  return { reschedulesTo, reschedulesInTurn: false };
};
