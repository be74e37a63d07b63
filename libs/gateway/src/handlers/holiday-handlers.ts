import {
  findHolidays,
  type HolidaysRefusal,
  type HostHolidays,
  listHolidayCountries,
  setHolidays,
} from '@bookonce/contracts/commands/holidays';
import type { ConflictRefusal, InvalidRefusal } from '@bookonce/contracts/replies';
import { sendCommand } from '@bookonce/contracts/send-command';
import type { Language } from '@bookonce/contracts/values/language';
import type { Bus } from '@bookonce/kernel/ports/bus';
import { unreachable } from '@bookonce/kernel/result';
import { getHostHolidays, listHolidayCountriesOperation, setHostHolidays } from '../api/holidays-api.js';
import { invalid, json, notFound, type Answer } from '../http/answer.js';
import { workspaceEndpoint, type Endpoint } from '../http/endpoint.js';
import { consistencyOf } from '../http/views.js';
import { apiContext, tryAgain, type Commands } from './commands.js';

export interface HolidayDeps {
  readonly bus: Pick<Bus, 'request'>;
  readonly commands: Commands;
}

const DEFAULT_LANGUAGE: Language = 'en';

/** The public holidays of hosts. The calendar service knows them; no view of the gateway holds them. */
export const holidayEndpoints = ({ bus, commands }: HolidayDeps): readonly Endpoint[] => [
  workspaceEndpoint(setHostHolidays, async ({ params, query, body, ...call }) => {
    const { language = DEFAULT_LANGUAGE } = query;
    const { country, region = null, off = [] } = body;
    const settings = country === null ? null : { country, region, off };
    const payload = { hostId: params.id, settings, language };
    const reply = await commands.run(setHostHolidays, setHolidays, payload, apiContext(call, params.id));
    if (!reply.ok) return refused(reply.error);
    return json(200, formOf(reply.value.holidays), consistencyOf(reply.value.position));
  }),

  workspaceEndpoint(getHostHolidays, async ({ params, query: { language = DEFAULT_LANGUAGE }, ...call }) => {
    const payload = { hostId: params.id, language };
    const reply = await sendCommand(bus, findHolidays, payload, apiContext(call, params.id));
    return reply.ok ? json(200, formOf(reply.value.holidays)) : refused(reply.error);
  }),

  workspaceEndpoint(listHolidayCountriesOperation, async ({ query: { language = DEFAULT_LANGUAGE }, ...call }) => {
    const reply = await sendCommand(bus, listHolidayCountries, { language }, apiContext(call, call.workspaceId));
    return reply.ok ? json(200, { items: reply.value.countries }) : refused(reply.error);
  }),
];

const formOf = ({ settings, days }: HostHolidays) => {
  if (settings === null) return { country: null, off: [], days };
  const { country, region, off } = settings;
  return { country, ...(region === null ? {} : { region }), off, days };
};

const refused = (refusal: HolidaysRefusal | InvalidRefusal | ConflictRefusal): Answer => {
  switch (refusal.kind) {
    case 'hostUnknown':
      return notFound();
    case 'invalid':
      return invalid(refusal.errors);
    case 'conflict':
      return tryAgain();
    default:
      return unreachable(refusal);
  }
};
