import {
  accessOwnerOf,
  type CalendarAccessFields,
  changeCalendar,
  connectCalendar,
  disconnectCalendar,
  type HostCalendarRefusal,
  listCalendars,
  readCalendar,
} from '@bookonce/contracts/commands/calendars';
import type { CommandDefinition, PayloadOf, ReplyOf } from '@bookonce/contracts/define-command';
import type { ConflictRefusal, InvalidRefusal } from '@bookonce/contracts/replies';
import { sendCommand } from '@bookonce/contracts/send-command';
import { idFrom } from '@bookonce/contracts/values/ids';
import { withoutUndefined } from '@bookonce/kernel/json';
import type { Bus } from '@bookonce/kernel/ports/bus';
import { unreachable } from '@bookonce/kernel/result';
import { isPossibleId } from '@bookonce/kernel/stream-reader';
import {
  changeCalendarOperation,
  connectCalendarOperation,
  disconnectCalendarOperation,
  listCalendarsOperation,
  readCalendarOperation,
} from '../api/host-calendar-api.js';
import type { GatewayOptions } from '../gateway-options.js';
import { invalid, json, noContent, notFound, type Answer } from '../http/answer.js';
import { workspaceEndpoint, type Endpoint, type WorkspaceCall } from '../http/endpoint.js';
import type { Limits } from '../http/limits.js';
import { consistencyOf } from '../http/views.js';
import { apiContext, tryAgain } from './commands.js';

export interface HostCalendarDeps {
  readonly bus: Pick<Bus, 'request'>;
  readonly limits: Pick<Limits, 'take'>;
  readonly options: Pick<GatewayOptions, 'vault'>;
}

/**
 * Connected calendars. No view of the gateway holds them: their state is that of their last reads, which the calendar
 * service knows.
 */
export const hostCalendarEndpoints = ({ bus, limits, options }: HostCalendarDeps): readonly Endpoint[] => {
  /** Commands and logs carry addresses and passwords sealed only. */
  const sealed = (calendarId: string, access: CalendarAccessFields): string =>
    options.vault.seal(accessOwnerOf(calendarId), JSON.stringify(access));

  const send = <Command extends CommandDefinition>(
    command: Command,
    payload: PayloadOf<Command>,
    { params, ...call }: CalendarCall,
  ): Promise<ReplyOf<Command>> => sendCommand(bus, command, payload, apiContext(call, params.calendarId ?? params.id));

  /** Each such call sends requests to a server of somebody else. */
  const limited = ({ workspaceId }: CalendarCall): Promise<Answer | null> =>
    limits.take(['workspace-calendar-reads', workspaceId]);

  return [
    workspaceEndpoint(connectCalendarOperation, async (call) => {
      const { url, name, fallbackName, allEventsBusy = false, ...body } = call.body;
      const credentials = body.type === 'ics' ? {} : { username: body.username, password: body.password };
      const sealedAccess = sealed(idFrom('cal', call.commandId), { url, ...credentials });
      const payload = {
        hostId: call.params.id,
        type: body.type,
        sealedAccess,
        allEventsBusy,
        ...withoutUndefined({ name, fallbackName }),
      };
      const refusal = await limited(call);
      if (refusal !== null) return refusal;
      const reply = await send(connectCalendar, payload, call);
      if (!reply.ok) return refused(reply.error);
      return json(201, reply.value.calendar, consistencyOf(reply.value.position));
    }),

    workspaceEndpoint(listCalendarsOperation, async (call) => {
      const reply = await send(listCalendars, { hostId: call.params.id }, call);
      if (!reply.ok) return refused(reply.error);
      const { items, horizonDays } = reply.value;
      return json(200, { items, horizonDays });
    }),

    workspaceEndpoint(changeCalendarOperation, async (call) => {
      const { url, username, password, ...changes } = call.body;
      const { id: hostId, calendarId } = call.params;
      if (!isPossibleId(calendarId)) return notFound();
      const access = withoutUndefined({ url, username, password });
      const isReplaced = Object.keys(access).length > 0;
      const sealedAccess = isReplaced ? { sealedAccess: sealed(calendarId, access) } : {};
      const refusal = await limited(call);
      if (refusal !== null) return refusal;
      const reply = await send(changeCalendar, { hostId, calendarId, ...changes, ...sealedAccess }, call);
      if (!reply.ok) return refused(reply.error);
      return json(200, reply.value.calendar, consistencyOf(reply.value.position));
    }),

    workspaceEndpoint(readCalendarOperation, async (call) => {
      const { id: hostId, calendarId } = call.params;
      if (!isPossibleId(calendarId)) return notFound();
      const refusal = await limited(call);
      if (refusal !== null) return refusal;
      const reply = await send(readCalendar, { hostId, calendarId }, call);
      return reply.ok ? json(200, reply.value.calendar) : refused(reply.error);
    }),

    workspaceEndpoint(disconnectCalendarOperation, async (call) => {
      const { id: hostId, calendarId } = call.params;
      if (!isPossibleId(calendarId)) return notFound();
      const reply = await send(disconnectCalendar, { hostId, calendarId }, call);
      return reply.ok ? noContent(consistencyOf(reply.value.position)) : refused(reply.error);
    }),
  ];
};

type CalendarCall = Pick<WorkspaceCall<unknown, unknown, unknown>, 'commandId' | 'workspaceId' | 'actor'> & {
  readonly params: { readonly id: string; readonly calendarId?: string };
};

const refused = (refusal: HostCalendarRefusal | InvalidRefusal | ConflictRefusal): Answer => {
  switch (refusal.kind) {
    case 'hostUnknown':
    case 'calendarUnknown':
      return notFound();
    case 'invalid':
      return invalid(refusal.errors);
    case 'conflict':
      return tryAgain();
    default:
      return unreachable(refusal);
  }
};
