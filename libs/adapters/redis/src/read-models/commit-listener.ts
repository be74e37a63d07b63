import type { Position } from '@bookonce/kernel/ports/event-store';
import type { View } from '@bookonce/kernel/ports/read-models';
import type { RedisConnection } from '../connection/redis-connection.js';

interface Waiter {
  readonly position: Position;
  readonly missing: Set<string>;
  readonly settle: (reached: boolean) => void;
}

/** Commits that were published while the connection was lost are found by looking. */
const LOOK_EVERY_MS = 250;

/** Lets readers wait for a commit of any process. The commit itself publishes to all of them. */
export class CommitListener {
  readonly #waiters = new Set<Waiter>();
  #listening = false;
  #looks: ReturnType<typeof setInterval> | null = null;

  constructor(private readonly connection: RedisConnection) {}

  /**
   * Resolves with true once all views have the position, with false after `timeoutMs`. Rejects if the server is lost at
   * the beginning.
   */
  async wait(views: readonly View[], position: Position, timeoutMs: number): Promise<boolean> {
    const deadline = performance.now() + timeoutMs;
    const { promise, resolve } = Promise.withResolvers<boolean>();
    const waiter: Waiter = { position, missing: new Set(views.map(({ key }) => key)), settle: resolve };
    // Listening comes before looking, so that no commit falls in between.
    this.#listen();
    this.#waiters.add(waiter);
    try {
      for (const [viewKey, at] of await this.#checkpoints()) reached(waiter, viewKey, at);
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

  #committed(viewKey: string, at: Position): void {
    for (const waiter of this.#waiters) reached(waiter, viewKey, at);
  }

  async #look(): Promise<void> {
    // While the server is lost there is nothing to find. The next look is soon.
    const found = await this.#checkpoints().catch(() => []);
    for (const [viewKey, at] of found) this.#committed(viewKey, at);
  }

  async #checkpoints(): Promise<readonly (readonly [viewKey: string, at: Position])[]> {
    const answer = (await this.connection.command('HGETALL', `${this.connection.prefix}views:checkpoints`)) as string[];
    return answer.flatMap((text, index) => (index % 2 === 0 ? [[text, answer[index + 1] ?? ''] as const] : []));
  }

  #stopLooking(): void {
    if (this.#looks !== null) clearInterval(this.#looks);
    this.#looks = null;
  }
}

const reached = (waiter: Waiter, viewKey: string, at: Position): void => {
  if (at >= waiter.position && waiter.missing.delete(viewKey) && waiter.missing.size === 0) waiter.settle(true);
};
