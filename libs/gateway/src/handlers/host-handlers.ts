import { changeHost, createHost, setBusy, type HostRefusal } from '@bookonce/contracts/commands/availability';
import type { ConflictRefusal } from '@bookonce/contracts/replies';
import { hosts, type HostDocument } from '@bookonce/availability/views/availability-documents';
import { localeOf, localeTag, type Locale } from '@bookonce/contracts/values/language';
import type { Position } from '@bookonce/kernel/ports/event-store';
import type { ReadModels } from '@bookonce/kernel/ports/read-models';
import { unreachable } from '@bookonce/kernel/result';
import { changeHostOperation, createHostOperation, getHost, listHosts, setHostBusy } from '../api/host-api.js';
import { json, notFound, unavailable, type Answer } from '../http/answer.js';
import { workspaceEndpoint, type Endpoint } from '../http/endpoint.js';
import { consistencyOf } from '../http/views.js';
import { apiContext, type Commands, tryAgain } from './commands.js';
import { findOwned, listOwned } from './owned.js';

export const hostEndpoints = (readModels: ReadModels, commands: Commands): readonly Endpoint[] => {
  const answer = async (
    status: number,
    id: string,
    workspaceId: string,
    position: Position | null,
  ): Promise<Answer> => {
    const host = await findOwned(readModels, hosts, id, workspaceId);
    return host === null ? unavailable() : json(status, hostForm(host), consistencyOf(position));
  };

  return [
    workspaceEndpoint(createHostOperation, async ({ body, workspaceId, commandId, actor }) => {
      const reply = await commands.run(
        createHostOperation,
        createHost,
        withLocale(body),
        apiContext({ commandId, workspaceId, actor }),
      );
      return reply.ok ? answer(201, reply.value.hostId, workspaceId, reply.value.position) : refused(reply.error);
    }),

    workspaceEndpoint(listHosts, async ({ query, workspaceId }) => {
      const page = await listOwned(readModels, hosts, workspaceId, query);
      return json(200, { items: page.items.map(hostForm), nextCursor: page.nextCursor });
    }),

    workspaceEndpoint(getHost, async ({ params, workspaceId }) => {
      const host = await findOwned(readModels, hosts, params.id, workspaceId);
      return host === null ? notFound() : json(200, hostForm(host));
    }),

    workspaceEndpoint(changeHostOperation, async ({ params: { id }, body, workspaceId, commandId, actor }) => {
      const context = apiContext({ commandId, workspaceId, actor }, id);
      const reply = await commands.run(changeHostOperation, changeHost, { hostId: id, ...withLocale(body) }, context);
      return reply.ok ? answer(200, id, workspaceId, reply.value.position) : refused(reply.error);
    }),

    workspaceEndpoint(setHostBusy, async ({ params: { id }, body, workspaceId, commandId, actor }) => {
      const context = apiContext({ commandId, workspaceId, actor }, id);
      const reply = await commands.run(setHostBusy, setBusy, { hostId: id, ...body }, context);
      return reply.ok ? answer(200, id, workspaceId, reply.value.position) : refused(reply.error);
    }),
  ];
};

const refused = (refusal: HostRefusal | ConflictRefusal): Answer => {
  switch (refusal.kind) {
    case 'hostUnknown':
      return notFound();
    case 'conflict':
      return tryAgain();
    default:
      return unreachable(refusal);
  }
};

/** The body with its language as commands name it. */
const withLocale = <Body extends { readonly language?: string | null | undefined }>({
  language,
  ...body
}: Body): Omit<Body, 'language'> & { readonly locale?: Locale | null } =>
  language === undefined ? body : { ...body, locale: language === null ? null : localeOf(language) };

const hostForm = ({ id, name, email, schedule, timeOff, locale, busy, createdAt }: HostDocument) => ({
  id,
  name,
  email,
  schedule,
  timeOff,
  ...(locale === undefined ? {} : { language: localeTag(locale) }),
  busy,
  createdAt,
});
