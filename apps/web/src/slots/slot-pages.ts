import type { Slot } from '../api/client.js';

export interface Window {
  readonly from: string;
  readonly to: string;
}

/** When slots can start at all: from `from` until before `until`. */
export interface BookableSpan {
  readonly from: string;
  readonly until: string;
}

export interface SlotPage {
  readonly slots: readonly Slot[];
  /** Absent if nothing can be booked any more, and where it is not known. */
  readonly bookable?: BookableSpan | undefined;
  /** Where the next page begins; absent on the last one. */
  readonly next?: string | undefined;
}

/** Loads the first slots of a window. */
export type LoadSlots = (window: Window) => Promise<SlotPage>;

async function* pagesOf(load: LoadSlots, { from, to }: Window): AsyncGenerator<SlotPage> {
  for (let begin: string | undefined = from; begin !== undefined;) {
    const page: SlotPage = await load({ from: begin, to });
    yield page;
    begin = page.next;
  }
}

/** Loads all slots of a window. */
export const everySlot = async (load: LoadSlots, window: Window): Promise<readonly Slot[]> =>
  (await everySlotAndSpan(load, window)).slots;

/** Loads all slots of a window, and when there can be others; null: never. */
export const everySlotAndSpan = async (
  load: LoadSlots,
  window: Window,
): Promise<{ readonly slots: readonly Slot[]; readonly bookable: BookableSpan | null }> => {
  const pages: SlotPage[] = [];
  for await (const page of pagesOf(load, window)) pages.push(page);
  return { slots: pages.flatMap(({ slots }) => slots), bookable: pages.at(-1)?.bookable ?? null };
};

/** Loads the first slot of a window, and no more pages than that takes; null if there is none. */
export const firstSlot = async (load: LoadSlots, window: Window): Promise<Slot | null> => {
  for await (const page of pagesOf(load, window)) {
    const [slot] = page.slots;
    if (slot !== undefined) return slot;
  }
  return null;
};

const DAY_MS = 86_400_000;
/** The service answers for this long at a time. */
const STEP_MS = 61 * DAY_MS;
/** The longest rolling window is two years. */
const MOST_STEPS = 12;

/** Loads the first slot from an instant on, until before another; null if there is none in the next two years. */
export const nextSlot = async (load: LoadSlots, { from, to }: Window): Promise<Slot | null> => {
  const end = Date.parse(to);
  let begin = Date.parse(from);
  for (let step = 0; step < MOST_STEPS && begin < end; step += 1) {
    const until = Math.min(begin + STEP_MS, end);
    const slot = await firstSlot(load, { from: new Date(begin).toISOString(), to: new Date(until).toISOString() });
    if (slot !== null) return slot;
    begin = until;
  }
  return null;
};
