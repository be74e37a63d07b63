import type {
  HolidayCountry,
  HolidayPlace,
  HolidayQuery,
  HolidayRegion,
  PlaceHolidays,
  PublicHoliday,
} from '@bookonce/kernel/ports/public-holidays';
import Holidays, { type HolidaysTypes } from 'date-holidays';

const HOUR_MS = 60 * 60_000;
const DAY_MS = 24 * HOUR_MS;
/** In UTC no day has 23 or 25 hours, so lengths are those of the rules. */
const OPTIONS: HolidaysTypes.Options = { types: ['bank', 'public'], timezone: 'UTC' };

/** Returns all countries, in the order of their names. */
export const countriesIn = (language: string): readonly HolidayCountry[] => {
  const known = new Holidays();
  const nameOf = countryNamesIn(known, language);
  const countries = Object.keys(known.getCountries()).map((country) => ({
    country,
    name: nameOf(country),
    regions: byName(regionsOf(known, country, language), language),
  }));
  return byName(countries, language);
};

/** Returns the public holidays within a time; null for an unknown place. */
export const holidaysWithin = ({ country, region, from, to, language }: HolidayQuery): PlaceHolidays | null => {
  const placeName = placeNameOf({ country, region }, language);
  if (placeName === null) return null;
  const [state, part] = region?.split('-') ?? [];
  const holidays = new Holidays(
    { country, ...(state === undefined ? {} : { state }), ...(part === undefined ? {} : { region: part }) },
    OPTIONS,
  );
  const found: PublicHoliday[] = [];
  // A holiday of several days may begin in the year before.
  for (let year = Number(from.slice(0, 4)) - 1; year <= Number(to.slice(0, 4)); year += 1) {
    for (const holiday of holidays.getHolidays(year, language).filter(isDayOff)) found.push(...daysOf(holiday));
  }
  const within = found.filter(({ date }) => from <= date && date < to);
  return { placeName, days: oneForEachDate(within) };
};

/** Banks close on other days, too. A substitute counts, because it stands for a public holiday on a weekend. */
const isDayOff = ({ type, substitute }: HolidaysTypes.Holiday): boolean => type === 'public' || substitute === true;

/**
 * Returns the days of a holiday. An offset from UTC in its date means that it begins at sunset on the day before. The part
 * of a day at its end does not count.
 */
const daysOf = ({ date, start, end, name }: HolidaysTypes.Holiday): readonly PublicHoliday[] => {
  const [day = '', time = '', sunset] = date.split(' ');
  const startsAt = sunset === undefined ? time.slice(0, 5) : '00:00';
  const lengthMs = end.getTime() - start.getTime();
  const days =
    sunset === undefined
      ? Math.ceil((Number(startsAt.slice(0, 2)) * HOUR_MS + lengthMs) / DAY_MS)
      : Math.floor(lengthMs / DAY_MS);
  return Array.from({ length: Math.max(1, days) }, (_, index) => ({
    date: new Date(Date.parse(`${day}T00:00:00Z`) + index * DAY_MS).toISOString().slice(0, 10),
    startsAt: index === 0 ? startsAt : '00:00',
    name,
  }));
};

const oneForEachDate = (days: readonly PublicHoliday[]): readonly PublicHoliday[] =>
  [...Map.groupBy(days, ({ date }) => date)]
    .map(([date, those]) => ({
      date,
      startsAt: those.map(({ startsAt }) => startsAt).reduce((a, b) => (a < b ? a : b)),
      name: [...new Set(those.map(({ name }) => name))].join(', '),
    }))
    .sort((a, b) => (a.date < b.date ? -1 : 1));

/** The library answers for an unknown country with nothing, and for an unknown region with the whole country. */
const placeNameOf = ({ country, region }: HolidayPlace, language: string): string | null => {
  const known = new Holidays();
  if (!Object.hasOwn(known.getCountries(), country)) return null;
  const name = countryNamesIn(known, language)(country);
  if (region === null) return name;
  const part = regionsOf(known, country, language).find((one) => one.region === region);
  return part === undefined ? null : `${name}, ${part.name}`;
};

/** The library has names of countries in few languages. */
const countryNamesIn = (known: Holidays, language: string): ((country: string) => string) => {
  const names = new Intl.DisplayNames([language], { type: 'region', fallback: 'none' });
  const others = known.getCountries(language);
  return (country) => names.of(country) ?? others[country] ?? country;
};

const regionsOf = (known: Holidays, country: string, language: string): readonly HolidayRegion[] =>
  Object.entries(known.getStates(country, language) ?? {}).flatMap(([state, name]) => [
    { region: state, name },
    ...Object.entries(known.getRegions(country, state, language) ?? {}).map(([part, partName]) => ({
      region: `${state}-${part}`,
      name: `${name}, ${partName}`,
    })),
  ]);

const byName = <Named extends { readonly name: string }>(all: readonly Named[], language: string): readonly Named[] => {
  const { compare } = new Intl.Collator(language);
  return all.toSorted((a, b) => compare(a.name, b.name));
};
