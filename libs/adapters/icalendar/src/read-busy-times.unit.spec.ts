import type { BusyQuery } from '@bookonce/kernel/ports/busy-reader';
import { describe, expect, it } from '@jest/globals';
import { readBusyTimes } from './read-busy-times.js';

const QUERY: BusyQuery = {
  from: '2026-01-01T00:00:00.000Z',
  to: '2027-01-01T00:00:00.000Z',
  timeZone: 'Europe/Berlin',
  addresses: ['ada@example.org', 'ada@work.example'],
  allEventsBusy: false,
  own: [],
};

const event = (...lines: readonly string[]): string => ['BEGIN:VEVENT', ...lines, 'END:VEVENT'].join('\r\n');

const calendar = (...parts: readonly string[]): string =>
  ['BEGIN:VCALENDAR', 'VERSION:2.0', ...parts, 'END:VCALENDAR', ''].join('\r\n');

const read = (text: string | readonly string[], query: Partial<BusyQuery> = {}) => {
  const reading = readBusyTimes(typeof text === 'string' ? [text] : text, { ...QUERY, ...query }, 1_000);
  if (!reading.ok) throw new Error(reading.error.kind);
  return reading.value;
};

/** `2026-03-02T08:00/09:00`, without the day of the end if it is that of the start. */
const short = ({ start, end }: { readonly start: string; readonly end: string }): string =>
  `${start.slice(0, 16)}/${end.slice(start.slice(0, 10) === end.slice(0, 10) ? 11 : 0, 16)}`;

const busy = (lines: string | readonly string[], query: Partial<BusyQuery> = {}): readonly string[] => {
  const { intervals, unreadable } = read(calendar(event(...(typeof lines === 'string' ? [lines] : lines))), query);
  expect(unreadable).toBe(0);
  return intervals.map(short);
};

const busyIn = (...events: readonly string[]): readonly string[] => read(calendar(...events)).intervals.map(short);

const march = { from: '2026-03-01T00:00:00.000Z', to: '2026-04-01T00:00:00.000Z' };

describe('single events', () => {
  it('counts a time in a zone, and in UTC', () => {
    expect(busy(['DTSTART;TZID=Europe/Berlin:20260302T090000', 'DTEND;TZID=Europe/Berlin:20260302T100000'])).toEqual([
      '2026-03-02T08:00/09:00',
    ]);
    expect(busy(['DTSTART:20260302T090000Z', 'DTEND:20260302T100000Z'])).toEqual(['2026-03-02T09:00/10:00']);
  });

  it('counts an all-day event by the days of the host', () => {
    const lines = ['DTSTART;VALUE=DATE:20260329', 'DTEND;VALUE=DATE:20260331'];
    expect(busy(lines)).toEqual(['2026-03-28T23:00/2026-03-30T22:00']);
    expect(busy(lines, { timeZone: 'America/New_York' })).toEqual(['2026-03-29T04:00/2026-03-31T04:00']);
  });

  it('counts a date without an end as one day, also when it ends as it begins or lacks VALUE', () => {
    const day = ['2026-03-01T23:00/2026-03-02T23:00'];
    expect(busy('DTSTART;VALUE=DATE:20260302')).toEqual(day);
    expect(busy(['DTSTART;VALUE=DATE:20260302', 'DTEND;VALUE=DATE:20260302'])).toEqual(day);
    expect(busy('DTSTART:20260302')).toEqual(day);
  });

  it('counts a floating time by the clock of the host', () => {
    const lines = ['DTSTART:20260302T090000', 'DTEND:20260302T100000'];
    expect(busy(lines)).toEqual(['2026-03-02T08:00/09:00']);
    expect(busy(lines, { timeZone: 'Asia/Tokyo' })).toEqual(['2026-03-02T00:00/01:00']);
  });

  it('counts DURATION instead of DTEND, by days on the wall and exact hours', () => {
    expect(busy(['DTSTART:20260302T090000Z', 'DURATION:PT1H30M'])).toEqual(['2026-03-02T09:00/10:30']);
    // The day of the change has 23 hours.
    const lines = ['DTSTART;TZID=Europe/Berlin:20260328T090000'];
    expect(busy([...lines, 'DURATION:P1D'])).toEqual(['2026-03-28T08:00/2026-03-29T07:00']);
    expect(busy([...lines, 'DURATION:PT24H'])).toEqual(['2026-03-28T08:00/2026-03-29T08:00']);
    expect(busy(['DTSTART;VALUE=DATE:20260302', 'DURATION:P1W'])).toEqual(['2026-03-01T23:00/2026-03-08T23:00']);
  });

  it('does not count an event without a length', () => {
    expect(busy('DTSTART:20260302T090000Z')).toEqual([]);
    expect(busy(['DTSTART:20260302T090000Z', 'DTEND:20260302T090000Z'])).toEqual([]);
  });

  it('reads a time that the clocks skip with the offset before, and one that they show twice as the first', () => {
    expect(busy(['DTSTART;TZID=Europe/Berlin:20260329T023000', 'DURATION:PT1H'])).toEqual(['2026-03-29T01:30/02:30']);
    expect(busy(['DTSTART;TZID=Europe/Berlin:20261025T023000', 'DURATION:PT1H'])).toEqual(['2026-10-25T00:30/01:30']);
  });

  it('cuts events to the window, and merges what overlaps or touches', () => {
    const hour = (from: string, to: string): string => event(`DTSTART:${from}`, `DTEND:${to}`);
    const text = calendar(
      hour('20260302T110000Z', '20260302T120000Z'),
      hour('20260302T100000Z', '20260302T110000Z'),
      hour('20260302T113000Z', '20260302T114500Z'),
      hour('20260228T220000Z', '20260301T020000Z'),
      hour('20260331T230000Z', '20260401T020000Z'),
      hour('20260228T210000Z', '20260301T000000Z'),
      hour('20260401T000000Z', '20260401T010000Z'),
    );
    expect(read(text, march).intervals.map(short)).toEqual([
      '2026-03-01T00:00/02:00',
      '2026-03-02T10:00/12:00',
      '2026-03-31T23:00/2026-04-01T00:00',
    ]);
  });
});

