import { describe, expect, it } from '@jest/globals';
import { hasUid, objectHref, objectName } from './uid.js';

describe('objectName', () => {
  it('is the UID if that needs no escaping', () => {
    expect(objectName('bok_1')).toBe('bok_1.ics');
    expect(objectHref('https://example.com/dav/work', 'bok_1')).toBe('https://example.com/dav/work/bok_1.ics');
  });

  it.each(['a@b', 'a/b', '../a', '.', '', 'ü', 'a b', 'x'.repeat(101)])('is made from any other UID: %s', (uid) => {
    expect(objectName(uid)).toMatch(/^[0-9a-f]{40}\.ics$/);
    expect(objectName(uid)).toBe(objectName(uid));
  });

  it('differs for different UIDs', () => {
    expect(objectName('a@b')).not.toBe(objectName('a@c'));
  });
});

describe('hasUid', () => {
  it('compares whole UIDs, with parameters and folded lines', () => {
    expect(hasUid('BEGIN:VEVENT\r\nUID:a@b\r\n', 'a@b')).toBe(true);
    expect(hasUid('BEGIN:VEVENT\r\nUID:a@\r\n b\r\n', 'a@b')).toBe(true);
    expect(hasUid('BEGIN:VEVENT\nUID;X-A=1:a@b\n', 'a@b')).toBe(true);
    expect(hasUid('BEGIN:VEVENT\r\nUID:a@b\r\n', 'a@')).toBe(false);
    expect(hasUid('BEGIN:VEVENT\r\nSUMMARY:UID:a@b\r\nRELATED-TO:a@b\r\n', 'a@b')).toBe(false);
  });
});
