import type { HolidayCountry, PublicHoliday } from '@bookonce/kernel/ports/public-holidays';
import { z } from 'zod';
import { defineCommand } from '../define-command.js';
import type { HolidaySettings } from '../events/holidays.js';
import type { CommandReply, Done, InvalidRefusal } from '../replies.js';
import { languageSchema } from '../values/language.js';

// Answered by the calendar service.

export type HolidaysRefusal = { readonly kind: 'hostUnknown' };

export interface HostHoliday extends PublicHoliday {
  /** Whether the host works on that day all the same. */
  readonly isOff: boolean;
}

export interface HostHolidays {
  /** Null: no holidays count. */
  readonly settings: HolidaySettings | null;
  /** From today on, in the host's zone, as far ahead as calendars count. */
  readonly days: readonly HostHoliday[];
}

export type HolidaysReply = { readonly holidays: HostHolidays } & Done;

/** Loading the rules of all countries takes a while. */
const withRules = { answeredWithinMs: 20_000 };

/** Makes a host busy on the public holidays of a place, but not on the days of `off`. Null: on none. */
export const setHolidays = defineCommand<CommandReply<HolidaysRefusal | InvalidRefusal, HolidaysReply>>()(
  'calendars.set-holidays',
  z.object({
    hostId: z.string(),
    settings: z.object({ country: z.string(), region: z.string().nullable(), off: z.array(z.string()) }).nullable(),
    /** Of the names in the reply. */
    language: languageSchema,
  }),
  withRules,
);

/** Asks for the holidays of a host. Stores nothing. */
export const findHolidays = defineCommand<CommandReply<HolidaysRefusal, HolidaysReply>>()(
  'calendars.find-holidays',
  z.object({ hostId: z.string(), language: languageSchema }),
  withRules,
);

/** Asks for the countries whose holidays are known. Stores nothing. */
export const listHolidayCountries = defineCommand<
  CommandReply<never, { readonly countries: readonly HolidayCountry[] } & Done>
>()('calendars.list-holiday-countries', z.object({ language: languageSchema }), withRules);
