import { DAY, type WallTime } from './calendar-time.js';

/** Tells by how many ms the clocks of a zone are ahead of UTC at an instant (epoch ms). */
export type OffsetAt = (epochMs: number) => number;

/** Days that are looked at together. Clocks never change twice in so short a time. */
const BLOCK = 8 * DAY;

/** Converts between the wall-clock time of one zone and instants (epoch ms). */
export class WallClock {
  readonly #blocks = new Map<number, number | null>();
  readonly #days = new Map<number, number | null>();

  constructor(private readonly offsetAt: OffsetAt) {}

  /**
   * A time that the clocks show twice is the first of the two. A time that they skip is read with the offset before the
   * change, so 02:30 means the instant that they show as 03:30 (RFC 5545, section 3.3.5).
   */
  epochOf(wall: WallTime): number {
    const steady = this.#steadyOffset(this.#blocks, BLOCK, wall) ?? this.#steadyOffset(this.#days, DAY, wall);
    if (steady !== null) return wall - steady;
    const before = this.offsetAt(wall - DAY);
    const after = this.offsetAt(wall + DAY);
    if (this.offsetAt(wall - before) === before || this.offsetAt(wall - after) !== after) return wall - before;
    return wall - after;
  }

  wallOf(epochMs: number): WallTime {
    return epochMs + this.offsetAt(epochMs);
  }

  /** The offset of the `size` ms around `wall`, a day more on both sides; null if the clocks change there. */
  #steadyOffset(known: Map<number, number | null>, size: number, wall: WallTime): number | null {
    const index = Math.floor(wall / size);
    const found = known.get(index);
    if (found !== undefined) return found;
    const before = this.offsetAt(index * size - DAY);
    const steady = before === this.offsetAt((index + 1) * size + DAY) ? before : null;
    known.set(index, steady);
    return steady;
  }
}
