import {
  allowAttempts,
  issueLink,
  issueLinks,
  regenerateLink,
  remindOfLink,
  revokeLink,
  sendLink,
  type LinkRefusal,
} from '@bookonce/contracts/commands/link';
import type { ConflictRefusal, InvalidRefusal } from '@bookonce/contracts/replies';
import { hosts, meetingTypes } from '@bookonce/availability/views/availability-documents';
import { localeOf, type Locale } from '@bookonce/contracts/values/language';
import { hostsNamedBy } from '@bookonce/contracts/values/meeting-type';
import { bookingHistories } from '@bookonce/booking/views/booking-history';
import type { Position } from '@bookonce/kernel/ports/event-store';
import type { ReadModels } from '@bookonce/kernel/ports/read-models';
import { unreachable } from '@bookonce/kernel/result';
import { links, type LinkDocument } from '@bookonce/link/views/link-document';
import {
  allowAttemptsOperation,
  createLink,
  createLinkBatch,
  getLink,
  getLinkHistory,
  listLinks,
  regenerateLinkOperation,
  remindOfLinkOperation,
  revokeLinkOperation,
  sendLinkOperation,
} from '../api/link-api.js';
import type { GatewayOptions } from '../gateway-options.js';
import { invalid, json, notFound, problem, unavailable, type Answer } from '../http/answer.js';
import { workspaceEndpoint, type Endpoint } from '../http/endpoint.js';
import { consistencyOf } from '../http/views.js';
import { apiContext, type Commands, tryAgain } from './commands.js';
import type { CurrentDocuments } from './current-documents.js';
import { joinedHistory, namingActors } from './link-history.js';
import { linkForm, type LinkForm } from './link-form.js';
import { findOwned, listOwned } from './owned.js';
import { linkEnded } from './by-token.js';

export interface LinkDeps {
  readonly readModels: ReadModels;
  readonly commands: Commands;
  readonly current: Pick<CurrentDocuments, 'linkOf'>;
  readonly options: GatewayOptions;
}

const UNMAILABLE =
  'The link cannot be mailed, because the secret key of this installation was lost. Regenerate it, and send the new one.';

