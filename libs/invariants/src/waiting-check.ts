import type { Recorded } from '@bookonce/contracts/event-catalogue';
import type { StreamName } from '@bookonce/kernel/ports/event-store';
import type { Attempt } from './attempt.js';
import type { Report } from './violation.js';

/** How many attempts may wait on one link for their confirmation by mail. */
const MOST_WAITING = 3;
/** How many may be admitted until the host allows more. */
const MOST_ATTEMPTS = 100;
/** An attempt that ends with one of these does not count: another one got ahead of it, or an earlier release stored it. */
const UNCOUNTED = new Set<string>(['slotTaken', 'slotNotOffered', 'tooManyPending', 'tooManyAttempts']);

type Verdict = Extract<Recorded, { type: 'LinkConsumed' | 'AttemptVoided' }>;

/**
 * Checks that at most three admitted attempts wait on one link at any time, and that no more are admitted in all than its
 * host allows (I21). Only links that admitted one are remembered.
 */
export class WaitingCheck {
  readonly #waiting = new Map<StreamName, number>();
  readonly #attempts = new Map<StreamName, { readonly stored: number; readonly allowed: number }>();

  constructor(private readonly report: Report) {}

  admit(attempt: Attempt, { stream, position }: Recorded): void {
    const { bookingId, verdicts } = attempt;
    if (verdicts > 0) {
      this.report('I3', stream, `${bookingId} is admitted at position ${position}, after the link decided about it.`);
      return;
    }
    if (attempt.isAdmitted) {
      this.report('I11', stream, `${bookingId} is admitted for the second time at position ${position}.`);
      return;
    }
    attempt.isAdmitted = true;
    const waiting = (this.#waiting.get(stream) ?? 0) + 1;
    this.#waiting.set(stream, waiting);
    if (waiting > MOST_WAITING) {
      this.report('I21', stream, `${bookingId} is admitted at position ${position} as number ${waiting} that waits.`);
    }
    this.#count(stream, bookingId, position);
  }

  /** Notes that the host allows more attempts. */
  allow({ stream, data }: Extract<Recorded, { type: 'AttemptsAllowed' }>): void {
    this.#attempts.set(stream, { stored: this.#attempts.get(stream)?.stored ?? 0, allowed: data.allowed });
  }

  #count(stream: StreamName, bookingId: string, position: string): void {
    const { stored, allowed } = this.#attempts.get(stream) ?? { stored: 0, allowed: MOST_ATTEMPTS };
    this.#attempts.set(stream, { stored: stored + 1, allowed });
    if (stored < allowed) return;
    this.report(
      'I21',
      stream,
      `${bookingId} is admitted at position ${position}, beyond the ${allowed} that are allowed.`,
    );
  }

  /** Notes the verdict on an attempt, which frees its place. */
  decide({ isAdmitted, verdicts }: Attempt, { type, stream, data }: Verdict): void {
    if (!isAdmitted || verdicts > 1) return;
    const attempts = this.#attempts.get(stream);
    if (type === 'AttemptVoided' && UNCOUNTED.has(data.reason) && attempts !== undefined) {
      this.#attempts.set(stream, { ...attempts, stored: attempts.stored - 1 });
    }
    const waiting = (this.#waiting.get(stream) ?? 1) - 1;
    if (waiting === 0) this.#waiting.delete(stream);
    else this.#waiting.set(stream, waiting);
  }

  hold({ request, isAdmitted, bookingId }: Attempt, { stream, position }: Recorded): void {
    if (request?.needsAdmission !== true || isAdmitted) return;
    this.report('I21', stream, `${bookingId} holds a slot at position ${position}, but its link did not admit it.`);
  }
}
