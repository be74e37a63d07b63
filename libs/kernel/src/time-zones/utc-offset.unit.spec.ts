import { describe, expect, it } from '@jest/globals';
import { offsetIfRepeated, offsetMs, utcOffset } from './utc-offset.js';

const HOUR_MS = 3_600_000;

describe('the offset from UTC', () => {
  it.each([
    ['Europe/Berlin', '2026-07-01T00:00:00Z', 'UTC+02:00', 2],
    ['Europe/Berlin', '2026-01-01T00:00:00Z', 'UTC+01:00', 1],
    ['Asia/Kolkata', '2026-01-01T00:00:00Z', 'UTC+05:30', 5.5],
    ['America/St_Johns', '2026-01-01T00:00:00Z', 'UTC-03:30', -3.5],
    ['UTC', '2026-01-01T00:00:00Z', 'UTC+00:00', 0],
  ])('of %s at %s is %s', (zone, at, offset, hours) => {
    expect(utcOffset(zone, new Date(at))).toBe(offset);
    expect(offsetMs(zone, new Date(at))).toBe(hours * HOUR_MS);
  });

  it.each([
    ['Europe/Berlin', '2026-10-25T00:00Z', 'UTC+02:00'],
    ['Europe/Berlin', '2026-10-25T00:59:59Z', 'UTC+02:00'],
    ['Europe/Berlin', '2026-10-25T01:00Z', 'UTC+01:00'],
    ['America/New_York', '2026-11-01T05:30Z', 'UTC-04:00'],
    ['America/New_York', '2026-11-01T06:30Z', 'UTC-05:00'],
    // Half an hour is repeated.
    ['Australia/Lord_Howe', '2026-04-04T14:45Z', 'UTC+11:00'],
    ['Australia/Lord_Howe', '2026-04-04T15:15Z', 'UTC+10:30'],
  ])('of %s is written at %s, which the clocks show twice', (zone, at, offset) => {
    expect(offsetIfRepeated(zone, new Date(at))).toBe(offset);
  });

  it.each([
    ['Europe/Berlin', '2026-10-24T23:59Z'],
    ['Europe/Berlin', '2026-10-25T02:00Z'],
    ['Europe/Berlin', '2026-03-29T00:59Z'],
    ['Europe/Berlin', '2026-03-29T01:00Z'],
    ['Australia/Lord_Howe', '2026-04-04T14:15Z'],
    ['UTC', '2026-10-25T00:30Z'],
    // A day was left out, not repeated.
    ['Pacific/Apia', '2011-12-30T11:00Z'],
  ])('of %s is not written at %s', (zone, at) => {
    expect(offsetIfRepeated(zone, new Date(at))).toBeNull();
  });
});
