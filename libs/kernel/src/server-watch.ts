import { UnavailableError, type Outage } from './outage.js';
import type { Scheduler } from './ports/scheduler.js';

export interface ServerWatchOptions {
  /** Names the server and its address for people: `PostgreSQL at localhost:5432`. */
  readonly server: string;
  readonly scheduler: Pick<Scheduler, 'now' | 'wait'>;
  /** Resolves if the server can be used. Without one, {@link ServerWatch.answered} has to be called. */
  readonly probe?: () => Promise<unknown>;
  /** Called once when the server is lost, and once a minute while it is. */
  readonly onLost: (message: string) => void;
  readonly onBack: (message: string) => void;
}

const PROBE_EVERY_MS = 250;
/** A call to a frozen server hangs, maybe on a connection that will never answer. */
const PROBE_LIMIT_MS = 1_000;
const SUMMARY_EVERY_MS = 60_000;

interface Running extends Outage {
  readonly end: AbortController;
  readonly sinceMs: number;
  reportedMs: number;
  failures: number;
}

/**
 * Knows whether a server is lost, for everything in a process that uses it. However many followers and requests fail
 * meanwhile, the loss is reported once, a summary once a minute, and the return once. The return ends all pauses, so that
 * nothing waits out a back-off of its own.
 */
export class ServerWatch {
  #running: Running | null = null;
  #stopped = false;

  constructor(private readonly options: ServerWatchOptions) {}

  /** The current outage; null while the server can be used, as far as is known. */
  get outage(): Outage | null {
    return this.#running;
  }

  /** Takes note of a failure, and returns the outage that it is part of. */
  failed(error: unknown): Outage {
    const reason = error instanceof Error ? error.message : String(error);
    if (this.#running === null) return this.#begin(reason);
    const running = this.#running;
    running.failures += 1;
    if (this.options.scheduler.now() - running.reportedMs >= SUMMARY_EVERY_MS) this.#summarise(running, reason);
    return running;
  }

  /** Takes note of a failed call: an error of a lost server becomes part of the outage. Returns the same error. */
  noted(error: unknown): unknown {
    if (!(error instanceof UnavailableError) || this.#stopped) return error;
    error.outage = this.failed(error);
    return error;
  }

  /** Takes note that the server can be used. */
  answered(): void {
    const running = this.#running;
    if (running === null) return;
    this.#running = null;
    running.end.abort();
    const seconds = this.#secondsOf(running);
    this.options.onBack(`${this.options.server} is back after ${seconds} s (${attempts(running.failures)})`);
  }

  /** Stops watching: from now on nothing is reported. */
  stop(): void {
    this.#stopped = true;
    this.#running?.end.abort();
  }

  #begin(reason: string): Outage {
    const { server, scheduler, onLost } = this.options;
    const end = new AbortController();
    const now = scheduler.now();
    const running: Running = { end, over: end.signal, sinceMs: now, reportedMs: now, failures: 1 };
    this.#running = running;
    if (this.#stopped) return running;
    onLost(`${server} is lost (${reason}); trying again`);
    void this.#probe(running);
    return running;
  }

  async #probe({ over }: Running): Promise<void> {
    const { probe, scheduler } = this.options;
    if (probe === undefined) return;
    for (;;) {
      await scheduler.wait(PROBE_EVERY_MS, over);
      if (over.aborted) return;
      try {
        const late = scheduler.wait(PROBE_LIMIT_MS, over).then(() => 'late' as const);
        if ((await Promise.race([probe(), late])) === 'late') throw new Error(`no answer within ${PROBE_LIMIT_MS} ms`);
        if (!over.aborted) this.answered();
        return;
      } catch (error) {
        if (!over.aborted) this.failed(error);
      }
    }
  }

  #summarise(running: Running, reason: string): void {
    const { server, scheduler, onLost } = this.options;
    running.reportedMs = scheduler.now();
    onLost(
      `${server} has been lost for ${this.#secondsOf(running)} s (${attempts(running.failures)}, the last one: ${reason})`,
    );
  }

  #secondsOf({ sinceMs }: Running): string {
    return ((this.options.scheduler.now() - sinceMs) / 1_000).toFixed(1);
  }
}

const attempts = (failures: number): string => `${failures} failed ${failures === 1 ? 'attempt' : 'attempts'}`;
