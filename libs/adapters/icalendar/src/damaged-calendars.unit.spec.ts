import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { generatedCalendar, textOfCalendar, WINDOW } from './fixtures/generated-calendar.js';
import { readBusyTimes } from './read-busy-times.js';

const QUERY = { ...WINDOW, timeZone: 'Europe/Berlin', addresses: [], allEventsBusy: false, own: [] };

/** A place in a text, as a part of its length, and what stands there instead of the next few characters. */
const damage = fc.record({
  place: fc.double({ min: 0, max: 1, noNaN: true }),
  length: fc.nat(20),
  text: fc.oneof(
    fc.string({ maxLength: 5 }),
    fc.constantFrom(
      '\r\n',
      ':',
      ';',
      '"',
      '0',
      '-1',
      '99999999999',
      'P9999999999D',
      'SECONDLY',
      'TZID=',
      'END:VEVENT\r\n',
    ),
  ),
});

const damaged = (
  text: string,
  { place, length, text: instead }: { place: number; length: number; text: string },
): string => {
  const at = Math.floor(place * text.length);
  return text.slice(0, at) + instead + text.slice(at + length);
};

const TYPES = ['RECUR', 'PERIOD', 'DATE', 'DATE-TIME', 'DURATION', 'INTEGER', 'BINARY', 'BOOLEAN', 'UTC-OFFSET'];
const VALUES = ['FREQ=DAILY', '20260302', '20260302T090000Z/PT1H', 'P1D', '5', 'TRUE', '+0100', ''];
const NAMES = ['UID', 'RECURRENCE-ID', 'SEQUENCE', 'DTEND', 'DURATION', 'RRULE', 'RDATE', 'EXDATE', 'STATUS', 'TRANSP'];
const OTHERS = ['ATTENDEE;PARTSTAT=DECLINED', 'X-MICROSOFT-CDO-BUSYSTATUS', 'DTSTART'];

describe('a value of a type that its property never has', () => {
  it('spoils its own event at most', () => {
    const lines = [...NAMES, ...OTHERS].flatMap((name) =>
      TYPES.flatMap((type) => VALUES.map((value) => `${name};VALUE=${type}:${value}`)),
    );
    const healthy = ['BEGIN:VEVENT', 'UID:healthy', 'DTSTART:20260302T090000Z', 'DURATION:PT1H', 'END:VEVENT'];
    const window = { from: '2026-03-02T09:00:00.000Z', to: '2026-03-02T10:00:00.000Z' };
    for (const line of lines) {
      const odd = ['BEGIN:VEVENT', line, 'DTSTART:20260302T120000Z', 'END:VEVENT'];
      const text = ['BEGIN:VCALENDAR', ...odd, ...healthy, 'END:VCALENDAR', ''].join('\r\n');
      const reading = readBusyTimes([text], { ...QUERY, ...window }, 10_000);
      expect([line, reading]).toMatchObject([line, { ok: true, value: { intervals: [{ end: window.to }] } }]);
    }
  });
});

describe('a damaged calendar', () => {
  it('is read as far as possible, or refused, and never ends the thread', () => {
    fc.assert(
      fc.property(generatedCalendar, fc.array(damage, { minLength: 1, maxLength: 4 }), (calendar, damages) => {
        const text = damages.reduce(damaged, textOfCalendar(calendar));
        const reading = readBusyTimes([text], QUERY, 10_000);
        if (!reading.ok) {
          expect(['notACalendar', 'tooManyInstances']).toContain(reading.error.kind);
          return;
        }
        const times = reading.value.intervals.flatMap(({ start, end }) => [start, end]);
        expect(times).toEqual([...new Set(times)].sort());
      }),
      { numRuns: 300 },
    );
  });
});
