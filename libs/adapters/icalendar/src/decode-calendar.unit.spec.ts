import { describe, expect, it } from '@jest/globals';
import { decodeCalendar } from './decode-calendar.js';

const utf8 = (text: string): Uint8Array => new TextEncoder().encode(text);
const latin1 = (text: string): Uint8Array => Uint8Array.from(text, (character) => character.charCodeAt(0));

describe('decodeCalendar', () => {
  it('reads UTF-8 without and with a byte order mark', () => {
    expect(decodeCalendar(utf8('SUMMARY:Grüße'))).toBe('SUMMARY:Grüße');
    expect(decodeCalendar(utf8('\ufeffSUMMARY:Grüße'))).toBe('SUMMARY:Grüße');
  });

  it('reads Latin-1 if the header says so', () => {
    // As UTF-8, the two letters would be valid and mean something else.
    expect(decodeCalendar(latin1('SUMMARY:Ã¼'), 'text/calendar; charset=ISO-8859-1')).toBe('SUMMARY:Ã¼');
    expect(decodeCalendar(latin1('SUMMARY:Grüße'), 'text/calendar;charset="latin1"')).toBe('SUMMARY:Grüße');
  });

  it('reads Latin-1 if the bytes are not UTF-8, even if the header says UTF-8', () => {
    expect(decodeCalendar(latin1('SUMMARY:Grüße'))).toBe('SUMMARY:Grüße');
    expect(decodeCalendar(latin1('SUMMARY:Grüße'), 'text/calendar; charset=utf-8')).toBe('SUMMARY:Grüße');
  });

  it('believes a byte order mark before the header', () => {
    expect(decodeCalendar(utf8('\ufeffSUMMARY:Grüße'), 'text/calendar; charset=ISO-8859-1')).toBe('SUMMARY:Grüße');
  });

  it('ignores a charset that nobody knows', () => {
    expect(decodeCalendar(utf8('SUMMARY:Grüße'), 'text/calendar; charset=klingon')).toBe('SUMMARY:Grüße');
  });
});
