import type { PageCursor } from '@bookonce/adapter-storage/documents/page-cursor';
import { orderedText, SEPARATOR, textOf } from './ordered-text.js';

/** Where a document stands in every list that it is in: its sort key and its id, as one text in that order. */
export const placeOf = ({ sortKey, id }: PageCursor): string => `${orderedText(sortKey)}${SEPARATOR}${orderedText(id)}`;

export const cursorOf = (place: string): PageCursor => {
  const end = place.indexOf(SEPARATOR);
  return { sortKey: textOf(place.slice(0, end)), id: textOf(place.slice(end + 1)) };
};
