import type { FieldError } from '@bookonce/contracts/replies';
import type { MeetingTypeSettings } from '@bookonce/contracts/values/meeting-type';

/** The most starts of a meeting type on one day, those of all hosts added up. Bounds the work of finding its slots. */
const MOST_A_DAY = 20_000;
const MINUTES_A_DAY = 24 * 60;

type Sized = Pick<MeetingTypeSettings, 'hostIds' | 'slotIntervalMinutes' | 'durationMinutes'>;

const startsOf = ({ slotIntervalMinutes }: Sized): number => Math.ceil(MINUTES_A_DAY / slotIntervalMinutes);

const sizeOf = (settings: Sized): number => settings.hostIds.length * startsOf(settings);

/**
 * Returns an error if the settings allow more starts a day than {@link MOST_A_DAY}, naming what to lower: the hosts, if
 * they alone have changed, else the starts. A meeting type that was stored before the limit may stay as large as it is.
 */
export const tooManyStarts = (after: Sized, before: Sized | null): readonly FieldError[] => {
  const size = sizeOf(after);
  if (size <= MOST_A_DAY || (before !== null && size <= sizeOf(before))) return [];
  const hosts = after.hostIds.length;
  const starts = startsOf(after);
  const isHosts = before !== null && startsOf(before) === starts;
  const path = isHosts ? 'hostIds' : pathOfStarts(after);
  const fewer = isHosts
    ? `lower the number of hosts to ${Math.floor(MOST_A_DAY / starts)}`
    : `lower the number of starts: one every ${leastInterval(hosts)} minutes or more`;
  return [{ path, message: `allows ${starts} starts a day with ${hosts} hosts, over ${MOST_A_DAY} in all; ${fewer}` }];
};

const leastInterval = (hosts: number): number => Math.ceil(MINUTES_A_DAY / Math.floor(MOST_A_DAY / hosts));

/** The starts follow the length, unless they have an interval of their own. */
const pathOfStarts = ({ slotIntervalMinutes, durationMinutes }: Sized): 'slotIntervalMinutes' | 'durationMinutes' =>
  slotIntervalMinutes === durationMinutes ? 'durationMinutes' : 'slotIntervalMinutes';
