import { LruCache } from '@bookonce/kernel/lru-cache';
import type { RateLimit, RateLimits } from '@bookonce/kernel/ports/rate-limits';

const SUBJECTS = 10_000;

/** For one process that answers everybody; of very many subjects it forgets those that were seen longest ago. */
export class MemoryRateLimits implements RateLimits {
  readonly #times = new LruCache<number[]>(SUBJECTS);

  constructor(
    private readonly limit: RateLimit,
    /** Milliseconds that never jump. */
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
