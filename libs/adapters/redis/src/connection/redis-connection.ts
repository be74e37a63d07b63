import { backoffMs, type BackoffPolicy } from '@bookonce/kernel/back-off';
import { ReadModelsUnavailableError } from '@bookonce/kernel/ports/read-models';
import { Redis } from 'ioredis';
import { Readiness } from './readiness.js';

export interface RedisSettings {
  /** `redis://[user:password@]host[:port][/database]`, or `rediss://…`. */
  readonly url: string;
  /** What every key begins with, so that several installations can share a server. Default `bookonce:`. */
  readonly prefix?: string;
  /** A server that owes an answer and says nothing for so long is lost. Default 3,000 ms. */
  readonly timeoutMs?: number;
  /** How long calls wait for a connection that is lost, counted from its loss. Default 1,000 ms. */
  readonly patienceMs?: number;
  /** Told of every attempt to connect that failed, with the server's address and the reason. */
  readonly onTrouble?: (message: string) => void;
}

/** A script that the server runs in one step. Every key that it uses begins with one of its keys. */
export interface LuaScript {
  /** Its name among the commands of a connection. */
  readonly name: string;
  readonly lua: string;
}

const RETRIES: BackoffPolicy = { firstMs: 50, longestMs: 1_000 };

/**
 * One connection, which comes back by itself. Nothing is queued while it is lost and nothing is sent twice: a call
 * throws {@link ReadModelsUnavailableError} within `timeoutMs + patienceMs`, and whether the server did what was
 * under way is unknown then.
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

  constructor(settings: RedisSettings) {
    const { url, prefix = 'bookonce:', timeoutMs = 3_000, patienceMs = 1_000 } = settings;
    const { hostname, port } = new URL(url);
    this.prefix = prefix;
    this.#address = `Redis at ${hostname}:${port === '' ? '6379' : port}`;
    this.#readiness = new Readiness(patienceMs);
    this.#redis = new Redis(url, {
      connectTimeout: timeoutMs,
      socketTimeout: timeoutMs,
      enableOfflineQueue: false,
      autoResendUnfulfilledCommands: false,
      // What is under way fails with the first loss.
      maxRetriesPerRequest: 0,
      autoResubscribe: false,
      retryStrategy: (failures) => backoffMs(RETRIES, failures),
    });
    this.#redis.on('ready', () => {
      this.#readiness.found();
      for (const channel of this.#listeners.keys()) this.#subscribe(channel);
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

  /** How often it was lost: what was read before a loss may be what the server has forgotten. */
  get losses(): number {
    return this.#losses;
  }

  /** Throws {@link ReadModelsUnavailableError} where there is no connection in time. */
  async ready(): Promise<void> {
    if (!(await this.#readiness.whenReady())) throw this.#lost(this.#trouble);
  }

  command(name: string, ...args: readonly (string | number)[]): Promise<unknown> {
    return this.#send(() => this.#redis.call(name, ...args));
  }

  /** Runs a script, sent by its digest where the server has it already. */
  run(script: LuaScript, keys: readonly string[], args: readonly (string | number)[]): Promise<unknown> {
    if (!this.#defined.has(script.name)) {
      this.#redis.defineCommand(script.name, { lua: script.lua });
      this.#defined.add(script.name);
    }
    const defined = Reflect.get(this.#redis, script.name) as (...args: readonly unknown[]) => Promise<unknown>;
    return this.#send(() => defined.call(this.#redis, keys.length, ...keys, ...args));
  }

  /** One listener for each channel. What is published while the connection is lost is never heard. */
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
    // A loss in between subscribes again with the next connection.
    this.#redis.subscribe(channel).catch(() => undefined);
  }

  #lost(reason: string, cause?: unknown): ReadModelsUnavailableError {
    return new ReadModelsUnavailableError(`${this.#address}: ${reason}`, { cause });
  }
}
