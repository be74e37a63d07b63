import { describe, expect, it } from '@jest/globals';
import { isUsableZone, zoneFor } from './device-zone.js';

const BERLIN_SUMMER = 120;
const KOLKATA = 330;

describe('the zone of a device', () => {
  it.each(['Europe/Berlin', 'Asia/Calcutta', 'Etc/GMT-2', 'UTC', 'US/Pacific', 'Japan'])(
    'is taken as %s',
    (timeZone) => {
      expect(zoneFor({ timeZone, offsetMinutes: 0 })).toEqual({ timeZone, from: 'device' });
    },
  );

  it.each([undefined, null, '', 'Etc/Unknown', 'BST', 'CEST', '+02:00', 'Mars/Phobos', 7])(
    'falls back to the offset of the device if it is reported as %j',
    (timeZone) => {
      expect(isUsableZone(timeZone)).toBe(false);
      const shown = zoneFor({ timeZone, offsetMinutes: BERLIN_SUMMER }, 'America/New_York');
      expect(shown).toEqual({ timeZone: 'Etc/GMT-2', from: 'offset' });
    },
  );

  it('is UTC for an offset of 0, and Etc/GMT+5 west of it', () => {
    expect(zoneFor({ timeZone: undefined, offsetMinutes: 0 }).timeZone).toBe('UTC');
    expect(zoneFor({ timeZone: undefined, offsetMinutes: -300 }).timeZone).toBe('Etc/GMT+5');
  });

  it('is the host’s if no zone has the offset, else UTC', () => {
    const device = { timeZone: undefined, offsetMinutes: KOLKATA };
    expect(zoneFor(device, 'America/New_York')).toEqual({ timeZone: 'America/New_York', from: 'host' });
    expect(zoneFor(device)).toEqual({ timeZone: 'UTC', from: 'offset' });
  });
});
