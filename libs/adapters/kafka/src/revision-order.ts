export interface RevisionOrderOptions {
  /** How long one waits for those before it. */
  readonly patienceMs: number;
  /** Revisions before this one did not come in time; it is let through. */
  readonly onGap: (stream: string, seen: number, next: number) => void;
}

interface Parked {
  readonly timer: ReturnType<typeof setTimeout>;
  readonly byRevision: Map<number, (() => void)[]>;
}

/** Streams whose revision is remembered; of others, any is taken for the next. */
const REMEMBERED = 10_000;

/**
 * Lets revision r + 1 of a stream pass only after r (I11), as far as this partition has been seen. A publisher that
 * was broken off may have left r out, and publishes it again; until then r + 1 is parked. Repetitions pass.
 */
export class RevisionOrder {
  readonly #seen = new Map<string, number>();
  readonly #parked = new Map<string, Parked>();

  constructor(private readonly options: RevisionOrderOptions) {}

  /** Calls `pass` now, or when all before it have passed. */
  offer(stream: string, revision: number, pass: () => void): void {
    const seen = this.#seen.get(stream);
    if (seen !== undefined && revision > seen + 1) return this.#park(stream, revision, pass);
    this.#remember(stream, Math.max(seen ?? revision, revision));
    pass();
    this.#release(stream);
  }

  /** Forgets what is parked. */
  dispose(): void {
    for (const { timer } of this.#parked.values()) clearTimeout(timer);
    this.#parked.clear();
  }

  #remember(stream: string, revision: number): void {
    // What was not used for longest is first.
    this.#seen.delete(stream);
    this.#seen.set(stream, revision);
    if (this.#seen.size <= REMEMBERED) return;
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

  /** What is missing was lost with its topic's retention; handlers read streams, not only events. */
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
