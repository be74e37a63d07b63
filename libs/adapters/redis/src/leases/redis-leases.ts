import type { Lease, LeaseHolder, Leases } from '@bookonce/kernel/ports/leases';
import { randomUUID } from 'node:crypto';
import type { LuaScript, RedisConnection } from '../connection/redis-connection.js';
import { LeaseCampaign } from './lease-campaign.js';

/**
 * The key's value is a token that only its holder knows. Acquires a free lease, or one that this token already has because
 * an earlier answer was lost. ARGV: token, milliseconds.
 */
const TAKE: LuaScript = {
  name: 'bookonceTakeLease',
  lua: String.raw`
if redis.call('SET', KEYS[1], ARGV[1], 'NX', 'PX', ARGV[2]) then return 1 end
if redis.call('GET', KEYS[1]) ~= ARGV[1] then return 0 end
return redis.call('PEXPIRE', KEYS[1], ARGV[2])`,
};

const RENEW: LuaScript = {
  name: 'bookonceRenewLease',
  lua: String.raw`
if redis.call('GET', KEYS[1]) ~= ARGV[1] then return 0 end
return redis.call('PEXPIRE', KEYS[1], ARGV[2])`,
};

const RELEASE: LuaScript = {
  name: 'bookonceReleaseLease',
  lua: `if redis.call('GET', KEYS[1]) == ARGV[1] then redis.call('DEL', KEYS[1]) end`,
};

/** Leases as keys that expire. */
export class RedisLeases implements Leases {
  constructor(
    private readonly connection: RedisConnection,
    private readonly newToken: () => string = randomUUID,
  ) {}

  hold(name: string, ttlMs: number, holder: LeaseHolder): Lease {
    const key = `${this.connection.prefix}lease:${name}`;
    const token = this.newToken();
    const run = (script: LuaScript) => this.connection.run(script, [key], [token, ttlMs]);
    const server = {
      take: async () => (await run(TAKE)) === 1,
      renew: async () => (await run(RENEW)) === 1,
      release: async () => void (await run(RELEASE)),
    };
    return new LeaseCampaign(server, ttlMs, holder);
  }
}
