/** From `from`, inclusive, to `to`, exclusive. */
interface Interval {
  readonly from: number;
  readonly to: number;
}

/**
 * The occupied intervals of one calendar, sorted by where they begin. Finding what overlaps costs a binary search and a
 * look at those that begin within the longest interval's length before.
 */
export class SlotsByTime<Slot extends Interval> {
  readonly #slots: Slot[] = [];
  #longest = 0;

  add(slot: Slot): void {
    this.#longest = Math.max(this.#longest, slot.to - slot.from);
    this.#slots.splice(this.#firstFrom(slot.from), 0, slot);
  }

  remove(slot: Slot): void {
    for (let index = this.#firstFrom(slot.from); this.#slots[index]?.from === slot.from; index += 1) {
      if (this.#slots[index] !== slot) continue;
      this.#slots.splice(index, 1);
      return;
    }
  }

  overlapping({ from, to }: Interval): readonly Slot[] {
    const found: Slot[] = [];
    for (let index = this.#firstFrom(from - this.#longest); ; index += 1) {
      const slot = this.#slots[index];
      if (slot === undefined || slot.from >= to) return found;
      if (slot.to > from) found.push(slot);
    }
  }

  /** The index of the first slot that begins at `from` or later. */
  #firstFrom(from: number): number {
    let low = 0;
    let high = this.#slots.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if ((this.#slots[middle]?.from ?? Infinity) < from) low = middle + 1;
      else high = middle;
    }
    return low;
  }
}
