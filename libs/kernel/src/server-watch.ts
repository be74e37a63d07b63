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
/** The longest pause before a probe of a server whose probes succeed while calls fail. */
const MOST_PROBE_PAUSE_MS = 4_000;
/** A call to a frozen server hangs, maybe on a connection that will never answer. */
const PROBE_LIMIT_MS = 1_000;
const SUMMARY_EVERY_MS = 60_000;
/** A return that is in doubt is reported once no call has failed for so long. */
const SETTLE_MS = 3_000;
/** The same, if the server has seemed to be back before: calls that hang fail late. */
const SETTLE_AGAIN_MS = 15_000;
/** A server that is lost again within this time after its return is watched with more doubt. */
const RELAPSE_MS = 60_000;

/** From the report of a loss to the report of the return. The server may seem to be back several times meanwhile. */
interface Episode {
  readonly sinceMs: number;
  reportedMs: number;
  failures: number;
  /** Null while the server seems to be back. */
  outage: (Outage & { readonly end: AbortController }) | null;
  /** Whether the first sign of the return is to be believed. */
  isReturnCertain: boolean;
  /** Whether the server was lost again soon after a return. */
  isRelapse: boolean;
  probePauseMs: number;
  /** Aborted if the return turns out to be none. */
  settling: AbortController | null;
}

/**
 * Knows whether a server is lost, for everything in a process that uses it. However many followers and requests fail
 * meanwhile, the loss is reported once, a summary once a minute, and the return once, even if probes succeed while calls
 * go on failing. The return ends all pauses, so that nothing waits out a back-off of its own.
 */
export class ServerWatch {
  #episode: Episode | null = null;
  #returnedMs = -Infinity;
  #stopped = false;

  constructor(private readonly options: ServerWatchOptions) {}

  /** The current outage; null while the server can be used, as far as is known. */
  get outage(): Outage | null {
    return this.#episode?.outage ?? null;
  }

  /** Whether the server is lost, or was until a moment ago. */
  get isInDoubt(): boolean {
    return this.#episode !== null;
  }

  /** Takes note of a failure, and returns the outage that it is part of. */
  failed(error: unknown): Outage {
    const reason = error instanceof Error ? error.message : String(error);
    const episode = this.#episode;
    if (episode === null) return this.#begin(reason);
    episode.failures += 1;
    if (this.options.scheduler.now() - episode.reportedMs >= SUMMARY_EVERY_MS) this.#summarise(episode, reason);
    return episode.outage ?? this.#relapse(episode);
  }

  /** Takes note of a failed call: an error of a lost server becomes part of the outage. Returns the same error. */
  noted(error: unknown): unknown {
    if (!(error instanceof UnavailableError) || this.#stopped) return error;
    error.outage = this.failed(error);
    return error;
  }

  /** Takes note that the server can be used. */
  answered(): void {
    const episode = this.#episode;
    if (episode === null || episode.outage === null) return;
    episode.outage.end.abort();
    episode.outage = null;
    if (this.#stopped) return;
    const backMs = this.options.scheduler.now();
    if (episode.isReturnCertain) this.#end(episode, backMs);
    else void this.#settle(episode, backMs);
  }

  /** Stops watching: from now on nothing is reported. */
  stop(): void {
    this.#stopped = true;
    this.#episode?.outage?.end.abort();
    this.#episode?.settling?.abort();
  }

  #begin(reason: string): Outage {
    const { server, scheduler, onLost, probe } = this.options;
    const now = scheduler.now();
    const isRelapse = now - this.#returnedMs < RELAPSE_MS;
    const episode: Episode = {
      sinceMs: now,
      reportedMs: now,
      failures: 1,
      outage: null,
      // A probe that never failed proves nothing.
      isReturnCertain: probe === undefined && !isRelapse,
      isRelapse,
      probePauseMs: PROBE_EVERY_MS,
      settling: null,
    };
    this.#episode = episode;
    if (!this.#stopped) onLost(`${server} is lost (${reason}); trying again`);
    return this.#lose(episode);
  }

  /** The server only seemed to be back. */
  #relapse(episode: Episode): Outage {
    episode.settling?.abort();
    episode.settling = null;
    episode.isRelapse = true;
    episode.isReturnCertain = false;
    episode.probePauseMs = Math.min(episode.probePauseMs * 2, MOST_PROBE_PAUSE_MS);
    return this.#lose(episode);
  }

  #lose(episode: Episode): Outage {
    const end = new AbortController();
    const outage = { end, over: end.signal };
    episode.outage = outage;
    if (!this.#stopped) void this.#probe(episode, end.signal);
    return outage;
  }

  async #probe(episode: Episode, over: AbortSignal): Promise<void> {
    const { probe, scheduler } = this.options;
    if (probe === undefined) return;
    for (;;) {
      await scheduler.wait(episode.probePauseMs, over);
      if (over.aborted) return;
      try {
        const late = scheduler.wait(PROBE_LIMIT_MS, over).then(() => 'late' as const);
        if ((await Promise.race([probe(), late])) === 'late') throw new Error(`no answer within ${PROBE_LIMIT_MS} ms`);
        if (!over.aborted) this.answered();
        return;
      } catch (error) {
        if (over.aborted) continue;
        episode.isReturnCertain = !episode.isRelapse;
        this.failed(error);
      }
    }
  }

  async #settle(episode: Episode, backMs: number): Promise<void> {
    const settling = new AbortController();
    episode.settling = settling;
    await this.options.scheduler.wait(episode.isRelapse ? SETTLE_AGAIN_MS : SETTLE_MS, settling.signal);
    if (!settling.signal.aborted) this.#end(episode, backMs);
  }

  #end(episode: Episode, backMs: number): void {
    const { server, onBack } = this.options;
    this.#episode = null;
    this.#returnedMs = this.options.scheduler.now();
    onBack(`${server} is back after ${secondsOf(backMs - episode.sinceMs)} s (${attempts(episode.failures)})`);
  }

  #summarise(episode: Episode, reason: string): void {
    const { server, scheduler, onLost } = this.options;
    const now = scheduler.now();
    episode.reportedMs = now;
    if (this.#stopped) return;
    onLost(
      `${server} has been lost for ${secondsOf(now - episode.sinceMs)} s (${attempts(episode.failures)}, the last one: ${reason})`,
    );
  }
}

const secondsOf = (ms: number): string => (ms / 1_000).toFixed(1);

const attempts = (failures: number): string => `${failures} failed ${failures === 1 ? 'attempt' : 'attempts'}`;
