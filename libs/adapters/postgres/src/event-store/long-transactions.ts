import type { Cancel } from '@bookonce/kernel/ports/scheduler';
import { systemScheduler } from '@bookonce/platform/system-scheduler';
import type { HistoryReader } from './history-reader.js';

const LOOK_EVERY_MS = 5_000;
const LONG_MS = 10_000;
const WARN_EVERY_MS = 60_000;

/** Watches for a transaction of this database that runs for long: new events are delivered only once it has ended. */
export class LongTransactions {
  #oldest: { readonly id: string; readonly since: number } | null = null;
  #warnedAt = -Infinity;
  #cancel: Cancel | null = null;

  constructor(
    private readonly reader: Pick<HistoryReader, 'oldestTransaction'>,
    /** Called after 10 s, then every minute. */
    private readonly warn: (text: string) => void,
    private readonly now: () => number = () => systemScheduler.now(),
  ) {}

  start(): void {
    this.#cancel = systemScheduler.repeat(LOOK_EVERY_MS, () => void this.look());
  }

  stop(): void {
    this.#cancel?.();
  }

  /** How long the oldest transaction has been running, as far as this process has seen it. */
  get seconds(): number {
    return this.#oldest === null ? 0 : (this.now() - this.#oldest.since) / 1_000;
  }

  /** Never rejects: a lost server is reported by everything else. */
  async look(): Promise<void> {
    const oldest = await this.reader.oldestTransaction().catch(() => null);
    if (oldest === null) {
      this.#oldest = null;
      return;
    }
    if (oldest.id !== this.#oldest?.id) this.#oldest = { id: oldest.id, since: this.now() };
    if (this.seconds * 1_000 < LONG_MS || this.now() < this.#warnedAt + WARN_EVERY_MS) return;
    this.#warnedAt = this.now();
    const seconds = Math.floor(this.seconds);
    this.warn(`new events wait for a transaction that has been open for ${seconds} s: ${oldest.description}. End it.`);
  }
}
