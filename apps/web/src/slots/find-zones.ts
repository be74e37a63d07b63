import { everyZone } from '@bookonce/kernel/time-zones/time-zone';
import { offsetMs, utcOffset } from '@bookonce/kernel/time-zones/utc-offset';
import { zoneName } from '@bookonce/kernel/time-zones/zone-name';
import { isUsableZone } from '../shared/device-zone.js';
import { CITY_NAMES } from './city-names.js';

export interface ZoneChoice {
  /** The name that the browser knows: today's, or a former one. */
  readonly id: string;
  /** `Kolkata, India` */
  readonly place: string;
  /** `UTC+05:30` */
  readonly offset: string;
  readonly offsetMinutes: number;
  /** Lower-case names of the city, each a list of words. */
  readonly cities: readonly string[];
  /** Lower-case names of the country and the region. */
  readonly regions: readonly string[];
}

const extraCities = new Map(CITY_NAMES.map(([zone, cities]) => [zone, cities.split(', ')]));

/** Short names that are no ISO codes. */
const COUNTRY_NAMES: Readonly<Partial<Record<string, readonly string[]>>> = {
  GB: ['uk', 'england', 'scotland', 'wales'],
  US: ['usa', 'america', 'united states of america'],
  AE: ['uae', 'emirates'],
  NL: ['holland'],
  CZ: ['czech republic'],
};

const simple = (text: string): string =>
  text
    .normalize('NFD')
    .replaceAll(/\p{M}/gu, '')
    .toLowerCase()
    .replaceAll(/[_/.,()’'-]+/g, ' ')
    .trim();

const cityOf = (zone: string): string => (zone.split('/').at(-1) ?? zone).replaceAll('_', ' ');

/** Returns every zone of a place, and UTC, with the offset at that time, sorted by place. */
export const zoneChoices = (locale: string, at: Date): readonly ZoneChoice[] => {
  const named = new Intl.DisplayNames([locale], { type: 'region' });
  const english = new Intl.DisplayNames(['en'], { type: 'region' });
  const choices = everyZone().flatMap(({ name, country, links }): readonly ZoneChoice[] => {
    const id = [name, ...links].find(isUsableZone);
    if (country === '' || id === undefined) return [];
    const inCountry = named.of(country) ?? country;
    const cities = [name, ...links].map(cityOf).concat(extraCities.get(name) ?? []);
    const countries = [inCountry, english.of(country) ?? '', country, ...(COUNTRY_NAMES[country] ?? [])];
    return [
      {
        id,
        place: `${cityOf(name)}, ${inCountry}`,
        offset: utcOffset(id, at),
        offsetMinutes: offsetMs(id, at) / 60_000,
        cities: cities.map(simple),
        regions: [...countries, name, ...links].map(simple),
      },
    ];
  });
  const utc = { id: 'UTC', place: 'UTC', offset: 'UTC+00:00', offsetMinutes: 0, cities: ['utc', 'gmt'], regions: [] };
  const { compare } = new Intl.Collator(locale);
  return [...choices.sort((a, b) => compare(a.place, b.place)), utc];
};

/** The place for people, of any zone. */
export const placeOf = (choices: readonly ZoneChoice[], timeZone: string): string =>
  choices.find(({ id }) => id === timeZone)?.place ?? zoneName(timeZone);

const OFFSET = /^(?:utc|gmt)?([+-])(\d{1,2})(?::?(\d{2}))?$/;

/** How well a word fits: 4 is (the first word of) a city, 3 a region, 2 begins a city, 1 begins another word, 0 nothing. */
const fitOf = (word: string, { cities, regions, offsetMinutes }: ZoneChoice): number => {
  const [, sign, hours, minutes = '0'] = OFFSET.exec(word) ?? [];
  if (hours !== undefined) {
    const wanted = (Number(hours) * 60 + Number(minutes)) * (sign === '-' ? -1 : 1);
    return wanted === offsetMinutes ? 1 : 0;
  }
  if (cities.some((city) => city === word || city.startsWith(`${word} `))) return 4;
  if (regions.includes(word)) return 3;
  if (cities.some((city) => city.startsWith(word))) return 2;
  const words = [...cities, ...regions].flatMap((name) => name.split(' '));
  return words.some((one) => one.startsWith(word)) ? 1 : 0;
};

/**
 * Returns the zones that fit every word of the search, the best first: by names of cities of today and of the past, by
 * country, and by offset.
 */
export const findZones = (choices: readonly ZoneChoice[], search: string): readonly ZoneChoice[] => {
  const sought = search
    .toLowerCase()
    .replaceAll('−', '-')
    .replaceAll(/(utc|gmt)\s+(?=[+-]\d)/g, '$1');
  const words = sought
    .split(/[\s,]+/)
    .filter((word) => word !== '')
    .flatMap((word) => (OFFSET.test(word) ? [word] : simple(word).split(' ')))
    .filter((word) => word !== '');
  return choices
    .map((choice) => ({ choice, fits: words.map((word) => fitOf(word, choice)) }))
    .filter(({ fits }) => !fits.includes(0))
    .sort((a, b) => sum(b.fits) - sum(a.fits))
    .map(({ choice }) => choice);
};

const sum = (numbers: readonly number[]): number => numbers.reduce((total, one) => total + one, 0);
