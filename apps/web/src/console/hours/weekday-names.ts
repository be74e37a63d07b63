import { useMemo } from 'react';
import { useLanguage } from '../../messages/language.js';
import type { Weekday } from '../api/shapes.js';
import { WEEKDAYS } from './week.js';

/** Monday, 5 January 1970. */
const A_MONDAY = Date.UTC(1970, 0, 5);

export const useWeekdayNames = (form: 'long' | 'short'): Readonly<Record<Weekday, string>> => {
  const { locale } = useLanguage();
  return useMemo(() => {
    const names = new Intl.DateTimeFormat(locale, { timeZone: 'UTC', weekday: form });
    const named = WEEKDAYS.map((day, index) => [day, names.format(A_MONDAY + index * 86_400_000)]);
    return Object.fromEntries(named) as Readonly<Record<Weekday, string>>;
  }, [locale, form]);
};
