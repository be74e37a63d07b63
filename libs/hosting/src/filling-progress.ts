import type { Position } from '@bookonce/kernel/ports/event-store';

/** Describes how far views are filled, for a log line: `filling views: 43 %, about 12 s left (link@2)`. */
export class FillingProgress {
  #started: { readonly atMs: number; readonly share: number } | null = null;

  constructor(
    /** The end of history when the filling began. */
    private readonly head: Position,
    /** How many events lie up to a position, or any other measure that grows evenly; 0 for null. */
    private readonly measure: (position: Position | null) => number,
  ) {}

  /** `nowMs`: monotonic milliseconds. The slowest view counts. Views that have reached the head are left out. */
  describe(views: readonly { readonly key: string; readonly position: Position | null }[], nowMs: number): string {
    const behind = views.filter(({ position }) => (position ?? '') < this.head);
    const share = Math.min(1, ...behind.map(({ position }) => this.measure(position) / this.measure(this.head)));
    this.#started ??= { atMs: nowMs, share };
    const gained = share - this.#started.share;
    const left = gained > 0 ? ((nowMs - this.#started.atMs) * (1 - share)) / gained / 1_000 : null;
    const time = left === null ? '' : `, about ${Math.ceil(left)} s left`;
    return `filling views: ${Math.floor(share * 100)} %${time} (${behind.map(({ key }) => key).join(', ')})`;
  }
}
