import { calendarTimeOf, DAY, HOUR, InvalidValueError, MINUTE, SECOND, type WallTime } from './calendar-time.js';
import { type JcalComponent, propertiesOf, propertyOf, textOf } from './jcal.js';
import { occurrencesOf } from './occurrences.js';
import { type Rule, ruleOf } from './rule.js';
import { WallClock } from './wall-clock.js';

/** From `at` (epoch ms) on, clocks are `offset` ms ahead of UTC. */
interface Change {
  readonly at: number;
  readonly offset: number;
  readonly offsetBefore: number;
}

const OFFSET = /^([+-])(\d\d):?(\d\d)(?::?(\d\d))?$/;

const offsetOf = (component: JcalComponent, name: string): number => {
  const [, sign, hours, minutes, seconds = '0'] = OFFSET.exec(textOf(component, name)) ?? [];
  if (hours === undefined || minutes === undefined) throw new InvalidValueError('not an offset');
  const ms = Number(hours) * HOUR + Number(minutes) * MINUTE + Number(seconds) * SECOND;
  return sign === '-' ? -ms : ms;
};

/** The clocks change once or twice a year. Other rules are mistakes, and may be without end. */
const yearlyRuleOf = (value: unknown): Rule => {
  const rule = ruleOf(value);
  if (rule.frequency !== 'YEARLY' && rule.frequency !== 'MONTHLY') throw new InvalidValueError('not yearly');
  return rule;
};

/** The changes to standard or to daylight time that one part of the zone describes, up to the instant `to`. */
const changesOf = (observance: JcalComponent, to: number): readonly Change[] => {
  const offsetBefore = offsetOf(observance, 'tzoffsetfrom');
  const offset = offsetOf(observance, 'tzoffsetto');
  const start = calendarTimeOf(propertyOf(observance, 'dtstart')?.[3], null).wall;
  const walls = new Set<WallTime>([start]);
  for (const [, , , value] of propertiesOf(observance, 'rrule')) {
    const rule = yearlyRuleOf(value);
    const { until } = rule;
    const last = until === null ? Infinity : until.tzid === 'UTC' ? until.wall + offsetBefore : until.wall;
    const range = { from: start, to: to + DAY };
    for (const wall of occurrencesOf(rule, start, until?.isDate === true ? last + DAY - 1 : last, range))
      walls.add(wall);
  }
  for (const [, , , ...values] of propertiesOf(observance, 'rdate'))
    for (const value of values) walls.add(calendarTimeOf(value, null).wall);
  return [...walls].map((wall) => ({ at: wall - offsetBefore, offset, offsetBefore }));
};

/**
 * Reads the zone that a file defines itself, as far as the instant `to` (epoch ms). Throws {@link InvalidValueError} if
 * its definition cannot be read.
 */
export const clockOfZone = (zone: JcalComponent, to: number): WallClock => {
  const [, , observances] = zone;
  const changes = observances.flatMap((observance) => changesOf(observance, to)).sort((a, b) => a.at - b.at);
  const [first] = changes;
  if (first === undefined) throw new InvalidValueError('a zone without offsets');
  return new WallClock((epochMs) => {
    let low = 0;
    let high = changes.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((changes[middle]?.at ?? Infinity) <= epochMs) low = middle + 1;
      else high = middle;
    }
    return changes[low - 1]?.offset ?? first.offsetBefore;
  });
};
