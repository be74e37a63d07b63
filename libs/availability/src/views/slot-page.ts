import type { Interval } from '@bookonce/contracts/values/instant';
import { instantOf, type Instant } from '@bookonce/kernel/json';
import type { SlotBatch } from '../domain/slots/team-slots.js';
import { minuteInstantOf } from './minute-instant.js';

/** The first slots of a window. */
export interface FoundSlots {
  readonly slots: readonly Interval[];
  /** Where the next search has to begin; absent if these are all slots of the window. */
  readonly next?: Instant;
}

/** The most slots of one answer. */
export const MOST_SLOTS = 5_000;
/** The most starts that one answer looks at, all hosts together. A calendar without free time ends an answer, too. */
const MOST_EXAMINED = 500_000;

/** Collects slots until an answer is full. */
export class SlotPage {
  readonly #batches: (readonly Interval[])[] = [];
  #count = 0;
  #examined = 0;
  #next: Instant | null = null;

  /** @param to the end of the window, epoch ms */
  constructor(
    private readonly durationMs: number,
    private readonly to: number,
  ) {}

  get isFull(): boolean {
    return this.#next !== null;
  }

  add({ starts, examined, until }: SlotBatch): void {
    const room = MOST_SLOTS - this.#count;
    const first = starts.length <= room ? starts : starts.slice(0, room);
    this.#batches.push(
      first.map((start) => ({ start: minuteInstantOf(start), end: minuteInstantOf(start + this.durationMs) })),
    );
    this.#count += first.length;
    this.#examined += examined;
    const beyond = starts[room];
    if (beyond !== undefined) {
      this.#next = minuteInstantOf(beyond);
      return;
    }
    if (this.#examined >= MOST_EXAMINED && until < this.to) this.#next = instantOf(Math.ceil(until));
  }

  found(): FoundSlots {
    const [only = [], ...more] = this.#batches;
    const slots = more.length === 0 ? only : this.#batches.flat();
    return { slots, ...(this.#next === null ? {} : { next: this.#next }) };
  }
}

/** Returns the slots with one more, if it starts within that part of the window and is not among them. */
export const withSlot = (
  { slots, next }: FoundSlots,
  slot: Interval,
  { from, to }: { readonly from: string; readonly to: string },
): FoundSlots => {
  const end = next ?? to;
  if (slot.start < from || slot.start >= end || slots.some(({ start }) => start === slot.start)) {
    return { slots, ...(next === undefined ? {} : { next }) };
  }
  const all = [...slots, slot].sort((a, b) => (a.start < b.start ? -1 : 1));
  const last = all[MOST_SLOTS];
  const after = last?.start ?? next;
  return { slots: all.slice(0, MOST_SLOTS), ...(after === undefined ? {} : { next: after }) };
};
