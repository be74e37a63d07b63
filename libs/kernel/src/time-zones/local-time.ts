import { firstInstantAt } from './first-instant.js';
import { offsetMs } from './utc-offset.js';

/** Local times are given in ms as if they were UTC. Both throw a RangeError for an unknown zone. */
const offsetIn =
  (timeZone: string) =>
  (at: number): number =>
    offsetMs(timeZone, new Date(at));

/** Returns the first epoch ms at which the clocks of a zone show a local time, or the moment at which they skip it. */
export const instantAtLocalTime = (local: number, timeZone: string): number =>
  firstInstantAt(local, offsetIn(timeZone));

/** Returns the local time that the clocks of a zone show at an instant in epoch ms. */
export const localTimeAt = (at: number, timeZone: string): number => at + offsetIn(timeZone)(at);
