import type { Invariant } from '../history.js';

/** I1: at most one `LinkConsumed` per link, over all histories. */
export const consumedOnce: Invariant = ({ events }) => {
  const by = new Map<string, string>();
  const wrong: string[] = [];
  for (const { type, stream, position } of events) {
    if (type !== 'LinkConsumed') continue;
    const first = by.get(stream);
    if (first === undefined) by.set(stream, position);
    else wrong.push(`${stream} is consumed at ${first} and again at ${position}`);
  }
  return wrong;
};
