import { languageSchema } from '@bookonce/contracts/values/language';
import { dateSchema } from '@bookonce/contracts/values/schedule';
import { z } from 'zod';
import { defineOperation } from './operation.js';

/** More than all holidays up to the horizon. */
const MOST_OFF = 366;

const countrySchema = z
  .string()
  .regex(/^[A-Z]{2}$/, 'must be an ISO 3166-1 code such as DE')
  .meta({ description: 'ISO 3166-1, one of `GET /v1/holiday-countries`' });
const regionSchema = z
  .string()
  .regex(/^[A-Za-z0-9]{1,20}(-[A-Za-z0-9]{1,20})?$/, 'must be a region such as BY, or a part of it such as BY-A')
  .meta({ description: 'One of the regions of the country in `GET /v1/holiday-countries`' });

export const holidaysSchema = z
  .strictObject({
    country: countrySchema.nullable().meta({ description: '`null`: meetings can be booked on holidays' }),
    region: regionSchema.optional(),
    off: z.array(dateSchema).max(MOST_OFF).optional().meta({
      description:
        'Holidays on which the host works all the same; none by default. A day to come must be one of the `days`',
    }),
  })
  .meta({ id: 'HolidaySettings', examples: [{ country: 'DE', region: 'BY', off: ['2027-01-06'] }] });

const hostHolidaysSchema = z
  .object({
    country: z.string().nullable().meta({ description: '`null`: meetings can be booked on holidays' }),
    region: z.string().optional(),
    off: z.array(z.string()),
    days: z
      .array(
        z.object({
          date: z.string().meta({ format: 'date' }),
          startsAt: z.string().meta({
            description: '`00:00`, or the local time at which the holiday begins if it is only the rest of a day',
          }),
          name: z.string(),
          isOff: z.boolean().meta({ description: 'Whether the host works on that day all the same' }),
        }),
      )
      .meta({ description: 'From today on, in the zone of the host, as far ahead as calendars count' }),
  })
  .meta({ id: 'HostHolidays' });

const countriesSchema = z
  .object({
    items: z
      .array(
        z.object({
          country: z.string(),
          name: z.string(),
          regions: z
            .array(z.object({ region: z.string(), name: z.string() }))
            .meta({ description: 'Empty if the holidays are the same everywhere' }),
        }),
      )
      .meta({ description: 'In the order of their names' }),
  })
  .meta({ id: 'HolidayCountries' });

const languageQuery = z.strictObject({
  language: languageSchema
    .optional()
    .meta({ description: 'Of the names, as far as they are known in it; `en` by default' }),
});

const tag = 'Hosts';
const access = 'workspace';
const SOURCE = 'The days come from the package date-holidays (ISC and CC BY-SA 3.0), which names its sources';

export const setHostHolidays = defineOperation({
  id: 'setHostHolidays',
  method: 'PUT',
  path: '/v1/hosts/:id/holidays',
  summary: 'Make a host busy on the public holidays of a country or region, but not on those that are off',
  tag,
  access,
  members: 'ownHost',
  query: languageQuery,
  body: holidaysSchema,
  reads: ['availability'],
  waitsFor: ['availability'],
  answers: { 200: { description: `The holidays from now on. ${SOURCE}`, schema: hostHolidaysSchema } },
  problems: ['not-found'],
});

export const getHostHolidays = defineOperation({
  id: 'getHostHolidays',
  method: 'GET',
  path: '/v1/hosts/:id/holidays',
  summary: 'Show the public holidays of a host',
  tag,
  access,
  members: 'ownHost',
  query: languageQuery,
  reads: [],
  answers: { 200: { description: SOURCE, schema: hostHolidaysSchema } },
  problems: ['not-found'],
});

export const listHolidayCountriesOperation = defineOperation({
  id: 'listHolidayCountries',
  method: 'GET',
  path: '/v1/holiday-countries',
  summary: 'List the countries and regions whose public holidays are known',
  tag,
  access,
  members: 'everybody',
  query: languageQuery,
  reads: [],
  answers: { 200: { description: SOURCE, schema: countriesSchema } },
});
