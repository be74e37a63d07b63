import type { Instant } from '@bookonce/kernel/json';
import type { LastUses } from '@bookonce/kernel/ports/last-uses';
import type { RateLimit, RateLimiting, RateLimits } from '@bookonce/kernel/ports/rate-limits';
import type { Position } from '@bookonce/kernel/ports/event-store';
import type { AcknowledgedPositions } from '@bookonce/kernel/ports/acknowledged-positions';
import type { LuaScript, RedisConnection } from './connection/redis-connection.js';

/**
 * Keeps a list of attempt times. ARGV: attempts, window in ms, time in ms (empty: the server's clock), 1 if the attempt
 * counts.
 */
const ATTEMPT: LuaScript = {
  name: 'bookonceAttempt',
  lua: String.raw`
local attempts, window, now, counts = tonumber(ARGV[1]), tonumber(ARGV[2]), tonumber(ARGV[3]), ARGV[4] == '1'
if not now then
  local time = redis.call('TIME')
  now = tonumber(time[1]) * 1000 + tonumber(time[2]) / 1000
end
local function first()
  return tonumber(redis.call('LINDEX', KEYS[1], 0) or nil)
end
local earliest = first()
-- What lies ahead of now was counted before the clock jumped back, and would be counted for as long as the jump.
while earliest and (earliest <= now - window or earliest > now) do
  redis.call('LPOP', KEYS[1])
  earliest = first()
end
if redis.call('LLEN', KEYS[1]) >= attempts then
  return math.max(1, math.ceil(((earliest or now) + window - now) / 1000))
end
if counts then
  redis.call('RPUSH', KEYS[1], string.format('%.3f', now))
  redis.call('PEXPIRE', KEYS[1], window)
end
return false`,
};

export interface RedisRateLimitsOptions {
  /** Distinguishes limits that count the same subjects. */
  readonly name: string;
  readonly limit: RateLimit;
  /** Current time in ms. Default: the server's clock, which all processes share. */
  readonly now?: () => number;
}

/** Counts attempts on the server, so that processes share one limit. */
export class RedisRateLimits implements RateLimits {
  constructor(
    private readonly connection: RedisConnection,
    private readonly options: RedisRateLimitsOptions,
  ) {}

  secondsToWait(subject: string): Promise<number | null> {
    return this.#attempt(subject, true);
  }

  wouldWait(subject: string): Promise<number | null> {
    return this.#attempt(subject, false);
  }

  async giveBack(subject: string): Promise<void> {
    await this.connection.command('RPOP', this.#keyOf(subject));
  }

  async #attempt(subject: string, counts: boolean): Promise<number | null> {
    const { limit, now } = this.options;
    const values = [limit.attempts, limit.windowMs, now?.() ?? '', counts ? 1 : 0];
    return (await this.connection.run(ATTEMPT, [this.#keyOf(subject)], values)) as number | null;
  }

  #keyOf(subject: string): string {
    return `${this.connection.prefix}rate:${this.options.name}:${subject}`;
  }
}

export class RedisRateLimiting implements RateLimiting {
  constructor(private readonly connection: RedisConnection) {}

  limit(name: string, limit: RateLimit): RateLimits {
    return new RedisRateLimits(this.connection, { name, limit });
  }
}

/** Keeps a hash of instants, which compare as text. ARGV: subject, instant. */
const NOTE: LuaScript = {
  name: 'bookonceNoteUse',
  lua: String.raw`
local known = redis.call('HGET', KEYS[1], ARGV[1])
if not known or known < ARGV[2] then redis.call('HSET', KEYS[1], ARGV[1], ARGV[2]) end`,
};

export class RedisLastUses implements LastUses {
  constructor(private readonly connection: RedisConnection) {}

  async note(subject: string, at: Instant): Promise<void> {
    await this.connection.run(NOTE, [this.#key], [subject, at]);
  }

  async of(subjects: readonly string[]): Promise<ReadonlyMap<string, Instant>> {
    if (subjects.length === 0) return new Map();
    const found = (await this.connection.command('HMGET', this.#key, ...subjects)) as readonly (string | null)[];
    return new Map(
      subjects.flatMap((subject, index) => {
        const at = found[index] ?? null;
        return at === null ? [] : [[subject, at] as const];
      }),
    );
  }

  get #key(): string {
    return `${this.connection.prefix}last-uses`;
  }
}

/** Raises fields of a hash of positions, which compare as text. ARGV: position, how long it is kept in ms, then fields. */
const RAISE: LuaScript = {
  name: 'bookonceRaise',
  lua: String.raw`
for number = 3, #ARGV do
  local known = redis.call('HGET', KEYS[1], ARGV[number])
  if not known or known < ARGV[1] then redis.call('HSET', KEYS[1], ARGV[number], ARGV[1]) end
end
redis.call('PEXPIRE', KEYS[1], ARGV[2])`,
};
/** A view that is behind for longer is an outage. */
const ACKNOWLEDGED_KEPT_MS = 3_600_000;

export class RedisAcknowledgedPositions implements AcknowledgedPositions {
  constructor(private readonly connection: RedisConnection) {}

  async raise(viewNames: readonly string[], position: Position): Promise<void> {
    if (viewNames.length > 0)
      await this.connection.run(RAISE, [this.#key], [position, ACKNOWLEDGED_KEPT_MS, ...viewNames]);
  }

  async of(viewNames: readonly string[]): Promise<readonly (Position | null)[]> {
    if (viewNames.length === 0) return [];
    return (await this.connection.command('HMGET', this.#key, ...viewNames)) as readonly (Position | null)[];
  }

  async forget(viewNames: readonly string[]): Promise<void> {
    if (viewNames.length > 0) await this.connection.command('HDEL', this.#key, ...viewNames);
  }

  get #key(): string {
    return `${this.connection.prefix}acknowledged`;
  }
}
