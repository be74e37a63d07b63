import type { StoredEvent } from '@bookonce/kernel/ports/event-store';
import type { EventDefinition } from './define-event.js';
import { definitionOf } from './event-catalogue.js';

/** Turns the data of version n into version n + 1 of one event type. */
export type Upcaster = (data: object) => object;

/** By event type: the upcaster at index 0 leads from version 1 to 2, and so on. */
export const upcasters: { readonly [eventType: string]: readonly Upcaster[] } = {
  // Moves were not counted before.
  SlotMoved: [(data) => ({ ...data, move: 0 })],
};

/** Brings an event read from the store to the current version of its schema. Unknown types pass unchanged. */
export const upcast = (
  event: StoredEvent,
  steps = upcasters,
  definition: Pick<EventDefinition, 'version'> | undefined = definitionOf(event.type),
): StoredEvent => {
  const current = definition?.version ?? event.meta.version;
  if (event.meta.version === current) return event;
  let data = event.data;
  for (const step of (steps[event.type] ?? []).slice(event.meta.version - 1, current - 1)) data = step(data);
  return { ...event, data, meta: { ...event.meta, version: current } };
};
