import { describe, expect, it } from '@jest/globals';
import { readBusyTimes } from './read-busy-times.js';

const QUERY = { timeZone: 'Europe/Berlin', addresses: [], allEventsBusy: false, own: [] };

/** A weekly meeting from Monday, 2 March 2026, 9 to 10 in Berlin; `lines` add to it. */
const WEEKLY = ['DTSTART;TZID=Europe/Berlin:20260302T090000', 'DTEND;TZID=Europe/Berlin:20260302T100000'];

/** Starts within the month (UTC) of the events of one UID, without the year: `03-02T08:00`. */
const startsIn = (month: string, ...events: readonly (readonly string[])[]): readonly string[] => {
  const text = [
    'BEGIN:VCALENDAR',
    ...events.flatMap((lines) => ['BEGIN:VEVENT', 'UID:a@example.org', ...lines, 'END:VEVENT']),
    'END:VCALENDAR',
    '',
  ].join('\r\n');
  const from = `${month}-01T00:00:00.000Z`;
  const end = new Date(from);
  end.setUTCMonth(end.getUTCMonth() + 1);
  const reading = readBusyTimes([text], { ...QUERY, from, to: end.toISOString() }, 10_000);
  if (!reading.ok) throw new Error(reading.error.kind);
  expect(reading.value.unreadable).toBe(0);
  return reading.value.intervals.map(({ start }) => start.slice(5, 16));
};

const weekly = (...lines: readonly string[]): readonly string[] => [...WEEKLY, 'RRULE:FREQ=WEEKLY', ...lines];

const moved = (from: string, to: string, ...lines: readonly string[]): readonly string[] => [
  `RECURRENCE-ID;TZID=Europe/Berlin:${from}`,
  `DTSTART;TZID=Europe/Berlin:${to}`,
  'DURATION:PT1H',
  ...lines,
];

describe('a series', () => {
  it('keeps its time on the wall across both changes of the clocks', () => {
    expect(startsIn('2026-03', weekly())).toEqual([
      '03-02T08:00',
      '03-09T08:00',
      '03-16T08:00',
      '03-23T08:00',
      '03-30T07:00',
    ]);
    expect(startsIn('2026-10', weekly())).toEqual(['10-05T07:00', '10-12T07:00', '10-19T07:00', '10-26T08:00']);
  });

  it('ends after COUNT, also long after its start', () => {
    expect(startsIn('2026-03', weekly().with(2, 'RRULE:FREQ=WEEKLY;COUNT=3'))).toEqual([
      '03-02T08:00',
      '03-09T08:00',
      '03-16T08:00',
    ]);
    expect(startsIn('2027-02', weekly().with(2, 'RRULE:FREQ=WEEKLY;COUNT=50'))).toEqual(['02-01T08:00', '02-08T08:00']);
  });

  it('ends with UNTIL, as a time and as a date, inclusive', () => {
    const until = (value: string) => startsIn('2026-03', weekly().with(2, `RRULE:FREQ=WEEKLY;UNTIL=${value}`));
    const three = ['03-02T08:00', '03-09T08:00', '03-16T08:00'];
    expect(until('20260316T080000Z')).toEqual(three);
    expect(until('20260316T075959Z')).toEqual(three.slice(0, 2));
    expect(until('20260316')).toEqual(three);
    expect(until('20260316T090000')).toEqual(three);
  });

  it('ends with UNTIL as a date in a series of days', () => {
    const days = (until: string) => ['DTSTART;VALUE=DATE:20260310', `RRULE:FREQ=DAILY;INTERVAL=2;UNTIL=${until}`];
    const three = ['03-09T23:00', '03-11T23:00', '03-13T23:00'];
    expect(startsIn('2026-03', days('20260314'))).toEqual(three);
    expect(startsIn('2026-03', days('20260315T225959Z'))).toEqual(three);
  });

  it('has the last working day of the month by BYSETPOS', () => {
    const lines = weekly().with(2, 'RRULE:FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-1');
    expect(startsIn('2026-05', lines)).toEqual(['05-29T07:00']);
  });

  it('has the times of RDATE, some with a length of their own', () => {
    const lines = [
      ...WEEKLY,
      'RDATE;TZID=Europe/Berlin:20260304T120000,20260305T120000',
      'RDATE;VALUE=PERIOD:20260306T120000Z/PT2H,20260306T140000Z/20260306T150000Z',
    ];
    expect(startsIn('2026-03', lines)).toEqual(['03-02T08:00', '03-04T11:00', '03-05T11:00', '03-06T12:00']);
  });

  it('lacks the times of EXDATE, given in its zone, in UTC, floating, or as a date', () => {
    const without = (line: string) => startsIn('2026-03', weekly(line)).length;
    expect(without('EXDATE;TZID=Europe/Berlin:20260309T090000,20260316T090000')).toBe(3);
    expect(without('EXDATE:20260330T070000Z')).toBe(4);
    expect(without('EXDATE:20260330T090000')).toBe(4);
    expect(without('EXDATE;VALUE=DATE:20260330')).toBe(4);
    expect(without('EXDATE;TZID=Europe/Berlin:20260330T080000')).toBe(5);
  });

  it('has no hours if it is one of days', () => {
    const days = (rule: string) => startsIn('2026-03', ['DTSTART;VALUE=DATE:20260330', `RRULE:${rule}`]);
    expect(days('FREQ=DAILY;BYHOUR=9')).toEqual(['03-29T22:00']);
    expect(days('FREQ=HOURLY;COUNT=3')).toEqual(['03-29T22:00']);
  });

  it('lacks days of EXDATE that name midnight', () => {
    const lines = ['DTSTART;VALUE=DATE:20260310', 'RRULE:FREQ=WEEKLY', 'EXDATE:20260317T000000Z'];
    expect(startsIn('2026-03', lines)).toEqual(['03-09T23:00', '03-23T23:00', '03-30T22:00']);
  });
});

