import type { Invariant } from '../history.js';

/** I12: every stored event reaches every subscriber and every view. */
export const everythingIsDelivered: Invariant = ({ events, subscribers, views }) => [
  ...subscribers.flatMap(({ subscriber, types, handled }) =>
    events
      .filter(({ type, id }) => types.has(type) && !handled.has(id))
      .map(({ type, stream, position }) => `${type} of ${stream} at ${position} never reached ${subscriber}`),
  ),
  ...views
    .filter(({ missing }) => missing !== 0)
    .map(({ projector, missing }) => `${missing} events never reached the view ${projector}`),
];