describe('what counts', () => {
  const hour = ['DTSTART:20260302T090000Z', 'DTEND:20260302T100000Z'];
  const counts = (lines: readonly string[], query: Partial<BusyQuery> = {}): boolean =>
    busy([...hour, ...lines], query).length > 0;

  it('counts confirmed and tentative events, and none that is cancelled', () => {
    expect(counts(['STATUS:CONFIRMED', 'TRANSP:OPAQUE'])).toBe(true);
    expect(counts(['STATUS:TENTATIVE'])).toBe(true);
    expect(counts(['STATUS:CANCELLED'])).toBe(false);
    expect(counts(['STATUS:CANCELLED'], { allEventsBusy: true })).toBe(false);
  });

  it('counts transparent events only if all events count', () => {
    expect(counts(['TRANSP:TRANSPARENT'])).toBe(false);
    expect(counts(['TRANSP:TRANSPARENT'], { allEventsBusy: true })).toBe(true);
  });

  it('does not count the states of Outlook that leave the host free', () => {
    for (const state of ['FREE', 'WORKINGELSEWHERE'])
      expect(counts([`X-MICROSOFT-CDO-BUSYSTATUS:${state}`])).toBe(false);
    for (const state of ['BUSY', 'OOF', 'TENTATIVE'])
      expect(counts([`X-MICROSOFT-CDO-BUSYSTATUS:${state}`])).toBe(true);
  });

  it('counts an invitation unless one of the addresses has declined it', () => {
    const attendee = (state: string, address: string): string =>
      `ATTENDEE;CN="Lovelace, A";PARTSTAT=${state}:${address}`;
    expect(counts([attendee('NEEDS-ACTION', 'mailto:ada@example.org')])).toBe(true);
    expect(counts([attendee('DECLINED', 'mailto:bob@example.org')])).toBe(true);
    expect(counts([attendee('DECLINED', 'MAILTO:Ada@Example.org')])).toBe(false);
    expect(
      counts([attendee('ACCEPTED', 'mailto:ada@example.org'), attendee('DECLINED', 'mailto:ada@work.example')]),
    ).toBe(false);
    expect(counts(['ATTENDEE;EMAIL=ada@example.org;PARTSTAT=DECLINED:urn:uuid:1'])).toBe(false);
    expect(counts([attendee('DECLINED', 'mailto:ada@example.org')], { allEventsBusy: true })).toBe(false);
  });

  it('does not count an own event at its booked time, and counts it at any other', () => {
    const own = [{ uid: 'bkg_1@bookonce', start: '2026-03-02T09:00:00.000Z', end: '2026-03-02T10:00:00.000Z' }];
    expect(counts(['UID:bkg_1@bookonce'], { own })).toBe(false);
    expect(counts(['UID:bkg_2@bookonce'], { own })).toBe(true);
    const moved = ['UID:bkg_1@bookonce', 'DTSTART:20260302T100000Z', 'DTEND:20260302T110000Z'];
    expect(busy(moved, { own })).toEqual(['2026-03-02T10:00/11:00']);
  });

  it('reads nothing of tasks, and nothing of alarms', () => {
    const task = ['BEGIN:VTODO', ...hour, 'END:VTODO'].join('\r\n');
    const alarm = ['BEGIN:VALARM', 'DURATION:PT5M', 'STATUS:CANCELLED', 'ATTENDEE:mailto:x@example.org', 'END:VALARM'];
    expect(busyIn(task, event(...alarm, 'DTSTART:20260303T090000Z', 'DURATION:PT1H'))).toEqual([
      '2026-03-03T09:00/10:00',
    ]);
  });
});

