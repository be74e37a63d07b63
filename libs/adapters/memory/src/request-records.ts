import type { Instant } from '@bookonce/kernel/json';
import { LruCache } from '@bookonce/kernel/lru-cache';
import type { LastUses } from '@bookonce/kernel/ports/last-uses';
import type { RateLimit, RateLimits } from '@bookonce/kernel/ports/rate-limits';

const SUBJECTS = 10_000;

/** Rate limits of a single process. Beyond a number of subjects, the least recently seen are dropped. */
export class MemoryRateLimits implements RateLimits {
  readonly #times = new LruCache<number[]>(SUBJECTS);

  constructor(
    private readonly limit: RateLimit,
    /** Monotonic milliseconds. */
    private readonly now: () => number = () => performance.now(),
  ) {}

  async secondsToWait(subject: string): Promise<number | null> {
    const { attempts, windowMs } = this.limit;
    const now = this.now();
    const times = this.#times.get(subject) ?? [];
    while (times[0] !== undefined && times[0] <= now - windowMs) times.shift();
    if (times.length >= attempts) return Math.max(1, Math.ceil(((times[0] ?? now) + windowMs - now) / 1000));
    times.push(now);
    this.#times.set(subject, times);
    return null;
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
