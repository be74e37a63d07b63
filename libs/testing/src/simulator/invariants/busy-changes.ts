import { recorded } from '@bookonce/contracts/event-catalogue';
import type { Interval } from '@bookonce/contracts/values/instant';
import type { Invariant } from '../history.js';

/** One source of one host. */
interface SourceStory {
  /** Its intervals now. */
  readonly intervals: Set<string>;
  /** Its sets so far, also the empty one that it began with. */
  readonly sets: Set<string>;
  isRemoved: boolean;
  readonly violations: string[];
}

/**
 * The busy times that a source was given are stored: an answered set was the source's at some time, an event adds and
 * removes nothing twice, and a source that was removed has none any more.
 */
export const busyChangesAreStored: Invariant = ({ events, observations }) => {
  const stories = storiesIn(events.map(recorded));
  const missing = observations.flatMap((one) => {
    if (one.what !== 'busyChanged') return [];
    const { hostId, sourceId, intervals } = one;
    const story = stories.get(`${hostId}/${sourceId}`);
    if (intervals === null) return story?.isRemoved === true ? [] : [`${sourceId} of ${hostId} was not removed`];
    const wanted = setOf(merged(intervals).map(textOf));
    const isStored = story === undefined ? wanted === '' : story.sets.has(wanted);
    return isStored ? [] : [`${sourceId} of ${hostId} was to have ${wanted}, but no event says so`];
  });
  return [...missing, ...[...stories.values()].flatMap(({ violations }) => violations)];
};

const storiesIn = (events: readonly ReturnType<typeof recorded>[]): ReadonlyMap<string, SourceStory> => {
  const stories = new Map<string, SourceStory>();
  for (const event of events) {
    if (event.type !== 'BusySet' && event.type !== 'BusySourceRemoved') continue;
    const { hostId, source } = event.data;
    // The API's are not merged.
    if (source.type === 'put') continue;
    const key = `${hostId}/${source.id}`;
    const story = stories.get(key) ?? { intervals: new Set(), sets: new Set(['']), isRemoved: false, violations: [] };
    stories.set(key, story);
    if (story.isRemoved) story.violations.push(`${key} has ${event.type} after it was removed`);
    if (event.type === 'BusySourceRemoved') {
      if (story.intervals.size > 0) story.violations.push(`${key} was removed with busy times left`);
      story.isRemoved = true;
      continue;
    }
    const { added, removed } = event.data;
    for (const text of removed === 'all' ? [] : removed.map(textOf)) {
      if (!story.intervals.delete(text)) story.violations.push(`${key} lost ${text}, which it did not have`);
    }
    for (const text of added.map(textOf)) {
      if (story.intervals.has(text)) story.violations.push(`${key} got ${text} twice`);
      story.intervals.add(text);
    }
    story.sets.add(setOf([...story.intervals]));
  }
  return stories;
};

const textOf = ({ start, end }: Interval): string => `${start}/${end}`;
const setOf = (texts: readonly string[]): string => texts.toSorted().join(' ');

/** Not by way of the functions that are tested here. */
const merged = (intervals: readonly Interval[]): readonly Interval[] => {
  const sorted = intervals.filter(({ start, end }) => start < end).toSorted((a, b) => (a.start < b.start ? -1 : 1));
  return sorted.reduce<readonly Interval[]>((all, next) => {
    const last = all.at(-1);
    if (last === undefined || last.end < next.start) return [...all, next];
    return [...all.slice(0, -1), { start: last.start, end: last.end > next.end ? last.end : next.end }];
  }, []);
};