describe('zones', () => {
  const at = (tzid: string): readonly string[] => busy([`DTSTART;TZID=${tzid}:20260706T090000`, 'DURATION:PT1H']);
  const zone = (tzid: string): string =>
    [
      'BEGIN:VTIMEZONE',
      `TZID:${tzid}`,
      'BEGIN:STANDARD',
      'DTSTART:16010101T030000',
      'TZOFFSETFROM:+0430',
      'TZOFFSETTO:+0330',
      'RRULE:FREQ=YEARLY;BYDAY=-1SU;BYMONTH=10',
      'END:STANDARD',
      'BEGIN:DAYLIGHT',
      'DTSTART:16010101T020000',
      'TZOFFSETFROM:+0330',
      'TZOFFSETTO:+0430',
      'RRULE:FREQ=YEARLY;BYDAY=-1SU;BYMONTH=3',
      'END:DAYLIGHT',
      'END:VTIMEZONE',
    ].join('\r\n');

  it('knows the names of Windows', () => {
    expect(at('Eastern Standard Time')).toEqual(['2026-07-06T13:00/14:00']);
    expect(at('"W. Europe Standard Time"')).toEqual(['2026-07-06T07:00/08:00']);
  });

  it('knows names of IANA with the prefix of a vendor', () => {
    expect(at('/freeassociation.sourceforge.net/America/New_York')).toEqual(['2026-07-06T13:00/14:00']);
    expect(at('/citadel.org/20210210_1/America/Argentina/Buenos_Aires')).toEqual(['2026-07-06T12:00/13:00']);
  });

  it('knows names with a colon that lack their quotes', () => {
    expect(at('tzone://Microsoft/Utc')).toEqual(['2026-07-06T09:00/10:00']);
    const offset = zone('(UTC+03:30) Tehran, Office');
    expect(busyIn(offset, event('DTSTART;TZID=(UTC+03:30) Tehran, Office:20260706T090000', 'DURATION:PT1H'))).toEqual([
      '2026-07-06T04:30/05:30',
    ]);
  });

  it('reads the zone that the file defines, in summer and in winter', () => {
    const text = calendar(
      zone('Office'),
      event('DTSTART;TZID=Office:20260706T090000', 'DURATION:PT1H'),
      event('DTSTART;TZID=Office:20261207T090000', 'DURATION:PT1H'),
      // From 2026-10-25T03:00 on.
      event('DTSTART;TZID=Office:20261025T000000', 'DURATION:PT1H'),
      event('DTSTART;TZID=Office:20261025T040000', 'DURATION:PT1H'),
    );
    expect(read(text)).toEqual(expect.objectContaining({ unknownZones: [], unreadable: 0 }));
    expect(read(text).intervals.map(short)).toEqual([
      '2026-07-06T04:30/05:30',
      '2026-10-24T19:30/20:30',
      '2026-10-25T00:30/01:30',
      '2026-12-07T05:30/06:30',
    ]);
  });

  it('prefers the rules of IANA to a definition of the same name, but not for abbreviations', () => {
    const hour = (tzid: string): string => event(`DTSTART;TZID=${tzid}:20260706T090000`, 'DURATION:PT1H');
    expect(busyIn(zone('Europe/Berlin'), hour('Europe/Berlin'))).toEqual(['2026-07-06T07:00/08:00']);
    expect(busyIn(zone('EST'), hour('EST'))).toEqual(['2026-07-06T04:30/05:30']);
    expect(busyIn(hour('EST'))).toEqual(['2026-07-06T14:00/15:00']);
  });

  it('reads what nothing explains in the zone of the host, and names it', () => {
    const hour = (tzid: string): string => event(`DTSTART;TZID=${tzid}:20260706T090000`, 'DURATION:PT1H');
    const broken = zone('Broken').replace('TZOFFSETTO:+0430', 'TZOFFSETTO:soon');
    const { intervals, unknownZones } = read(calendar(broken, hour('Mars'), hour('Broken'), hour('Mars')));
    expect(intervals.map(short)).toEqual(['2026-07-06T07:00/08:00']);
    expect(unknownZones).toEqual(['Broken', 'Mars']);
  });

  it('names a few zones, shortened and without invisible characters', () => {
    const hour = (tzid: string): string => event(`DTSTART;TZID=${tzid}:20260706T090000`, 'DURATION:PT1H');
    const many = Array.from({ length: 30 }, (_, index) => hour(`Planet ${String(index).padStart(2, '0')}`));
    const { unknownZones } = read(calendar(hour(`M\u202Ears ${'🪐'.repeat(2_000)}`), ...many));
    expect(unknownZones).toEqual([
      `Mars ${'🪐'.repeat(55)}…`,
      ...Array.from({ length: 9 }, (_, index) => `Planet 0${index}`),
    ]);
  });
});

