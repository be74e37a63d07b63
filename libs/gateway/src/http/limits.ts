import type { RateLimit, RateLimiting, RateLimits } from '@bookonce/kernel/ports/rate-limits';
import type { ProblemSlug } from '../api/problem-catalogue.js';
import { problem, type Answer } from './answer.js';

const SECOND = 1_000;
const MINUTE = 60 * SECOND;
const DAY = 24 * 60 * MINUTE;

/** The limits on everything that anonymous callers can make the product store, mail or guess, and on requests to others. */
const limits = {
  /** Booking attempts. */
  'link-attempts': { attempts: 120, windowMs: 10 * SECOND },
  /** Opt-in mails, of attempts that the link admitted. */
  'link-opt-in-mails': { attempts: 30, windowMs: MINUTE },
  /** Requests for a mail that was sent before. */
  'link-resends': { attempts: 30, windowMs: MINUTE },
  /** Everything but reading that a booking's token allows. */
  'booking-changes': { attempts: 60, windowMs: MINUTE },
  /** Stored replies of one link or booking: each new `Idempotency-Key` keeps one for a day. */
  'stored-replies': { attempts: 500, windowMs: DAY },
  /** Mails that people cause who need not own the address. */
  'address-mails': { attempts: 60, windowMs: 60 * MINUTE },
  'address-sign-ins': { attempts: 10, windowMs: 15 * MINUTE },
  'client-attempts': { attempts: 120, windowMs: MINUTE },
  'client-opt-in-mails': { attempts: 30, windowMs: 15 * MINUTE },
  'client-confirmations': { attempts: 120, windowMs: MINUTE },
  'client-resends': { attempts: 60, windowMs: MINUTE },
  'client-sign-ins': { attempts: 30, windowMs: 15 * MINUTE },
  /** Reads of calendars on servers of others that a workspace asks for. */
  'workspace-calendar-reads': { attempts: 120, windowMs: MINUTE },
  /** Lookups that found nothing. */
  'client-unknown-tokens': { attempts: 60, windowMs: MINUTE },
} as const satisfies { readonly [name: string]: RateLimit };

export type LimitName = keyof typeof limits;

/** A subject to count under a limit; null if it has no limit. */
export type Counted = readonly [name: LimitName, subject: string | null];

/** Applies the limits. An answer is null, or the refusal (429). */
export class Limits {
  readonly #limits = new Map<LimitName, RateLimits>();

  constructor(private readonly rateLimiting: RateLimiting) {}

  /** Counts an attempt under each of these limits that does not refuse it. */
  async take(...counted: readonly Counted[]): Promise<Answer | null> {
    return refusalOf(await this.#waits(counted, (of, subject) => of.secondsToWait(subject)));
  }

  /**
   * Counts an attempt under all of these limits, or under none if one refuses it. Attempts that run at the same time count
   * from their start, so that together they stay within the limits. An attempt that came to nothing is given back.
   */
  async reserve(...counted: readonly Counted[]): Promise<Answer | null> {
    const waits = await this.#waits(counted, (of, subject) => of.secondsToWait(subject));
    const refusal = refusalOf(waits);
    if (refusal !== null) await this.giveBack(...counted.filter((_, index) => waits[index] === null));
    return refusal;
  }

  async giveBack(...counted: readonly Counted[]): Promise<void> {
    await Promise.all(
      counted.map(async ([name, subject]) => {
        if (subject !== null) await this.#of(name).giveBack(subject);
      }),
    );
  }

  /** Returns what `take` would answer, and counts nothing: for attempts that count by their outcome. */
  async look(...counted: readonly Counted[]): Promise<Answer | null> {
    return refusalOf(await this.#waits(counted, (of, subject) => of.wouldWait(subject)));
  }

  /** Asks each limit; null in place of one that does not refuse. */
  #waits(
    counted: readonly Counted[],
    ask: (of: RateLimits, subject: string) => Promise<number | null>,
  ): Promise<readonly (Wait | null)[]> {
    return Promise.all(
      counted.map(async ([name, subject]) => {
        const seconds = subject === null ? null : await ask(this.#of(name), subject);
        return seconds === null ? null : { name, seconds };
      }),
    );
  }

  #of(name: LimitName): RateLimits {
    const known = this.#limits.get(name) ?? this.rateLimiting.limit(name, limits[name]);
    this.#limits.set(name, known);
    return known;
  }
}

interface Wait {
  readonly name: LimitName;
  readonly seconds: number;
}

const refusalOf = (waits: readonly (Wait | null)[]): Answer | null => {
  const [longest] = waits.filter((wait) => wait !== null).sort((a, b) => b.seconds - a.seconds);
  return longest === undefined ? null : tooMany('too-many-requests', { ...longest, ...limits[longest.name] });
};

export interface Exceeded {
  readonly name: string;
  readonly attempts: number;
  /** Absent if the limit does not count by time. */
  readonly windowMs?: number;
  readonly seconds: number;
}

/** 429, with the header fields of draft-ietf-httpapi-ratelimit-headers-10. */
export const tooMany = (slug: ProblemSlug, { name, attempts, windowMs, seconds }: Exceeded): Answer => {
  const window = windowMs === undefined ? '' : `;w=${windowMs / SECOND}`;
  return problem(slug, undefined, {
    headers: {
      'retry-after': `${seconds}`,
      'ratelimit-policy': `"${name}";q=${attempts}${window}`,
      ratelimit: `"${name}";r=0;t=${seconds}`,
    },
  });
};
