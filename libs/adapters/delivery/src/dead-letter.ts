import { instantOf } from '@bookonce/kernel/json';
import type { DeadLetter } from '@bookonce/kernel/ports/dead-letters';
import type { StoredEvent } from '@bookonce/kernel/ports/event-store';

export const reasonOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));

/** @param nowMs epoch milliseconds */
export const deadLetterOf = (
  subscriber: string,
  event: StoredEvent,
  error: unknown,
  tries: number,
  nowMs: number,
): DeadLetter => ({
  id: `${subscriber}/${event.id}`,
  subscriber,
  eventId: event.id,
  eventType: event.type,
  stream: event.stream,
  revision: event.revision,
  reason: reasonOf(error),
  tries,
  at: instantOf(nowMs),
});
