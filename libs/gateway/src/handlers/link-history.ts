import type { HistoryEntry } from '@bookonce/contracts/values/history-entry';

/**
 * The history of a link and of the booking that consumed it. Each of the two stays in its own order, and nothing of the
 * booking comes before the link was consumed, whatever the clocks of the services said.
 */
export const joinedHistory = (
  ofLink: readonly HistoryEntry[],
  ofBooking: readonly HistoryEntry[],
): readonly HistoryEntry[] => {
  const consumed = ofLink.findIndex(({ type }) => type === 'LinkConsumed') + 1;
  const later = ofLink.slice(consumed);
  const joined = [...ofLink.slice(0, consumed)];
  let next = 0;
  for (const entry of ofBooking) {
    for (let one = later[next]; one !== undefined && one.at < entry.at; one = later[next]) {
      joined.push(one);
      next += 1;
    }
    joined.push(entry);
  }
  return [...joined, ...later.slice(next)];
};