describe('instances that differ from their series', () => {
  it('count where they were moved to, and not where they were', () => {
    expect(startsIn('2026-03', weekly(), moved('20260309T090000', '20260310T150000'))).toEqual([
      '03-02T08:00',
      '03-10T14:00',
      '03-16T08:00',
      '03-23T08:00',
      '03-30T07:00',
    ]);
  });

  it('are found by a time in UTC', () => {
    const override = ['RECURRENCE-ID:20260309T080000Z', 'DTSTART:20260310T140000Z', 'DURATION:PT1H'];
    expect(startsIn('2026-03', weekly(), override)[1]).toBe('03-10T14:00');
  });

  it('count if they were moved in from outside, and do not if they were moved out', () => {
    expect(startsIn('2026-05', weekly(), moved('20260309T090000', '20260501T150000'))[0]).toBe('05-01T13:00');
    expect(startsIn('2026-03', weekly(), moved('20260309T090000', '20260501T150000'))).toHaveLength(4);
  });

  it('do not count if they are cancelled or transparent', () => {
    const removed = moved('20260309T090000', '20260309T090000', 'STATUS:CANCELLED');
    const free = moved('20260316T090000', '20260316T090000', 'TRANSP:TRANSPARENT');
    expect(startsIn('2026-03', weekly(), removed, free)).toEqual(['03-02T08:00', '03-23T08:00', '03-30T07:00']);
  });

  it('count by their latest revision', () => {
    const first = moved('20260309T090000', '20260310T090000', 'SEQUENCE:1');
    const second = moved('20260309T090000', '20260311T090000', 'SEQUENCE:2');
    expect(startsIn('2026-03', weekly(), second, first)[1]).toBe('03-11T08:00');
  });

  it('count without their series, as in an invitation to one of them', () => {
    expect(startsIn('2026-03', moved('20260309T090000', '20260310T150000'))).toEqual(['03-10T14:00']);
  });

  it('count although the series does not', () => {
    const free = weekly('TRANSP:TRANSPARENT');
    expect(startsIn('2026-03', free, moved('20260309T090000', '20260310T150000'))).toEqual(['03-10T14:00']);
  });
});

describe('instances that change all later ones', () => {
  const RANGE = 'RECURRENCE-ID;RANGE=THISANDFUTURE;TZID=Europe/Berlin';
  const future = (from: string, to: string, ...lines: readonly string[]) => [
    `${RANGE}:${from}`,
    `DTSTART;TZID=Europe/Berlin:${to}`,
    'DURATION:PT1H',
    ...lines,
  ];

  it('move them by the same time on the wall', () => {
    expect(startsIn('2026-03', weekly(), future('20260316T090000', '20260317T140000'))).toEqual([
      '03-02T08:00',
      '03-09T08:00',
      '03-17T13:00',
      '03-24T13:00',
      '03-31T12:00',
    ]);
    expect(startsIn('2026-10', weekly(), future('20260316T090000', '20260317T140000'))[3]).toBe('10-27T13:00');
  });

  it('move them by the clock of the series, if the change is given in UTC', () => {
    const change = ['RECURRENCE-ID;RANGE=THISANDFUTURE:20260316T080000Z', 'DTSTART:20260317T130000Z', 'DURATION:PT1H'];
    expect(startsIn('2026-03', weekly(), change).slice(2)).toEqual(['03-17T13:00', '03-24T13:00', '03-31T12:00']);
  });

  it('move them into and out of the window', () => {
    const change = future('20260316T090000', '20260401T090000');
    expect(startsIn('2026-03', weekly(), change)).toEqual(['03-02T08:00', '03-09T08:00']);
    expect(startsIn('2026-04', weekly(), change)[0]).toBe('04-01T07:00');
  });

  it('leave those alone that differ by themselves, and hold until the next change', () => {
    const events = [
      weekly(),
      future('20260309T090000', '20260309T120000'),
      moved('20260316T090000', '20260316T180000'),
      future('20260330T090000', '20260330T130000', 'STATUS:CANCELLED'),
    ];
    expect(startsIn('2026-03', ...events)).toEqual(['03-02T08:00', '03-09T11:00', '03-16T17:00', '03-23T11:00']);
    expect(startsIn('2026-04', ...events)).toEqual([]);
  });

  it('make all-day events of them, and the other way round', () => {
    const allDay = [`${RANGE}:20260316T090000`, 'DTSTART;VALUE=DATE:20260317'];
    expect(startsIn('2026-03', weekly(), allDay).slice(2)).toEqual(['03-16T23:00', '03-23T23:00', '03-30T22:00']);
    const days = ['DTSTART;VALUE=DATE:20260302', 'RRULE:FREQ=WEEKLY'];
    const timed = ['RECURRENCE-ID;RANGE=THISANDFUTURE;VALUE=DATE:20260323', ...future('', '20260323T090000').slice(1)];
    expect(startsIn('2026-03', days, timed).slice(2)).toEqual(['03-15T23:00', '03-23T08:00', '03-30T07:00']);
  });
});
