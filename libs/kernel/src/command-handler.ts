import { fold, type Decider, type DomainEvent } from './decider.js';
import { isSnapshotDue } from './is-snapshot-due.js';
import { loadAggregate, notLoaded, type Loaded, type LoadOptions } from './load-aggregate.js';
import { LruCache } from './lru-cache.js';
import type { Instant } from './json.js';
import { newEvents, storedFrom } from './new-events.js';
import type { CommandContext } from './ports/bus.js';
import {
  NO_STREAM,
  StoreUnavailableError,
  streamName,
  type AppendOutcome,
  type EventStore,
  type NewEvent,
  type Position,
  type StoredEvent,
  type StreamName,
} from './ports/event-store.js';
import type { Ids } from './ports/ids.js';
import { fail, ok, type Result } from './result.js';

/** Other appends kept changing the stream. Nothing was stored for the command, so a retry is safe. */
export interface Conflict {
  readonly kind: 'conflict';
}

export interface Handled<State> {
  /** Events that this call appended; none if an earlier delivery or try of the command took effect. */
  readonly events: readonly StoredEvent[];
  /** The state after this command. */
  readonly state: State;
  /** Position of the last known event of the stream, for readers that wait for it; null if unknown. */
  readonly position: Position | null;
}

export interface CommandHandlerOptions<Command, State, Event extends DomainEvent, Refusal> extends LoadOptions {
  readonly category: string;
  readonly decider: Decider<Command, State, Event, Refusal>;
  readonly store: EventStore;
  readonly ids: Pick<Ids, 'derive'>;
  /** Schema version that new events of this type carry. */
  readonly versionOf: (eventType: string) => number;
  /**
   * Returns whether a command creates its stream. It is then decided without reading the store; if the stream exists
   * after all, the append conflicts.
   */
  readonly begins?: (command: Command) => boolean;
  /** Rounds of load, decide, append before a command is answered with a conflict; default 10. */
  readonly maxAttempts?: number;
  /** States kept warm; default 10,000. */
  readonly cacheSize?: number;
}

interface Waiting<Command, State, Refusal> {
  readonly command: Command;
  readonly context: CommandContext;
  readonly at: Instant;
  readonly resolve: (result: Result<Handled<State>, Refusal | Conflict>) => void;
  readonly reject: (error: unknown) => void;
}

interface Decided<State, Refusal> {
  readonly from: number;
  readonly count: number;
  readonly result: Result<State, Refusal>;
}

const MAX_COMMANDS_IN_ONE_APPEND = 128;
const APPEND_TRIES = 3;

/**
 * Runs commands against one kind of aggregate: load, fold, decide, append at the expected revision, and
 * again on a conflict. Commands that reach a stream together are decided one after the other and appended
 * as one batch, so a host whose calendar everybody wants costs one append for all of them.
 */
export class CommandHandler<Command, State, Event extends DomainEvent, Refusal> {
  readonly #warm: LruCache<Loaded<State>>;
  readonly #waiting = new Map<string, Waiting<Command, State, Refusal>[]>();

  constructor(private readonly options: CommandHandlerOptions<Command, State, Event, Refusal>) {
    this.#warm = new LruCache(options.cacheSize ?? 10_000);
  }

  /**
   * Runs a command; `at` becomes the events' time. Rejects with {@link StoreUnavailableError} if the store is lost: the
   * outcome is then unknown, and the caller may retry with the same `commandId`.
   */
  handle(
    id: string,
    command: Command,
    context: CommandContext,
    at: Instant,
  ): Promise<Result<Handled<State>, Refusal | Conflict>> {
    return new Promise((resolve, reject) => {
      const waiting = { command, context, at, resolve, reject };
      const queue = this.#waiting.get(id);
      if (queue !== undefined) {
        queue.push(waiting);
        return;
      }
      const started = [waiting];
      this.#waiting.set(id, started);
      void this.#drain(id, started);
    });
  }

  /** Returns the current state, read from the store unless it is in memory. */
  async load(id: string): Promise<Loaded<State>> {
    return this.#refresh(id, streamName(this.options.category, id));
  }

  /**
   * Returns the last state known to this process. Reads the store only if there is none, or an older one than revision
   * `atLeast`. The state may lag behind other instances, and behind an append of this one that is in flight.
   */
  async peek(id: string, atLeast = NO_STREAM): Promise<Loaded<State>> {
    const warm = this.#warm.get(id);
    return warm !== undefined && warm.revision >= atLeast ? warm : this.load(id);
  }

  /** Forgets the cached state: the next command or read goes to the store. */
  forget(id: string): void {
    this.#warm.delete(id);
  }

