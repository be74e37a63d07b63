import { placeOf, type EventPlace } from './ports/event-store.js';
import {
  defineCollection,
  type Collection,
  type DocumentWrite,
  type ReadModels,
  type View,
} from './ports/read-models.js';

/** The last event that a view's documents include. A document of the view, so that both change in one commit. */
const handledEvents = (view: View): Collection<EventPlace> =>
  defineCollection(view, { name: 'handled', indexes: {}, sortKey: ({ position }) => position });

const ID = 'last';

/** Returns null for a view that an earlier release filled and nothing was added to since. */
export const handledEventOf = (readModels: Pick<ReadModels, 'get'>, view: View): Promise<EventPlace | null> =>
  readModels.get(handledEvents(view), ID);

export const writeOfHandledEvent = (view: View, event: EventPlace): DocumentWrite => ({
  collection: handledEvents(view),
  id: ID,
  doc: placeOf(event),
});
