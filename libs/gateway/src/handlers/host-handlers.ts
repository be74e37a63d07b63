import { changeHost, createHost, setBusy, type HostRefusal } from '@bookonce/contracts/commands/availability';
import { changeMember, type MemberRefusal } from '@bookonce/contracts/commands/workspace';
import type { ConflictRefusal } from '@bookonce/contracts/replies';
import { hosts, type HostDocument } from '@bookonce/availability/views/availability-documents';
import { localeOf, localeTag, type Locale } from '@bookonce/contracts/values/language';
import { laterPosition } from '@bookonce/kernel/later-position';
import type { Position } from '@bookonce/kernel/ports/event-store';
import type { ReadModels } from '@bookonce/kernel/ports/read-models';
import { unreachable } from '@bookonce/kernel/result';
import { changeHostOperation, createHostOperation, getHost, listHosts, setHostBusy } from '../api/host-api.js';
import { json, notFound, problem, unavailable, type Answer } from '../http/answer.js';
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

    workspaceEndpoint(listHosts, async ({ query, workspaceId, onlyFor }) => {
      const page = await listOwned(readModels, hosts, workspaceId, query);
      return json(200, { items: page.items.map((host) => seenForm(host, onlyFor)), nextCursor: page.nextCursor });
    }),

    workspaceEndpoint(getHost, async ({ params, workspaceId, onlyFor }) => {
      const host = await findOwned(readModels, hosts, params.id, workspaceId);
      return host === null ? notFound() : json(200, seenForm(host, onlyFor));
    }),

    workspaceEndpoint(changeHostOperation, async ({ params: { id }, body, workspaceId, commandId, actor, onlyFor }) => {
      const { role, active, ...details } = body;
      const context = apiContext({ commandId, workspaceId, actor }, id);
      const isMemberChange = role !== undefined || active !== undefined;
      if (isMemberChange && onlyFor !== null) return problem('owners-only');
      let position: Position | null = null;
      if (isMemberChange) {
        // First, because it may be refused by what another owner does: then nothing is changed.
        const change = { hostId: id, role, active };
        const reply = await commands.run(changeHostOperation, changeMember, change, context);
        if (!reply.ok) return refused(reply.error);
        ({ position } = reply.value);
      }
      if (isMemberChange && Object.keys(details).length === 0) return answer(200, id, workspaceId, position);
      const reply = await commands.run(
        changeHostOperation,
        changeHost,
        { hostId: id, ...withLocale(details) },
        context,
      );
      if (reply.ok) return answer(200, id, workspaceId, laterPosition(position, reply.value.position));
      const isHalf = isMemberChange && reply.error.kind === 'conflict';
      return isHalf ? unavailable(HALF_CHANGED) : refused(reply.error);
    }),

    workspaceEndpoint(setHostBusy, async ({ params: { id }, body, workspaceId, commandId, actor }) => {
      const context = apiContext({ commandId, workspaceId, actor }, id);
      const reply = await commands.run(setHostBusy, setBusy, { hostId: id, ...body }, context);
      return reply.ok ? answer(200, id, workspaceId, reply.value.position) : refused(reply.error);
    }),
  ];
};

/** The calendar's stream was too busy, which no check before could have told. A repeat does the rest. */
const HALF_CHANGED = 'Too many changes at once: role and activity are changed, and the rest is not. Send it again.';

const refused = (refusal: HostRefusal | MemberRefusal | ConflictRefusal): Answer => {
  switch (refusal.kind) {
    case 'hostUnknown':
    case 'workspaceUnknown':
      return notFound();
    case 'lastOwner':
      return problem('last-owner');
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

const hostForm = ({ id, name, role, active, email, schedule, timeOff, locale, busy, createdAt }: HostDocument) => ({
  id,
  name,
  role,
  active,
  email,
  schedule,
  timeOff,
  ...(locale === undefined ? {} : { language: localeTag(locale) }),
  busy,
  createdAt,
});

/** The host as an owner and the host itself see it; its name alone for other hosts. */
const seenForm = (host: HostDocument, onlyFor: string | null): object => {
  if (onlyFor === null || onlyFor === host.id) return hostForm(host);
  const { id, name, role, active, createdAt } = host;
  return { id, name, role, active, createdAt };
};
