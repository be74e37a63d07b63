import { eventPattern } from '@bookonce/contracts/cloud-event';
import { eventCatalogue } from '@bookonce/contracts/event-catalogue';

export const CATEGORIES: readonly string[] = Object.keys(eventCatalogue);

const categoryByPattern = new Map<string, string>(
  Object.entries(eventCatalogue).flatMap(([category, definitions]) =>
    definitions.map(({ type }): [string, string] => [eventPattern(type), category]),
  ),
);

/** The categories of streams that these events stand on; all where one of them is in no catalogue. */
export const categoriesOf = (patterns: Iterable<string>): readonly string[] => {
  const categories = new Set<string>();
  for (const pattern of patterns) {
    const category = categoryByPattern.get(pattern);
    if (category === undefined) return CATEGORIES;
    categories.add(category);
  }
  return [...categories];
};
