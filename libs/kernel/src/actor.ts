import type { EventMeta } from './ports/event-store.js';

/** The part of a command's context or an event's metadata that says who acted. */
export type Actor = Pick<EventMeta, 'by' | 'actorId'>;

/** Returns the actor alone; one without an id has no such field. */
export const actorIn = ({ by, actorId }: Actor): Actor => (actorId === undefined ? { by } : { by, actorId });
