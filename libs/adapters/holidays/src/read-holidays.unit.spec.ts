import type { HolidayPlace } from '@bookonce/kernel/ports/public-holidays';
import { describe, expect, it } from '@jest/globals';
import { countriesIn, holidaysWithin } from './read-holidays.js';

const YEAR = { from: '2027-01-01', to: '2028-01-01' };

const daysOf = (country: string, region: string | null = null, language = 'en', { from, to } = YEAR) =>
  holidaysWithin({ country, region, language, from, to })?.days ?? [];
const nameOn = (date: string, ...place: Parameters<typeof daysOf>) =>
  daysOf(...place).find((day) => day.date === date)?.name ?? null;

describe('public holidays', () => {
  it.each<[string, HolidayPlace, string, string | null]>([
    ['Epiphany in Bavaria', { country: 'DE', region: 'BY' }, '2027-01-06', 'Epiphany'],
    ['no Epiphany in Berlin', { country: 'DE', region: 'BE' }, '2027-01-06', null],
    ["Women's Day in Berlin", { country: 'DE', region: 'BE' }, '2027-03-08', "International Women's Day"],
    ["no Women's Day in Bavaria", { country: 'DE', region: 'BY' }, '2027-03-08', null],
    ['what is the same in all of Germany', { country: 'DE', region: null }, '2027-10-03', 'National Holiday'],
    [
      'the Friday before a Saturday in the US',
      { country: 'US', region: null },
      '2027-12-24',
      'Christmas Day (substitute day)',
    ],
    [
      'the Monday after a Sunday in the US',
      { country: 'US', region: null },
      '2027-07-05',
      'Independence Day (substitute day)',
    ],
    [
      'a substitute that only banks have in the rules',
      { country: 'IE', region: null },
      '2027-12-27',
      'St. Stephen’s Day (substitute day)',
    ],
    ['no day on which only banks close', { country: 'AT', region: null }, '2027-12-24', null],
    ['no day that is only observed', { country: 'AT', region: null }, '2027-05-09', null],
  ])('hold %s', (_what, { country, region }, date, name) => {
    expect(nameOn(date, country, region)).toBe(name);
  });

  it('hold one of a part of a region', () => {
    expect(nameOn('2027-08-08', 'DE', 'BY-A', 'de')).toBe('Augsburger Friedensfest');
    expect(nameOn('2027-08-08', 'DE', 'BY', 'de')).toBeNull();
  });

  it('are named in the language asked for, else in one of the country', () => {
    expect(nameOn('2027-12-25', 'DE', null, 'de')).toBe('1. Weihnachtstag');
    expect(nameOn('2027-12-25', 'DE', null, 'en')).toBe('Christmas Day');
    expect(nameOn('2027-02-11', 'JP', null, 'de')).toBe('建国記念の日');
  });

  it('begin later on a day of which only the rest is a holiday', () => {
    expect(daysOf('IS').find(({ date }) => date === '2027-12-24')).toMatchObject({ startsAt: '13:00' });
    expect(daysOf('IS').find(({ date }) => date === '2027-12-25')).toMatchObject({ startsAt: '00:00' });
  });

  it('are each of the days of a longer one', () => {
    const feast = daysOf('TR', null, 'tr').filter(({ name }) => name.includes('Kurban Bayramı'));
    expect(feast.map(({ date }) => date)).toEqual(['2027-05-16', '2027-05-17', '2027-05-18', '2027-05-19']);
    expect(new Set(feast.map(({ startsAt }) => startsAt))).toEqual(new Set(['00:00']));
  });

  it('that begin at sunset are the day after it', () => {
    expect(nameOn('2027-10-11', 'IL')).toContain('Yom Kippur');
    expect(nameOn('2027-10-10', 'IL')).toBeNull();
  });

  it('are those from the first day on, before the day after the last, one for each date', () => {
    const window = { from: '2027-12-25', to: '2028-01-01' };
    expect(daysOf('DE', null, 'en', window).map(({ date }) => date)).toEqual(['2027-12-25', '2027-12-26']);
    const upTo = { from: '2026-12-26', to: '2027-01-02' };
    expect(daysOf('DE', null, 'en', upTo).map(({ date }) => date)).toEqual(['2026-12-26', '2027-01-01']);
    // Two holidays fall on one day in these years: 19 May in Turkey.
    for (const country of ['DE', 'TR', 'IL', 'CN', 'US']) {
      const dates = daysOf(country).map(({ date }) => date);
      expect(dates).toEqual([...new Set(dates)].sort());
    }
  });

  it('name their place', () => {
    const placeName = (language: string, region: string | null) =>
      holidaysWithin({ country: 'DE', region, language, ...YEAR })?.placeName;
    expect(placeName('de', null)).toBe('Deutschland');
    expect(placeName('en', 'BY')).toBe('Germany, Bayern');
    expect(placeName('de', 'BY-A')).toBe('Deutschland, Bayern, Stadt Augsburg');
  });

  it.each([
    ['country', { country: 'XX', region: null }],
    ['country in lower case', { country: 'de', region: null }],
    ['region', { country: 'DE', region: 'QQ' }],
    ['part of a region', { country: 'DE', region: 'BY-QQ' }],
    ['region of an object', { country: 'DE', region: 'constructor' }],
    ['country of an object', { country: '__proto__', region: null }],
  ])('are null for an unknown %s', (_what, place) => {
    expect(holidaysWithin({ ...place, ...YEAR, language: 'en' })).toBeNull();
  });
});

describe('the countries', () => {
  it('have names in the language asked for, in its order, and their regions', () => {
    const german = countriesIn('de');
    const names = german.map(({ name }) => name);
    expect(names).toEqual(names.toSorted(new Intl.Collator('de').compare));
    expect(names.indexOf('Österreich')).toBeLessThan(names.indexOf('Polen'));
    expect(german.find(({ country }) => country === 'DE')?.regions).toContainEqual({ region: 'BY', name: 'Bayern' });
    expect(german.find(({ country }) => country === 'DE')?.regions).toHaveLength(16 + 3 + 1 + 3);
    expect(german.length).toBeGreaterThan(150);
  });

  it('have regions without a hyphen, which their parts have', () => {
    for (const { regions } of countriesIn('en')) {
      for (const { region } of regions) expect(region).toMatch(/^[A-Za-z0-9]{1,20}(-[A-Za-z0-9]{1,20})?$/);
    }
  });
});
