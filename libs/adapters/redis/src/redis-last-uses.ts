import type { Instant } from '@bookonce/kernel/json';
import type { LastUses } from '@bookonce/kernel/ports/last-uses';
import type { LuaScript, RedisConnection } from './connection/redis-connection.js';

/** A hash of instants, which compare as text. ARGV: subject, instant. */
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
