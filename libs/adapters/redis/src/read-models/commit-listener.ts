import type { Position } from '@bookonce/kernel/ports/event-store';
import type { RedisConnection } from '../connection/redis-connection.js';

interface Waiter {
  readonly position: Position;
  readonly missing: Set<string>;
  readonly settle: (reached: boolean) => void;
}

/** What was published while the connection was lost is found by looking. */
const LOOK_EVERY_MS = 250;

/** Readers that wait for a commit of any process: told by the server, which the commit itself makes tell. */
export class CommitListener {
  readonly #waiters = new Set<Waiter>();
  #listening = false;
  #looks: ReturnType<typeof setInterval> | null = null;

  constructor(private readonly connection: RedisConnection) {}

  /** True when all are there, false after `timeoutMs`. Throws where the server is lost when it begins. */
  async wait(projections: readonly string[], position: Position, timeoutMs: number): Promise<boolean> {
    const deadline = performance.now() + timeoutMs;
    const { promise, resolve } = Promise.withResolvers<boolean>();
    const waiter: Waiter = { position, missing: new Set(projections), settle: resolve };
    // It listens before it looks, so that no commit falls between the two.
    this.#listen();
    this.#waiters.add(waiter);
    try {
      for (const [projection, at] of await this.#checkpoints()) reached(waiter, projection, at);
      if (waiter.missing.size === 0) return true;
      const timeout = setTimeout(() => resolve(false), Math.max(0, deadline - performance.now()));
      return await promise.finally(() => clearTimeout(timeout));
    } finally {
      this.#waiters.delete(waiter);
      if (this.#waiters.size === 0) this.#stopLooking();
    }
  }

  close(): void {
    for (const waiter of this.#waiters) waiter.settle(false);
  }

  #listen(): void {
    this.#looks ??= setInterval(() => void this.#look(), LOOK_EVERY_MS);
    if (this.#listening) return;
    this.#listening = true;
    this.connection.listen(`${this.connection.prefix}commits`, (message) => {
      const end = message.indexOf(' ');
      this.#committed(message.slice(0, end), message.slice(end + 1));
    });
  }

  #committed(projection: string, at: Position): void {
    for (const waiter of this.#waiters) reached(waiter, projection, at);
  }

  async #look(): Promise<void> {
    // While the server is lost there is nothing to find; the next look is soon.
    const found = await this.#checkpoints().catch(() => []);
    for (const [projection, at] of found) this.#committed(projection, at);
  }

  async #checkpoints(): Promise<readonly (readonly [projection: string, at: Position])[]> {
    const answer = (await this.connection.command('HGETALL', `${this.connection.prefix}checkpoints`)) as string[];
    return answer.flatMap((text, index) => (index % 2 === 0 ? [[text, answer[index + 1] ?? ''] as const] : []));
  }

  #stopLooking(): void {
    if (this.#looks !== null) clearInterval(this.#looks);
    this.#looks = null;
  }
}

const reached = (waiter: Waiter, projection: string, at: Position): void => {
  if (at >= waiter.position && waiter.missing.delete(projection) && waiter.missing.size === 0) waiter.settle(true);
};
