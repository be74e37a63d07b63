import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import {
  type GeneratedCalendar,
  type GeneratedEvent,
  generatedCalendar,
  stepOf,
  textOfCalendar,
  WINDOW,
} from './fixtures/generated-calendar.js';
import { busyByNodeIcal } from './fixtures/node-ical-busy.js';
import { readBusyTimes } from './read-busy-times.js';

const CALENDARS = Number(process.env['BOOKONCE_TEST_CALENDARS'] ?? 500);
const SEED = 20_260_302;
/** Most of the calendars must be compared without an excuse. */
const MOST_EXCUSED = CALENDARS / 5;

/** Node-ical reads dates and floating times in the zone of the process. */
const timeZone = new Intl.DateTimeFormat().resolvedOptions().timeZone;
const offsetIn = (month: number): number => new Date(2026, month, 1).getTimezoneOffset();
const clocksOfProcessChange = offsetIn(0) !== offsetIn(6);

const STEADY_CLOCKS = ['UTC', 'DATE', 'Asia/Kolkata', 'Asia/Tokyo', 'India Standard Time', 'Africa/Lagos'];
const clocksChange = ({ clock }: GeneratedEvent): boolean =>
  clock === 'floating' ? clocksOfProcessChange : !STEADY_CLOCKS.includes(clock);

/** Why the two may differ, by what is in the calendar. */
const EXCUSES: Readonly<Record<string, (event: GeneratedEvent) => boolean>> = {
  // RFC 5545, section 3.8.2.4: DTSTART is the first instance. Node-ical leaves it out.
  'the rule of a series does not have its start': ({ rule }) => rule?.hasStart === false,
  // Node-ical adds elapsed hours, we add hours on the wall.
  'a series of hours passes a change of the clocks': (event) =>
    event.rule?.frequency === 'HOURLY' && clocksChange(event),
  // Node-ical leaves the instance out.
  'a series is at a time that clocks skip once a year': (event) =>
    event.rule !== null && clocksChange(event) && Math.floor((event.start % 1_440) / 60) === 2,
  // Node-ical keeps the offset of the first instance.
  'a floating series passes a change of the clocks': (event) =>
    event.rule !== null && event.clock === 'floating' && clocksChange(event),
  // Node-ical leaves out the instance of that day in UTC.
  'EXDATE is a date in a series of times': (event) =>
    stepOf(event) !== null &&
    event.excludesDates &&
    event.excludedSteps.length > 0 &&
    !['UTC', 'DATE'].includes(event.clock),
  // Node-ical does not know RDATE.
  'RDATE adds times to a series': (event) => stepOf(event) !== null && event.addedSteps.length > 0,
  // Node-ical does not know RANGE=THISANDFUTURE.
  'an instance changes all later ones': (event) =>
    stepOf(event) !== null && event.overrides.some(({ changesFuture }) => changesFuture),
};

const excusesOf = (calendar: GeneratedCalendar): readonly string[] =>
  Object.entries(EXCUSES)
    .filter(([, applies]) => calendar.some(applies))
    .map(([name]) => name);

const readByUs = (text: string): readonly string[] => {
  const query = { ...WINDOW, timeZone, addresses: [], allEventsBusy: false, own: [] };
  const reading = readBusyTimes([text], query, 100_000);
  if (!reading.ok) throw new Error(reading.error.kind);
  expect(reading.value).toMatchObject({ unreadable: 0, unknownZones: [] });
  return reading.value.intervals.map(({ start, end }) => `${start}/${end}`);
};

const compare = (calendar: GeneratedCalendar) => {
  const text = textOfCalendar(calendar);
  const [ours, theirs] = [readByUs(text), busyByNodeIcal(text, WINDOW)];
  const onlyOurs = ours.filter((interval) => !theirs.includes(interval));
  const onlyTheirs = theirs.filter((interval) => !ours.includes(interval));
  return { text, onlyOurs, onlyTheirs, excuses: excusesOf(calendar), count: ours.length };
};

describe(`the busy times of ${CALENDARS} generated calendars`, () => {
  const results = fc.sample(generatedCalendar, { seed: SEED, numRuns: CALENDARS, unbiased: true }).map(compare);
  const differing = results.filter(({ onlyOurs, onlyTheirs }) => onlyOurs.length + onlyTheirs.length > 0);

  it('are those of node-ical, but for named reasons', () => {
    expect(differing.filter(({ excuses }) => excuses.length === 0)).toEqual([]);
  });

  it('are compared without an excuse for four out of five, most of which have some', () => {
    const compared = results.filter(({ excuses }) => excuses.length === 0);
    expect(CALENDARS - compared.length).toBeLessThanOrEqual(MOST_EXCUSED);
    expect(compared.filter(({ count }) => count > 0).length).toBeGreaterThan(CALENDARS / 2);
  });

  it('differ for each reason that applies', () => {
    const named = (some: typeof results): readonly string[] =>
      [...new Set(some.flatMap(({ excuses }) => excuses))].sort();
    // A calendar with two reasons would prove neither.
    expect(named(differing.filter(({ excuses }) => excuses.length === 1))).toEqual(named(results));
  });
});
