import { describe, expect, it } from '@jest/globals';
import { everyZone, isTimeZone, suggestedZone } from './time-zone.js';
import { TZ_LINKS } from './tz-database.js';
import { todaysZone, zoneName } from './zone-name.js';

const links = TZ_LINKS.split(/[;\n]+/)
  .flatMap((entry) => entry.split(' ').slice(0, 1))
  .filter(Boolean);

describe('a time zone', () => {
  it.each([
    'Europe/Berlin',
    'Asia/Calcutta',
    'US/Pacific',
    'EST5EDT',
    'UTC',
    'Etc/GMT+5',
    'Europe/Kyiv',
    'europe/paris',
  ])('may be called %s', (name) => expect(isTimeZone(name)).toBe(true));

  it.each([
    'BST',
    'IST',
    'PST',
    'Etc/Unknown',
    'Factory',
    '+02:00',
    '',
    'Europe/Munich',
    'SystemV/PST8PDT',
    'constructor',
  ])('is not called %s', (name) => expect(isTimeZone(name)).toBe(false));

  it('of the runtime is in the database, so that an old database is noticed', () => {
    expect(Intl.supportedValuesOf('timeZone').filter((name) => !isTimeZone(name))).toEqual([]);
  });

  it.each([
    ['BST', 'Europe/London'],
    ['pst', 'America/Los_Angeles'],
    ['Europe/Berln', 'Europe/Berlin'],
    ['berlin', 'Europe/Berlin'],
    ['Asia/New York', 'America/New_York'],
    ['Calcutta', 'Asia/Kolkata'],
    ['UTC+2', 'Etc/GMT-2'],
    ['-05:00', 'Etc/GMT+5'],
  ])('that is called %s was probably meant to be %s', (typed, meant) => {
    expect(suggestedZone(typed)).toBe(meant);
  });

  it.each(['Mars/Phobos', '', 'x', 'constructor', 'x'.repeat(10_000), '+05:30'])('is not guessed from %s', (typed) => {
    expect(suggestedZone(typed)).toBeNull();
  });

  it('is listed once, with its country and its other names', () => {
    const zones = everyZone();
    const kolkata = zones.find(({ name }) => name === 'Asia/Kolkata');
    expect(kolkata).toEqual({ name: 'Asia/Kolkata', country: 'IN', links: ['Asia/Calcutta'] });
    const all = zones.flatMap(({ name, links }) => [name, ...links]);
    expect(new Set(all).size).toBe(all.length);
    expect(all).toHaveLength(zones.length + links.length);
  });
});

describe('the name of a zone for people', () => {
  it.each([
    ['Asia/Calcutta', 'Asia/Kolkata'],
    ['US/Pacific', 'America/Los Angeles'],
    ['us/eastern', 'America/New York'],
    ['Europe/Kiev', 'Europe/Kyiv'],
    ['Africa/Asmera', 'Africa/Asmara'],
    ['America/Montreal', 'America/Montreal'],
    ['Europe/Bratislava', 'Europe/Bratislava'],
    ['Etc/GMT-2', 'UTC+02:00'],
    ['Etc/GMT+5', 'UTC-05:00'],
    ['Etc/GMT', 'UTC'],
    ['Zulu', 'UTC'],
  ])('of %s is %s', (zone, name) => {
    expect(zoneName(zone)).toBe(name);
  });

  it('is a name of the database', () => {
    expect(links.map(todaysZone).filter((name) => !isTimeZone(name))).toEqual([]);
  });

  it('is a city, not a country or a compass point', () => {
    const region = /^[A-Za-z-]+$|^(US|Canada|Brazil|Mexico|Chile)\/|^Australia\/(ACT|NSW|LHI|North|South|West)$/;
    const left = links.filter((name) => region.test(name) && todaysZone(name) === name && zoneName(name) !== 'UTC');
    expect(left).toEqual([]);
  });
});
