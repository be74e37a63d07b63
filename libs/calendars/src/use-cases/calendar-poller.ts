import { atMost } from '@bookonce/kernel/at-most';
import { retryUntilAborted } from '@bookonce/kernel/back-off';
import type { Runner } from '@bookonce/kernel/leased-runner';
import type { CalendarPolls, ClaimedPoll } from '@bookonce/kernel/ports/calendar-polls';
import type { Clock } from '@bookonce/kernel/ports/clock';
import type { ReadModels } from '@bookonce/kernel/ports/read-models';
import type { Cancel, Scheduler } from '@bookonce/kernel/ports/scheduler';
import { polledIds } from './polled-ids.js';
import type { CalendarReads } from './calendar-reads.js';

export interface CalendarPollerOptions {
  /** Holidays are polled, too. */
  readonly reads: {
    readonly claimDue: CalendarReads['claimDue'];
    readonly run: (claimed: ClaimedPoll, withinMs: number) => Promise<unknown>;
  };
  readonly polls: Pick<CalendarPolls, 'add'>;
  /** Only filled views: an unfilled one lacks calendars. */
  readonly readModels: Pick<ReadModels, 'list'>;
  readonly scheduler: Scheduler;
  readonly realClock: Pick<Clock, 'now'>;
  /** In [0, 1). */
  readonly random: () => number;
  /** The time between two reads of a calendar, in ms. */
  readonly intervalMs: number;
  readonly onError: (error: unknown, calendarId: string | null) => void;
  /** Calendars that are read at the same time; default 64. */
  readonly mostAtOnce?: number;
  /** How often to look for calendars that are due, in ms; default 1 s. */
  readonly lookEveryMs?: number | undefined;
}

/** A feed of the slowest large provider takes 12 s. */
const READ_WITHIN_MS = 30_000;
const MOST_AT_ONCE = 64;
const LOOK_EVERY_MS = 1_000;
/** After a failure that is not the calendar's, such as a lost database. */
const PAUSE_MS = 5_000;
/** A process that stops does not wait for slow servers of others. */
const STOP_WITHIN_MS = 3_000;
const RETRY = { firstMs: 250, longestMs: 5_000 };

/**
 * Reads connected calendars when they are due. Several instances share them. A slow calendar takes one of many places and
 * holds up no other. Each instance claims no more than it can begin, so whatever is due longest comes first.
 */
export class CalendarPoller implements Runner {
  readonly #stopping = new AbortController();
  readonly #inFlight = new Set<Promise<unknown>>();
  readonly #mostAtOnce: number;
  #cancelLooks: Cancel | null = null;
  #adding: Promise<void> = Promise.resolve();
  #round: Promise<void> | null = null;
  #again = false;
  #pausedUntil = 0;

  constructor(private readonly options: CalendarPollerOptions) {
    this.#mostAtOnce = options.mostAtOnce ?? MOST_AT_ONCE;
  }

  start(): void {
    this.#adding = this.#addMissing();
    this.#cancelLooks = this.options.scheduler.repeat(this.options.lookEveryMs ?? LOOK_EVERY_MS, () => this.poke());
    this.poke();
  }

  /** Claims no more calendars. Resolves when no read is in flight, or shortly after: a lease ends what is left. */
  async stop(): Promise<void> {
    this.#stopping.abort();
    this.#cancelLooks?.();
    await this.#adding;
    await this.#round;
    await atMost(this.options.scheduler, STOP_WITHIN_MS, Promise.all(this.#inFlight));
  }

  /** Looks for calendars that are due. */
  poke(): void {
    if (this.#stopping.signal.aborted || this.options.scheduler.now() < this.#pausedUntil) return;
    if (this.#round !== null) {
      this.#again = true;
      return;
    }
    this.#again = false;
    this.#round = this.#claim()
      .catch((error: unknown) => this.#failed(error, null))
      .finally(() => {
        this.#round = null;
        if (this.#again) this.poke();
      });
  }

  async #claim(): Promise<void> {
    const places = this.#mostAtOnce - this.#inFlight.size;
    if (places <= 0) return;
    const claimed = await this.options.reads.claimDue(places);
    for (const one of claimed) this.#begin(one);
  }

  #begin(claimed: ClaimedPoll): void {
    const wasFull = (): boolean => this.#inFlight.size >= this.#mostAtOnce - 1;
    const reading: Promise<unknown> = this.options.reads
      .run(claimed, READ_WITHIN_MS)
      .catch((error: unknown) => this.#failed(error, claimed.calendarId))
      .finally(() => {
        this.#inFlight.delete(reading);
        // More may be due than there were places for.
        if (wasFull()) this.poke();
      });
    this.#inFlight.add(reading);
  }

  #failed(error: unknown, calendarId: string | null): void {
    // A read that outlasts the end of the process finds its servers closed.
    if (this.#stopping.signal.aborted) return;
    this.#pausedUntil = this.options.scheduler.now() + PAUSE_MS;
    this.options.onError(error, calendarId);
  }

  /** Adds the calendars and holidays whose polling state is lost, spread over one interval. */
  #addMissing(): Promise<void> {
    const { readModels, polls, scheduler, realClock, random, intervalMs, onError } = this.options;
    return retryUntilAborted({
      attempt: async () => {
        for await (const ids of polledIds(readModels)) {
          await polls.add(ids, realClock.now() + Math.floor(random() * intervalMs));
          if (this.#stopping.signal.aborted) return;
        }
      },
      policy: RETRY,
      scheduler,
      signal: this.#stopping.signal,
      onFailure: (error) => onError(error, null),
    });
  }
}
