import { describe, expect, it } from '@jest/globals';
import { contentLines, escapedText, textOfLines } from './content-lines.js';
import { changedEvent, withoutScheduling, type EventChange } from './event-text.js';

const UID = 'bkg_1@bookonce';
const textOf = (...lines: readonly string[]): string => `${lines.join('\r\n')}\r\n`;

const written = textOf(
  'BEGIN:VCALENDAR',
  'VERSION:2.0',
  'BEGIN:VTIMEZONE',
  'TZID:Europe/Berlin',
  'BEGIN:STANDARD',
  'DTSTART:19701025T030000',
  'END:STANDARD',
  'END:VTIMEZONE',
  'BEGIN:VEVENT',
  `UID:${UID}`,
  'SEQUENCE:0',
  'DTSTAMP:20260301T080000Z',
  'DTSTART;TZID=Europe/Berlin:20260303T100000',
  'DURATION:PT1H',
  'SUMMARY:Intro call with Ada',
  'LOCATION:Room 1',
  'ORGANIZER;CN="Grace: host";SCHEDULE-AGENT=CLIENT:mailto:grace@example.com',
  'ATTENDEE;CN=Ada:mailto:ada@example.org',
  'X-HOST;X-NOTE="a:b":kept',
  'BEGIN:VALARM',
  'UID:alarm',
  'DTSTART:20260101T000000Z',
  'DESCRIPTION:Soon',
  'END:VALARM',
  'END:VEVENT',
  'END:VCALENDAR',
);

const change: EventChange = {
  start: '2026-03-04T09:00:00.000Z',
  end: '2026-03-04T10:00:00.000Z',
  isMoved: true,
  location: undefined,
  sequence: 1,
  changedAt: '2026-03-02T08:00:00.000Z',
};

const changed = (more: Partial<EventChange> = {}, text = written): readonly string[] =>
  contentLines(changedEvent(text, UID, { ...change, ...more }) ?? '');

describe('changedEvent', () => {
  it('changes the times, and keeps what the host has added', () => {
    const lines = changed();
    for (const line of [
      'DTSTART:20260304T090000Z',
      'DTEND:20260304T100000Z',
      'SEQUENCE:1',
      'DTSTAMP:20260302T080000Z',
    ]) {
      expect(lines.filter((one) => one === line)).toEqual([line]);
    }
    for (const kept of ['SUMMARY:Intro call with Ada', 'LOCATION:Room 1', 'X-HOST;X-NOTE="a:b":kept', 'UID:alarm']) {
      expect(lines).toContain(kept);
    }
    expect(lines.join('\n')).not.toMatch(/DURATION|20260303/);
    expect(lines).toContain('DTSTART:19701025T030000');
    expect(lines).toContain('DTSTART:20260101T000000Z');
  });

  it('leaves the times in their zone if they are right', () => {
    const lines = changed({ isMoved: false, location: 'Room 2, left; \\ here' });
    expect(lines).toContain('DTSTART;TZID=Europe/Berlin:20260303T100000');
    expect(lines).toContain('DURATION:PT1H');
    expect(lines.filter((line) => line.startsWith('LOCATION'))).toEqual(['LOCATION:Room 2\\, left\\; \\\\ here']);
  });

  it('removes a place that there is no more', () => {
    expect(changed({ location: null }).join('\n')).not.toContain('LOCATION');
  });

  it('never lowers the SEQUENCE that another program has raised', () => {
    expect(changed({}, written.replace('SEQUENCE:0', 'SEQUENCE:7'))).toContain('SEQUENCE:7');
  });

  it('has the server invite nobody, also whom the host has added', () => {
    const people = changed().filter((line) => /^(ORGANIZER|ATTENDEE)/.test(line));
    expect(people).toEqual([
      'ORGANIZER;CN="Grace: host";SCHEDULE-AGENT=CLIENT:mailto:grace@example.com',
      'ATTENDEE;SCHEDULE-AGENT=CLIENT;CN=Ada:mailto:ada@example.org',
    ]);
  });

  it('changes the event itself, not an exception that the host has made', () => {
    const exception = ['BEGIN:VEVENT', `UID:${UID}`, 'RECURRENCE-ID:20260303T090000Z', 'SEQUENCE:3', 'END:VEVENT'];
    const text = written.replace('BEGIN:VEVENT', `${exception.join('\r\n')}\r\nBEGIN:VEVENT`);
    const lines = changed({}, text);
    expect(lines).toContain('SEQUENCE:3');
    expect(lines).toContain('SEQUENCE:1');
  });

  it('finds nothing in the text of another event, or in half a calendar', () => {
    expect(changedEvent(written, 'bkg_2@bookonce', change)).toBeNull();
    expect(changedEvent(written.slice(0, written.indexOf('END:VEVENT')), UID, change)).toBeNull();
    expect(changedEvent('<html>', UID, change)).toBeNull();
  });
});

describe('content lines', () => {
  it('are folded at 75 octets, between characters, and unfolded again', () => {
    const lines = [`SUMMARY:${'ü🧀'.repeat(60)}`, 'END:VEVENT'];
    const text = textOfLines(lines);
    for (const line of text.split('\r\n')) expect(Buffer.byteLength(line)).toBeLessThanOrEqual(75);
    expect(contentLines(text)).toEqual(lines);
    expect(contentLines(text.replaceAll('\r\n ', '\n\t'))).toEqual(lines);
  });

  it('cannot be broken out of by a text', () => {
    expect(escapedText('Room\r\nATTENDEE:x\n')).toBe('Room\\nATTENDEE:x\\n');
  });

  it('name SCHEDULE-AGENT once', () => {
    const once = withoutScheduling(written);
    expect(withoutScheduling(once)).toBe(once);
    expect(once.match(/SCHEDULE-AGENT=CLIENT/g)).toHaveLength(2);
  });
});
