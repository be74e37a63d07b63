import {
  REPLIES_KEPT_MS,
  type ReplyLookup,
  type StoredReplies,
  type StoredReply,
} from '@bookonce/kernel/ports/stored-replies';
import type { LuaScript, RedisConnection } from './connection/redis-connection.js';

/**
 * A hash of body, time and reply. Claims the key, or returns the body and reply of an earlier claim.
 * ARGV: body, time in ms, milliseconds that it is kept.
 */
const BEGIN: LuaScript = {
  name: 'bookonceBeginAnswer',
  lua: String.raw`
local body, begun, answer = unpack(redis.call('HMGET', KEYS[1], 'body', 'begun', 'answer'))
if body and tonumber(begun) > ARGV[2] - ARGV[3] then return { body, answer } end
redis.call('DEL', KEYS[1])
redis.call('HSET', KEYS[1], 'body', ARGV[1], 'begun', ARGV[2])
redis.call('PEXPIRE', KEYS[1], ARGV[3])
return {}`,
};

/** Answers a key that is claimed still. ARGV: the answer. */
const COMPLETE: LuaScript = {
  name: 'bookonceCompleteAnswer',
  lua: `if redis.call('EXISTS', KEYS[1]) == 1 then redis.call('HSET', KEYS[1], 'answer', ARGV[1]) end`,
};

const ABANDON: LuaScript = {
  name: 'bookonceAbandonAnswer',
  lua: `if redis.call('HEXISTS', KEYS[1], 'answer') == 1 then return 0 end return redis.call('DEL', KEYS[1])`,
};

/** Keeps replies on the server, which expires them. */
export class RedisStoredReplies implements StoredReplies {
  constructor(private readonly connection: RedisConnection) {}

  async begin(keyHash: string, bodyHash: string, nowMs: number): Promise<ReplyLookup> {
    const found = await this.connection.run(BEGIN, [this.#key(keyHash)], [bodyHash, nowMs, REPLIES_KEPT_MS]);
    const [body, answer = null] = found as readonly (string | null)[];
    if (body === undefined) return { state: 'unknown' };
    if (body !== bodyHash) return { state: 'different' };
    return answer === null ? { state: 'begun' } : { state: 'replied', reply: JSON.parse(answer) as StoredReply };
  }

  async complete(keyHash: string, reply: StoredReply): Promise<void> {
    await this.connection.run(COMPLETE, [this.#key(keyHash)], [JSON.stringify(reply)]);
  }

  async abandon(keyHash: string): Promise<boolean> {
    return (await this.connection.run(ABANDON, [this.#key(keyHash)], [])) === 1;
  }

  #key(keyHash: string): string {
    return `${this.connection.prefix}answer:${keyHash}`;
  }
}
