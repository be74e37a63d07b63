import type { Position } from '@bookonce/kernel/ports/event-store';
import type { AcknowledgedPositions } from '@bookonce/kernel/ports/acknowledged-positions';
import type { Instant } from '@bookonce/kernel/json';
import type { LastUses } from '@bookonce/kernel/ports/last-uses';
import type { RateLimit, RateLimiting, RateLimits } from '@bookonce/kernel/ports/rate-limits';

/** Rate limits of a single process. Forgets a subject once its window is over, and never before. */
export class MemoryRateLimits implements RateLimits {
  /** Times of attempts by subject; the subject of the latest attempt comes last. */
  readonly #times = new Map<string, number[]>();

  constructor(
    private readonly rule: RateLimit,
    /** Monotonic milliseconds. */
    private readonly now: () => number = () => performance.now(),
  ) {}

  /** The number of subjects whose window is not known to be over. */
  get remembered(): number {
    return this.#times.size;
  }

  async secondsToWait(subject: string): Promise<number | null> {
    const now = this.now();
    const times = this.#within(subject, now);
    const wait = this.#wait(times, now);
    if (wait !== null) return wait;
    times.push(now);
    this.#times.delete(subject);
    this.#times.set(subject, times);
    this.#forgetEnded(now);
    return null;
  }

  async wouldWait(subject: string): Promise<number | null> {
    const now = this.now();
    return this.#wait(this.#within(subject, now), now);
  }

  async giveBack(subject: string): Promise<void> {
    const times = this.#times.get(subject);
    times?.pop();
    if (times?.length === 0) this.#times.delete(subject);
  }

  #within(subject: string, now: number): number[] {
    const times = this.#times.get(subject) ?? [];
    while (times[0] !== undefined && times[0] <= now - this.rule.windowMs) times.shift();
    return times;
  }

  #wait(times: readonly number[], now: number): number | null {
    const { attempts, windowMs } = this.rule;
    return times.length < attempts ? null : Math.max(1, Math.ceil(((times[0] ?? now) + windowMs - now) / 1000));
  }

  #forgetEnded(now: number): void {
    for (const [subject, times] of this.#times) {
      if ((times.at(-1) ?? 0) > now - this.rule.windowMs) return;
      this.#times.delete(subject);
    }
  }
}

export class MemoryRateLimiting implements RateLimiting {
  readonly #limits = new Map<string, MemoryRateLimits>();

  limit(name: string, limit: RateLimit): RateLimits {
    const known = this.#limits.get(name) ?? new MemoryRateLimits(limit);
    this.#limits.set(name, known);
    return known;
  }
}

export class MemoryAcknowledgedPositions implements AcknowledgedPositions {
  readonly #positions = new Map<string, Position>();

  async raise(viewNames: readonly string[], position: Position): Promise<void> {
    for (const name of viewNames) {
      if (position > (this.#positions.get(name) ?? '')) this.#positions.set(name, position);
    }
  }

  async of(viewNames: readonly string[]): Promise<readonly (Position | null)[]> {
    return viewNames.map((name) => this.#positions.get(name) ?? null);
  }

  async forget(viewNames: readonly string[]): Promise<void> {
    for (const name of viewNames) this.#positions.delete(name);
  }
}

export class MemoryLastUses implements LastUses {
  readonly #uses = new Map<string, Instant>();

  async note(subject: string, at: Instant): Promise<void> {
    if (at > (this.#uses.get(subject) ?? '')) this.#uses.set(subject, at);
  }

  async of(subjects: readonly string[]): Promise<ReadonlyMap<string, Instant>> {
    return new Map(
      subjects.flatMap((subject) => {
        const at = this.#uses.get(subject);
        return at === undefined ? [] : [[subject, at] as const];
      }),
    );
  }
}
