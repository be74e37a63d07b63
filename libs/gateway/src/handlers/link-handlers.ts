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
import { ok, type Result, unreachable } from '@bookonce/kernel/result';
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
import { findOwned, isSeen, listSeen, type Viewer } from './owned.js';
import { askedBy, ownersOnly } from './owners-only.js';
import { readOnce, type ReadOnce } from './read-once.js';
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
  const form = async (
    link: LinkDocument,
    { chosen = null, read = readOnce(readModels) }: { readonly chosen?: Locale | null; readonly read?: ReadOnce } = {},
  ): Promise<LinkForm> => {
    const type = await read(meetingTypes, link.meetingTypeId);
    const hostIds = type === null ? [] : hostsNamedBy(link, type);
    const found = (await Promise.all(hostIds.map((id) => read(hosts, id)))).filter((host) => host !== null);
    const locale = chosen ?? found[0]?.locale ?? { language: options.language ?? 'en' };
    return linkForm(link, type, found, { locale, timeZone: found[0]?.schedule.timeZone ?? 'UTC' }, options);
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

  /** Returns the refusal to act on a link that the caller may not see; null if it may, or may see all. */
  const hidden = async (id: string, viewer: Viewer): Promise<Answer | null> => {
    if (viewer.onlyFor === null) return null;
    const read = await seenLink(id, viewer);
    if (!read.ok) return read.error;
    return read.value === null ? notFound() : null;
  };

  const seenLink = async (id: string, viewer: Viewer): Promise<Result<LinkDocument | null, Answer>> => {
    const read = await current.linkOf(id, viewer.workspaceId);
    return read.ok && read.value !== null && !isSeen(links, read.value, viewer) ? ok(null) : read;
  };

  /** An active link is mailed as it is, which takes the secret key that sealed its token. */
  const isUnmailable = ({ id, status, sealedToken }: LinkDocument): boolean =>
    status === 'active' && options.vault.openOrNull(id, sealedToken) === null;

  return [
    workspaceEndpoint(createLink, async ({ body, workspaceId, commandId, actor, onlyFor }) => {
      const context = apiContext({ commandId, workspaceId, actor });
      const reply = await commands.run(createLink, issueLink, { ...body, ...askedBy(onlyFor) }, context);
      return reply.ok ? answer(201, reply.value.linkId, workspaceId, reply.value.position) : refused(reply.error);
    }),

    workspaceEndpoint(createLinkBatch, async ({ body, workspaceId, commandId, actor, onlyFor }) => {
      const reply = await commands.run(
        createLinkBatch,
        issueLinks,
        { ...body, ...askedBy(onlyFor) },
        apiContext({ commandId, workspaceId, actor }),
      );
      if (!reply.ok) return refused(reply.error);
      const { linkIds, position } = reply.value;
      const made = await Promise.all(linkIds.map((id) => findOwned(readModels, links, id, workspaceId)));
      const read = readOnce(readModels);
      const items = await Promise.all(made.flatMap((link) => (link === null ? [] : [form(link, { read })])));
      return items.length === linkIds.length ? json(201, { items }, consistencyOf(position)) : unavailable();
    }),

    workspaceEndpoint(listLinks, async ({ query, ...viewer }) => {
      const { status, meetingTypeId, recipient } = query;
      const conditions = { status, meetingTypeId, recipient: recipient?.toLowerCase() };
      const page = await listSeen(readModels, links, viewer, query, conditions);
      const read = readOnce(readModels);
      const items = await Promise.all(page.items.map((link) => form(link, { read })));
      return json(200, { items, nextCursor: page.nextCursor });
    }),

    workspaceEndpoint(getLink, async ({ params, query, ...viewer }) => {
      const read = await seenLink(params.id, viewer);
      if (!read.ok) return read.error;
      if (read.value === null) return notFound();
      const chosen = query.language === undefined ? null : localeOf(query.language);
      return json(200, await form(read.value, { chosen }));
    }),

    workspaceEndpoint(getLinkHistory, async ({ params, ...viewer }) => {
      const read = await seenLink(params.id, viewer);
      if (!read.ok) return read.error;
      const link = read.value;
      if (link === null) return notFound();
      const booked = link.bookingId === undefined ? null : await readModels.get(bookingHistories, link.bookingId);
      const entries = joinedHistory(link.history, booked?.entries ?? []);
      return json(200, { events: await namingActors(readModels, entries) });
    }),

    workspaceEndpoint(regenerateLinkOperation, async ({ params: { id }, workspaceId, commandId, actor, onlyFor }) => {
      const refusal = await hidden(id, { workspaceId, onlyFor });
      if (refusal !== null) return refusal;
      const context = apiContext({ commandId, workspaceId, actor }, id);
      const payload = { linkId: id, ...askedBy(onlyFor) };
      const reply = await commands.run(regenerateLinkOperation, regenerateLink, payload, context);
      return reply.ok ? answer(201, reply.value.linkId, workspaceId, reply.value.position) : refused(reply.error);
    }),

    ...(
      [
        [sendLinkOperation, sendLink],
        [remindOfLinkOperation, remindOfLink],
      ] as const
    ).map(([operation, command]) =>
      workspaceEndpoint(operation, async ({ params: { id }, body, workspaceId, commandId, actor, onlyFor }) => {
        const read = await seenLink(id, { workspaceId, onlyFor });
        if (!read.ok) return read.error;
        if (read.value === null) return notFound();
        if (isUnmailable(read.value)) return problem('conflict-with-state', UNMAILABLE);
        const context = apiContext({ commandId, workspaceId, actor }, id);
        const reply = await commands.run(operation, command, { linkId: id, ...body, ...askedBy(onlyFor) }, context);
        return reply.ok ? answer(202, reply.value.linkId, workspaceId, reply.value.position) : refused(reply.error);
      }),
    ),

    workspaceEndpoint(allowAttemptsOperation, async ({ params: { id }, workspaceId, commandId, actor, onlyFor }) => {
      const refusal = await hidden(id, { workspaceId, onlyFor });
      if (refusal !== null) return refusal;
      const context = apiContext({ commandId, workspaceId, actor }, id);
      const reply = await commands.run(allowAttemptsOperation, allowAttempts, { linkId: id }, context);
      return reply.ok ? answer(200, id, workspaceId, reply.value.position) : refused(reply.error);
    }),

    workspaceEndpoint(revokeLinkOperation, async ({ params: { id }, body, workspaceId, commandId, actor, onlyFor }) => {
      const refusal = await hidden(id, { workspaceId, onlyFor });
      if (refusal !== null) return refusal;
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
    case 'hostsDeactivated':
      return problem('hosts-deactivated');
    case 'ownersOnly':
      return ownersOnly(refusal);
    case 'noAddress':
      return problem('link-without-address');
    case 'conflict':
      return tryAgain();
    default:
      return unreachable(refusal);
  }
};
