import { LruCache } from '@bookonce/kernel/lru-cache';

export interface RateLimitOptions {
  readonly attempts: number;
  readonly windowMs: number;
}

const SUBJECTS = 10_000;

/** At most `attempts` in any `windowMs`, for each subject; sliding, in this process. */
export class RateLimit {
  readonly #times = new LruCache<number[]>(SUBJECTS);

  constructor(
    private readonly options: RateLimitOptions,
    /** Milliseconds that never jump. */
    private readonly now: () => number = () => performance.now(),
  ) {}

  /** Null where this attempt is within the limit, else the whole seconds to wait. */
  secondsToWait(subject: string): number | null {
    const { attempts, windowMs } = this.options;
    const now = this.now();
    const times = this.#times.get(subject) ?? [];
    while (times[0] !== undefined && times[0] <= now - windowMs) times.shift();
    if (times.length >= attempts) return Math.max(1, Math.ceil(((times[0] ?? now) + windowMs - now) / 1000));
    times.push(now);
    this.#times.set(subject, times);
    return null;
  }
}
