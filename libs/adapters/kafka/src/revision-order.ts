export interface RevisionOrderOptions {
  /** How long an event waits for its predecessors, in ms. */
  readonly patienceMs: number;
  /** Called when predecessors did not arrive in time and the event is let through. */
  readonly onGap: (stream: string, seen: number, next: number) => void;
}

interface Parked {
  readonly timer: ReturnType<typeof setTimeout>;
  readonly byRevision: Map<number, (() => void)[]>;
}

/** Number of streams whose last revision is remembered. In other streams, any revision counts as the next. */
const REMEMBERED_STREAMS = 10_000;

/**
 * Lets revision r + 1 of a stream pass only after r (I11), within one partition. A publisher that was interrupted may
 * have skipped r and will publish it again; until then r + 1 is parked. Duplicates pass.
 */
export class RevisionOrder {
  readonly #seen = new Map<string, number>();
  readonly #parked = new Map<string, Parked>();

  constructor(private readonly options: RevisionOrderOptions) {}

  /** Calls `pass` now, or once all predecessors have passed. */
  offer(stream: string, revision: number, pass: () => void): void {
    const seen = this.#seen.get(stream);
    if (seen !== undefined && revision > seen + 1) return this.#park(stream, revision, pass);
    this.#remember(stream, Math.max(seen ?? revision, revision));
    pass();
    this.#release(stream);
  }

  /** Drops the parked events. */
  dispose(): void {
    for (const { timer } of this.#parked.values()) clearTimeout(timer);
    this.#parked.clear();
  }

  #remember(stream: string, revision: number): void {
    // Maps keep insertion order, so the least recently used stream comes first.
    this.#seen.delete(stream);
    this.#seen.set(stream, revision);
    if (this.#seen.size <= REMEMBERED_STREAMS) return;
    for (const oldest of this.#seen.keys()) {
      if (this.#parked.has(oldest)) continue;
      this.#seen.delete(oldest);
      return;
    }
  }

  #park(stream: string, revision: number, pass: () => void): void {
    const parked = this.#parked.get(stream) ?? {
      timer: setTimeout(() => this.#giveUp(stream), this.options.patienceMs),
      byRevision: new Map<number, (() => void)[]>(),
    };
    this.#parked.set(stream, parked);
    parked.byRevision.set(revision, [...(parked.byRevision.get(revision) ?? []), pass]);
  }

  #release(stream: string): void {
    const parked = this.#parked.get(stream);
    if (parked === undefined) return;
    for (let next = this.#next(stream); ; next = this.#next(stream)) {
      const passes = parked.byRevision.get(next);
      if (passes === undefined) break;
      parked.byRevision.delete(next);
      this.#remember(stream, next);
      for (const pass of passes) pass();
    }
    if (parked.byRevision.size > 0) return;
    clearTimeout(parked.timer);
    this.#parked.delete(stream);
  }

  #next(stream: string): number {
    return (this.#seen.get(stream) ?? -1) + 1;
  }

  /** The missing revisions exceeded the topic's retention. Handlers cope: they read streams, not only events. */
  #giveUp(stream: string): void {
    const parked = this.#parked.get(stream);
    if (parked === undefined) return;
    const next = Math.min(...parked.byRevision.keys());
    this.options.onGap(stream, this.#next(stream) - 1, next);
    this.#remember(stream, next - 1);
    this.#parked.set(stream, { ...parked, timer: setTimeout(() => this.#giveUp(stream), this.options.patienceMs) });
    this.#release(stream);
  }
}
