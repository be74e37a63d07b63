import type { Instant } from '@bookonce/kernel/json';
import type { WrittenEvent, WrittenEvents } from '@bookonce/kernel/ports/written-events';

/** Written events of one process, which a restart forgets: for tests. */
export class MemoryWrittenEvents implements WrittenEvents {
  readonly #events = new Map<string, WrittenEvent>();

  async add(event: WrittenEvent): Promise<void> {
    const key = keyOf(event.calendarId, event.bookingId);
    if (!this.#events.has(key)) this.#events.set(key, structuredClone(event));
  }

  async update(event: WrittenEvent): Promise<boolean> {
    const key = keyOf(event.calendarId, event.bookingId);
    if (!this.#events.has(key)) return false;
    this.#events.set(key, structuredClone(event));
    return true;
  }

  async get(calendarId: string, bookingId: string): Promise<WrittenEvent | null> {
    return this.#events.get(keyOf(calendarId, bookingId)) ?? null;
  }

  async ofBooking(bookingId: string): Promise<readonly WrittenEvent[]> {
    return [...this.#events.values()]
      .filter((event) => event.bookingId === bookingId)
      .sort((one, other) => (one.calendarId < other.calendarId ? -1 : 1));
  }

  async ofCalendar(calendarId: string, after: Instant): Promise<readonly WrittenEvent[]> {
    return [...this.#events.values()]
      .filter((event) => event.calendarId === calendarId && event.end > after)
      .sort((one, other) => (one.end < other.end ? -1 : 1));
  }

  async remove(calendarId: string, bookingId: string): Promise<void> {
    this.#events.delete(keyOf(calendarId, bookingId));
  }

  async forget(calendarId: string): Promise<void> {
    for (const [key, event] of this.#events) if (event.calendarId === calendarId) this.#events.delete(key);
  }
}

const keyOf = (calendarId: string, bookingId: string): string => `${calendarId}/${bookingId}`;