describe('texts', () => {
  const hour = ['DTSTART:20260302T090000Z', 'DTEND:20260302T100000Z'];

  it('reads lines that end with LF alone, and lines folded with a tab or a space', () => {
    const folded = calendar(event('DTSTART\r\n\t:20260302T0900\r\n 00Z', hour[1] ?? ''));
    expect(read(folded).intervals.map(short)).toEqual(['2026-03-02T09:00/10:00']);
    expect(read(folded.replaceAll('\r\n', '\n')).intervals.map(short)).toEqual(['2026-03-02T09:00/10:00']);
  });

  it('passes over entries that cannot be read, and counts them', () => {
    const text = calendar(
      event('DTSTART:20260230T090000Z', 'DURATION:PT1H'),
      event('SUMMARY:No start'),
      event(...hour.toReversed().map((line, at) => line.replace(/DT\w+/, at === 0 ? 'DTSTART' : 'DTEND'))),
      event(...hour, 'RRULE:FREQ=SOMETIMES'),
      event('DTSTART;TZID="Europe/Berlin:20260302T090000', 'DURATION:PT1H'),
      event('DTSTART:20260302T090000Z', 'DURATION:-PT1H'),
      event(...hour),
    );
    expect(read(text)).toEqual({
      intervals: [{ start: '2026-03-02T09:00:00.000Z', end: '2026-03-02T10:00:00.000Z' }],
      unreadable: 6,
      unknownZones: [],
    });
  });

  it('counts an event that a file breaks off in as unreadable', () => {
    const whole = calendar(event(...hour), event(...hour));
    const { intervals, unreadable } = read(whole.slice(0, whole.lastIndexOf('END:VEVENT')));
    expect(intervals.map(short)).toEqual(['2026-03-02T09:00/10:00']);
    expect(unreadable).toBe(1);
  });

  it('reads several texts as one calendar, and passes over pages', () => {
    const next = event('DTSTART:20260302T100000Z', 'DTEND:20260302T110000Z');
    const { intervals, unreadable } = read([calendar(event(...hour)), '<html></html>', calendar(next)]);
    expect(intervals.map(short)).toEqual(['2026-03-02T09:00/11:00']);
    expect(unreadable).toBe(1);
    expect(read([]).intervals).toEqual([]);
  });

  it('refuses texts that are not calendars', () => {
    const page = `<html>${calendar(event(...hour))}</html>`;
    expect(readBusyTimes([page], QUERY, 10)).toEqual({ ok: false, error: { kind: 'notACalendar' } });
    expect(readBusyTimes([''], QUERY, 10)).toEqual({ ok: false, error: { kind: 'notACalendar' } });
  });

  it('refuses more instances than it may count', () => {
    const text = calendar(event(...hour, 'RRULE:FREQ=DAILY'));
    const week = { ...QUERY, to: '2026-03-09T00:00:00.000Z' };
    expect(readBusyTimes([text], week, 7).ok).toBe(true);
    expect(readBusyTimes([text], week, 6)).toEqual({ ok: false, error: { kind: 'tooManyInstances', most: 6 } });
  });

  it('refuses a rule of seconds soon, and passes over one that takes no time', () => {
    const text = calendar(event(...hour, 'RRULE:FREQ=SECONDLY'));
    expect(readBusyTimes([text], QUERY, 1_000).ok).toBe(false);
    expect(busy(['DTSTART:20200302T090000Z', 'RRULE:FREQ=SECONDLY'])).toEqual([]);
  });
});