  async #drain(id: string, queue: Waiting<Command, State, Refusal>[]): Promise<void> {
    while (queue.length > 0) {
      const batch = queue.splice(0, MAX_COMMANDS_IN_ONE_APPEND);
      try {
        await this.#run(id, batch);
      } catch (error) {
        this.#warm.delete(id);
        for (const waiting of batch) waiting.reject(error);
      }
    }
    this.#waiting.delete(id);
  }

  async #run(id: string, batch: readonly Waiting<Command, State, Refusal>[]): Promise<void> {
    const stream = streamName(this.options.category, id);
    const warm = this.#warm.get(id);
    const assumed = warm ?? this.#assumedNew(batch);
    let loaded = assumed ?? (await this.#refresh(id, stream));
    let verified = assumed === undefined;
    for (let attempt = 0; attempt < (this.options.maxAttempts ?? 10); attempt += 1) {
      const events: NewEvent[] = [];
      const decided = this.#decide(stream, loaded, batch, events);
      if (events.length === 0) {
        // A refusal, or "already done", may rest on a state that another instance has moved on (I9).
        if (!verified) {
          const before = loaded;
          loaded = await this.#refresh(id, stream);
          verified = true;
          if (loaded.revision !== before.revision || loaded.id !== before.id) continue;
        }
        this.#answer(batch, decided, [], loaded.position);
        return;
      }
      const outcome = await this.#append(stream, loaded.revision, events);
      if (outcome.outcome === 'appended') {
        const stored = storedFrom(stream, loaded.revision, events, outcome.position);
        const state = decided.findLast((one) => one.result.ok)?.result;
        if (state?.ok === true) {
          const { revision, position } = outcome;
          const next = { state: state.value, revision, position, id: events.at(-1)?.id ?? null };
          this.#keepNewest(id, next);
          await this.#snapshot(stream, loaded.revision, next);
        }
        this.#answer(batch, decided, outcome.repeated ? [] : stored, outcome.position);
        return;
      }
      loaded = await this.#refresh(id, stream);
      verified = true;
    }
    for (const waiting of batch) waiting.resolve(fail({ kind: 'conflict' }));
  }

  #assumedNew(batch: readonly Waiting<Command, State, Refusal>[]): Loaded<State> | undefined {
    const { begins, decider } = this.options;
    return begins !== undefined && batch.every(({ command }) => begins(command))
      ? notLoaded(decider.initial)
      : undefined;
  }

  #decide(
    stream: StreamName,
    from: Loaded<State>,
    batch: readonly Waiting<Command, State, Refusal>[],
    events: NewEvent[],
  ): readonly Decided<State, Refusal>[] {
    const { decider, ids, versionOf } = this.options;
    let { state } = from;
    return batch.map(({ command, context, at }) => {
      const start = events.length;
      const decision = decider.decide(command, state);
      if (!decision.ok) return { from: start, count: 0, result: decision };
      const made = newEvents(decision.value, { stream, from: from.revision + 1 + start, context, at, ids, versionOf });
      events.push(...made);
      // As they will be stored: a state that goes by the events' own times is the same when it is loaded.
      state = fold(decider, state, made as unknown as Iterable<Event>);
      return { from: start, count: decision.value.length, result: ok(state) };
    });
  }

  #answer(
    batch: readonly Waiting<Command, State, Refusal>[],
    decided: readonly Decided<State, Refusal>[],
    stored: readonly StoredEvent[],
    position: Position | null,
  ): void {
    batch.forEach((waiting, index) => {
      const one = decided[index];
      if (one === undefined) return;
      const events = stored.slice(one.from, one.from + one.count);
      waiting.resolve(one.result.ok ? ok({ events, state: one.result.value, position }) : one.result);
    });
  }

  async #append(stream: StreamName, revision: number, events: readonly NewEvent[]): Promise<AppendOutcome> {
    for (let tries = 1; ; tries += 1) {
      try {
        return await this.options.store.append(stream, revision, events);
      } catch (error) {
        // The outcome is unknown. A retry with the same ids settles it.
        if (!(error instanceof StoreUnavailableError) || tries >= APPEND_TRIES) throw error;
      }
    }
  }

  async #refresh(id: string, stream: StreamName): Promise<Loaded<State>> {
    const warm = this.#warm.get(id);
    const loaded = await loadAggregate(this.options.store, this.options.decider, stream, warm, this.options);
    // History has lost what the warm state ends with: it must not win as the newer one.
    if (warm !== undefined && loaded.revision < warm.revision) this.#forgetState(id, warm);
    return loaded.revision === NO_STREAM ? loaded : this.#keepNewest(id, loaded);
  }

  #forgetState(id: string, state: Loaded<State>): void {
    if (this.#warm.get(id) === state) this.#warm.delete(id);
  }

  /** Loads and appends of one stream may overlap, so the one that ends last need not have the newest state. */
  #keepNewest(id: string, loaded: Loaded<State>): Loaded<State> {
    const warm = this.#warm.get(id);
    if (warm !== undefined && warm.revision > loaded.revision) return warm;
    this.#warm.set(id, loaded);
    return loaded;
  }

  async #snapshot(stream: StreamName, before: number, next: Loaded<State>): Promise<void> {
    const { snapshot } = this.options;
    if (snapshot === undefined) return;
    if (!isSnapshotDue(snapshot.every, before, next.revision)) return;
    const { revision, id, state } = next;
    const eventId = id === null ? {} : { eventId: id };
    await snapshot.store.save(stream, { revision, version: snapshot.version, ...eventId, state });
  }
}
