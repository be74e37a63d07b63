import type { Slot } from '../api/client.js';

export interface Window {
  readonly from: string;
  readonly to: string;
}

interface SlotPage {
  readonly slots: readonly Slot[];
  /** Where the next page begins; absent on the last one. */
  readonly next?: string | undefined;
}

/** Loads the first slots of a window. */
export type LoadSlots = (window: Window) => Promise<SlotPage>;

async function* pagesOf(load: LoadSlots, { from, to }: Window): AsyncGenerator<readonly Slot[]> {
  for (let begin: string | undefined = from; begin !== undefined;) {
    const page: SlotPage = await load({ from: begin, to });
    yield page.slots;
    begin = page.next;
  }
}

/** Loads all slots of a window. */
export const everySlot = async (load: LoadSlots, window: Window): Promise<readonly Slot[]> => {
  const pages: (readonly Slot[])[] = [];
  for await (const page of pagesOf(load, window)) pages.push(page);
  return pages.flat();
};

/** Loads the first slot of a window, and no more pages than that takes; null if there is none. */
export const firstSlot = async (load: LoadSlots, window: Window): Promise<Slot | null> => {
  for await (const [slot] of pagesOf(load, window)) if (slot !== undefined) return slot;
  return null;
};