export const linkEndpoints = ({ readModels, commands, current, options }: LinkDeps): readonly Endpoint[] => {
  const form = async (link: LinkDocument, chosen: Locale | null = null): Promise<LinkForm> => {
    const type = await readModels.get(meetingTypes, link.meetingTypeId);
    const [hostId] = type === null ? [] : hostsNamedBy(link, type);
    const host = hostId === undefined ? null : await readModels.get(hosts, hostId);
    const locale = chosen ?? host?.locale ?? { language: options.language ?? 'en' };
    return linkForm(link, type, { locale, timeZone: host?.schedule.timeZone ?? 'UTC' }, options);
  };

  const answer = async (
    status: number,
    id: string,
    workspaceId: string,
    position: Position | null,
  ): Promise<Answer> => {
    const read = await current.linkOf(id, workspaceId);
    if (!read.ok) return read.error;
    return read.value === null ? unavailable() : json(status, await form(read.value), consistencyOf(position));
  };

  /** An active link is mailed as it is, which takes the secret key that sealed its token. */
  const isUnmailable = ({ id, status, sealedToken }: LinkDocument): boolean =>
    status === 'active' && options.vault.openOrNull(id, sealedToken) === null;

  return [
    workspaceEndpoint(createLink, async ({ body, workspaceId, commandId, actor }) => {
      const reply = await commands.run(createLink, issueLink, body, apiContext({ commandId, workspaceId, actor }));
      return reply.ok ? answer(201, reply.value.linkId, workspaceId, reply.value.position) : refused(reply.error);
    }),

    workspaceEndpoint(createLinkBatch, async ({ body, workspaceId, commandId, actor }) => {
      const reply = await commands.run(
        createLinkBatch,
        issueLinks,
        body,
        apiContext({ commandId, workspaceId, actor }),
      );
      if (!reply.ok) return refused(reply.error);
      const { linkIds, position } = reply.value;
      const made = await Promise.all(linkIds.map((id) => findOwned(readModels, links, id, workspaceId)));
      const items = await Promise.all(made.flatMap((link) => (link === null ? [] : [form(link)])));
      return items.length === linkIds.length ? json(201, { items }, consistencyOf(position)) : unavailable();
    }),

    workspaceEndpoint(listLinks, async ({ query, workspaceId }) => {
      const { status, meetingTypeId, recipient } = query;
      const conditions = { status, meetingTypeId, recipient: recipient?.toLowerCase() };
      const page = await listOwned(readModels, links, workspaceId, query, conditions);
      return json(200, { items: await Promise.all(page.items.map((link) => form(link))), nextCursor: page.nextCursor });
    }),

    workspaceEndpoint(getLink, async ({ params, query, workspaceId }) => {
      const read = await current.linkOf(params.id, workspaceId);
      if (!read.ok) return read.error;
      if (read.value === null) return notFound();
      const chosen = query.language === undefined ? null : localeOf(query.language);
      return json(200, await form(read.value, chosen));
    }),

    workspaceEndpoint(getLinkHistory, async ({ params, workspaceId }) => {
      const read = await current.linkOf(params.id, workspaceId);
      if (!read.ok) return read.error;
      const link = read.value;
      if (link === null) return notFound();
      const booked = link.bookingId === undefined ? null : await readModels.get(bookingHistories, link.bookingId);
      const entries = joinedHistory(link.history, booked?.entries ?? []);
      return json(200, { events: await namingActors(readModels, entries) });
    }),

    workspaceEndpoint(regenerateLinkOperation, async ({ params: { id }, workspaceId, commandId, actor }) => {
      const context = apiContext({ commandId, workspaceId, actor }, id);
      const reply = await commands.run(regenerateLinkOperation, regenerateLink, { linkId: id }, context);
      return reply.ok ? answer(201, reply.value.linkId, workspaceId, reply.value.position) : refused(reply.error);
    }),

    ...(
      [
        [sendLinkOperation, sendLink],
        [remindOfLinkOperation, remindOfLink],
      ] as const
    ).map(([operation, command]) =>
      workspaceEndpoint(operation, async ({ params: { id }, body, workspaceId, commandId, actor }) => {
        const read = await current.linkOf(id, workspaceId);
        if (!read.ok) return read.error;
        if (read.value !== null && isUnmailable(read.value)) return problem('conflict-with-state', UNMAILABLE);
        const context = apiContext({ commandId, workspaceId, actor }, id);
        const reply = await commands.run(operation, command, { linkId: id, ...body }, context);
        return reply.ok ? answer(202, reply.value.linkId, workspaceId, reply.value.position) : refused(reply.error);
      }),
    ),

    workspaceEndpoint(allowAttemptsOperation, async ({ params: { id }, workspaceId, commandId, actor }) => {
      const context = apiContext({ commandId, workspaceId, actor }, id);
      const reply = await commands.run(allowAttemptsOperation, allowAttempts, { linkId: id }, context);
      return reply.ok ? answer(200, id, workspaceId, reply.value.position) : refused(reply.error);
    }),

    workspaceEndpoint(revokeLinkOperation, async ({ params: { id }, body, workspaceId, commandId, actor }) => {
      const context = apiContext({ commandId, workspaceId, actor }, id);
      const reply = await commands.run(revokeLinkOperation, revokeLink, { linkId: id, ...body }, context);
      return reply.ok ? answer(200, id, workspaceId, reply.value.position) : refused(reply.error);
    }),
  ];
};

const refused = (refusal: InvalidRefusal | LinkRefusal | ConflictRefusal): Answer => {
  switch (refusal.kind) {
    case 'invalid':
      return invalid(refusal.errors);
    case 'linkUnknown':
      return notFound();
    case 'linkEnded':
      return linkEnded(refusal.end);
    case 'meetingTypeArchived':
      return problem('meeting-type-archived');
    case 'noAddress':
      return problem('link-without-address');
    case 'conflict':
      return tryAgain();
    default:
      return unreachable(refusal);
  }
};
