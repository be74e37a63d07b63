import { backoffMs, type BackoffPolicy } from '@bookonce/kernel/back-off';
import type { Outage } from '@bookonce/kernel/outage';
import { ReadModelsUnavailableError } from '@bookonce/kernel/ports/read-models';
import { Redis } from 'ioredis';
import { readRedisUrl } from './redis-url.js';
import { Readiness } from './readiness.js';

export interface RedisSettings {
  /** See {@link readRedisUrl}. */
  readonly url: string;
  /** Prefix of every key, so that installations can share a server. Default `bookonce:`. */
  readonly prefix?: string;
  /** A server that does not answer a pending call for so long counts as lost. Default 3,000 ms. */
  readonly timeoutMs?: number;
  /** How long calls wait for a lost connection, counted from its loss. Default 1,000 ms. */
  readonly patienceMs?: number;
  /** Called after each failed attempt to connect, with the server's address and the reason. */
  readonly onTrouble?: (message: string) => void;
  /** Called whenever the connection can be used. */
  readonly onReady?: () => void;
  /** Returns the outage that errors are part of at the moment. */
  readonly outage?: () => Outage | null;
}

/** A Lua script, which the server runs atomically. Every key that it touches starts with one of its keys. */
export interface LuaScript {
  /** Name of the command on a connection. */
  readonly name: string;
  readonly lua: string;
}

const RETRIES: BackoffPolicy = { firstMs: 50, longestMs: 1_000 };

/**
 * One connection that reconnects automatically. It queues no calls while lost and never resends one: a call throws
 * {@link ReadModelsUnavailableError} within `timeoutMs + patienceMs`, and the outcome of a call in flight is then
 * unknown.
 */
export class RedisConnection {
  readonly prefix: string;
  readonly #address: string;
  readonly #redis: Redis;
  readonly #readiness: Readiness;
  readonly #defined = new Set<string>();
  readonly #listeners = new Map<string, (message: string) => void>();
  #losses = 0;
  #trouble = 'no connection yet';

  constructor(private readonly settings: RedisSettings) {
    const { url, prefix = 'bookonce:', timeoutMs = 3_000, patienceMs = 1_000 } = settings;
    const server = readRedisUrl(url);
    if (server === null) throw new Error('this is no URL of a Redis server');
    this.prefix = prefix;
    this.#address = server.name;
    this.#readiness = new Readiness(patienceMs);
    this.#redis = new Redis({
      ...server.options,
      connectTimeout: timeoutMs,
      socketTimeout: timeoutMs,
      enableOfflineQueue: false,
      autoResendUnfulfilledCommands: false,
      // Calls in flight fail at the first loss.
      maxRetriesPerRequest: 0,
      autoResubscribe: false,
      retryStrategy: (failures) => backoffMs(RETRIES, failures),
      sentinelRetryStrategy: (failures) => backoffMs(RETRIES, failures),
      // A server that is no longer the primary: the sentinels, or the address, lead to the new one.
      reconnectOnError: ({ message }) => message.startsWith('READONLY'),
    });
    this.#redis.on('ready', () => {
      this.#readiness.found();
      for (const channel of this.#listeners.keys()) this.#subscribe(channel);
      settings.onReady?.();
    });
    this.#redis.on('close', () => {
      this.#losses += 1;
      this.#readiness.lost();
    });
    this.#redis.on('error', (error: Error & { readonly code?: string }) => {
      this.#trouble = error.message === '' ? String(error.code) : error.message;
      settings.onTrouble?.(`${this.#address}: ${this.#trouble}`);
    });
    this.#redis.on('message', (channel: string, message: string) => this.#listeners.get(channel)?.(message));
  }

  get isReady(): boolean {
    return this.#readiness.isReady;
  }

  /** Number of losses so far: data read before a loss may since be gone from the server. */
  get losses(): number {
    return this.#losses;
  }

  /** Throws {@link ReadModelsUnavailableError} if no connection is available in time. */
  async ready(): Promise<void> {
    if (!(await this.#readiness.whenReady())) throw this.#lost(this.#trouble);
  }

  command(name: string, ...args: readonly (string | number)[]): Promise<unknown> {
    return this.#send(() => this.#redis.call(name, ...args));
  }

  /** Runs a script, sent by its digest if the server has it cached. */
  run(script: LuaScript, keys: readonly string[], args: readonly (string | number)[]): Promise<unknown> {
    if (!this.#defined.has(script.name)) {
      this.#redis.defineCommand(script.name, { lua: script.lua });
      this.#defined.add(script.name);
    }
    const defined = Reflect.get(this.#redis, script.name) as (...args: readonly unknown[]) => Promise<unknown>;
    return this.#send(() => defined.call(this.#redis, keys.length, ...keys, ...args));
  }

  /** Sets the listener of a channel. Messages published while the connection is lost are missed. */
  listen(channel: string, listener: (message: string) => void): void {
    this.#listeners.set(channel, listener);
    if (this.isReady) this.#subscribe(channel);
  }

  async close(): Promise<void> {
    const wasReady = this.isReady;
    this.#readiness.close();
    if (wasReady) await this.#redis.quit().catch(() => undefined);
    this.#redis.disconnect();
  }

  async #send<Reply>(send: () => Promise<Reply>): Promise<Reply> {
    await this.ready();
    try {
      return await send();
    } catch (error) {
      throw this.#lost(error instanceof Error ? error.message : String(error), error);
    }
  }

  #subscribe(channel: string): void {
    // If the connection is lost meanwhile, the next one subscribes again.
    this.#redis.subscribe(channel).catch(() => undefined);
  }

  #lost(reason: string, cause?: unknown): ReadModelsUnavailableError {
    const lost = new ReadModelsUnavailableError(`${this.#address}: ${reason}`, { cause });
    lost.outage = this.settings.outage?.() ?? null;
    return lost;
  }
}
