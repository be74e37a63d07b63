import {
  issueLink,
  regenerateLink,
  remindOfLink,
  revokeLink,
  type LinkRefusal,
} from '@bookonce/contracts/commands/link';
import type { ConflictRefusal } from '@bookonce/contracts/replies';
import { meetingTypes, type MeetingTypeDocument } from '@bookonce/availability/views/availability-documents';
import type { Clock } from '@bookonce/kernel/ports/clock';
import type { Position } from '@bookonce/kernel/ports/event-store';
import type { Ids } from '@bookonce/kernel/ports/ids';
import type { ReadModels } from '@bookonce/kernel/ports/read-models';
import { fail, ok, unreachable, type Result } from '@bookonce/kernel/result';
import { links, type LinkDocument } from '@bookonce/link/views/link-document';
import { withoutUndefined } from '@bookonce/kernel/json';
import {
  createLink,
  createLinkBatch,
  getLink,
  getLinkHistory,
  listLinks,
  regenerateLinkOperation,
  remindOfLinkOperation,
  revokeLinkOperation,
} from '../api/link-api.js';
import type { GatewayOptions } from '../gateway-options.js';
import { invalid, json, notFound, problem, unavailable, type Answer } from '../http/answer.js';
import { workspaceEndpoint, type Endpoint } from '../http/endpoint.js';
import { consistencyOf } from '../http/views.js';
import { apiContext, type Commands } from './commands.js';
import { linkForm, type LinkForm } from './link-form.js';
import { newLink, replacementOf } from './new-link.js';
import { findOwned, listOwned } from './owned.js';
import { linkEnded, tryAgain } from './refusals.js';

export interface LinkDeps {
  readonly readModels: ReadModels;
  readonly commands: Commands;
  readonly clock: Clock;
  readonly ids: Pick<Ids, 'derive'>;
  readonly options: GatewayOptions;
}

export const linkEndpoints = ({ readModels, commands, clock, ids, options }: LinkDeps): readonly Endpoint[] => {
  const form = async (link: LinkDocument): Promise<LinkForm> =>
    linkForm(link, await readModels.get(meetingTypes, link.meetingTypeId), options);

  const answer = async (
    status: number,
    id: string,
    workspaceId: string,
    position: Position | null,
  ): Promise<Answer> => {
    const link = await findOwned(readModels, links, id, workspaceId);
    return link === null ? unavailable() : json(status, await form(link), consistencyOf(position));
  };

  const typeOf = async (id: string, workspaceId: string): Promise<Result<MeetingTypeDocument, Answer>> => {
    const type = await findOwned(readModels, meetingTypes, id, workspaceId);
    if (type !== null) return ok(type);
    return fail(invalid([{ path: 'meetingTypeId', message: 'is not a meeting type of this workspace' }]));
  };

  return [
    workspaceEndpoint(createLink, async ({ body, workspaceId, commandId }) => {
      const type = await typeOf(body.meetingTypeId, workspaceId);
      if (!type.ok) return type.error;
      const link = newLink(type.value, body, commandId, clock.now(), options);
      if (!link.ok) return invalid(link.error);
      const { linkId } = link.value;
      const reply = await commands.run(
        createLink,
        issueLink,
        link.value,
        apiContext({ commandId, workspaceId }, linkId),
      );
      return reply.ok ? answer(201, linkId, workspaceId, reply.value.position) : refused(reply.error);
    }),

    workspaceEndpoint(createLinkBatch, async ({ body, workspaceId, commandId }) => {
      const type = await typeOf(body.meetingTypeId, workspaceId);
      if (!type.ok) return type.error;
      const now = clock.now();
      const wishes = body.links.map((wish, index) => {
        const itsCommand = ids.derive(`${commandId}/${index}`);
        return { itsCommand, link: newLink(type.value, wish, itsCommand, now, options) };
      });
      const errors = wishes.flatMap(({ link }, index) =>
        link.ok ? [] : link.error.map(({ path, message }) => ({ path: `links.${index}.${path}`, message })),
      );
      // All or nothing: not one is issued while another is wrong.
      if (errors.length > 0) return invalid(errors);
      const issuing = wishes.flatMap(({ itsCommand, link }) => (link.ok ? [{ itsCommand, link: link.value }] : []));
      const replies = await Promise.all(
        issuing.map(({ itsCommand, link }) =>
          commands.send(issueLink, link, apiContext({ commandId: itsCommand, workspaceId }, link.linkId)),
        ),
      );
      const refusal = replies.find((reply) => !reply.ok);
      if (refusal !== undefined) return refused(refusal.error);
      const position = latest(replies.map((reply) => (reply.ok ? reply.value.position : null)));
      await commands.shown(createLinkBatch, position);
      const made = await Promise.all(issuing.map(({ link }) => readModels.get(links, link.linkId)));
      const items = made.flatMap((link) => (link === null ? [] : [linkForm(link, type.value, options)]));
      return items.length === issuing.length ? json(201, { items }, consistencyOf(position)) : unavailable();
    }),

    workspaceEndpoint(listLinks, async ({ query, workspaceId }) => {
      const { status, meetingTypeId, recipient } = query;
      const conditions = { status, meetingTypeId, recipient: recipient?.toLowerCase() };
      const page = await listOwned(readModels, links, workspaceId, query, conditions);
      return json(200, { items: await Promise.all(page.items.map(form)), nextCursor: page.nextCursor });
    }),

    workspaceEndpoint(getLink, async ({ params, workspaceId }) => {
      const link = await findOwned(readModels, links, params.id, workspaceId);
      return link === null ? notFound() : json(200, await form(link));
    }),

    workspaceEndpoint(getLinkHistory, async ({ params, workspaceId }) => {
      const link = await findOwned(readModels, links, params.id, workspaceId);
      return link === null ? notFound() : json(200, { events: link.history });
    }),

    workspaceEndpoint(regenerateLinkOperation, async ({ params: { id }, workspaceId, commandId }) => {
      const before = await findOwned(readModels, links, id, workspaceId);
      if (before === null) return notFound();
      const replacement = replacementOf(before, commandId, clock.now(), options);
      const context = apiContext({ commandId, workspaceId }, id);
      const reply = await commands.run(regenerateLinkOperation, regenerateLink, { linkId: id, replacement }, context);
      return reply.ok ? answer(201, replacement.linkId, workspaceId, reply.value.position) : refused(reply.error);
    }),

    workspaceEndpoint(remindOfLinkOperation, async ({ params: { id }, body, workspaceId, commandId }) => {
      const before = await findOwned(readModels, links, id, workspaceId);
      if (before === null) return notFound();
      // Whether it has expired is for the link to say; what it needs in that case goes along.
      const replacement = replacementOf(before, commandId, clock.now(), options);
      const payload = { linkId: id, replacement, ...withoutUndefined(body) };
      const reply = await commands.run(
        remindOfLinkOperation,
        remindOfLink,
        payload,
        apiContext({ commandId, workspaceId }, id),
      );
      if (!reply.ok) return refused(reply.error);
      return answer(202, reply.value.linkId, workspaceId, reply.value.position);
    }),

    workspaceEndpoint(revokeLinkOperation, async ({ params: { id }, body, workspaceId, commandId }) => {
      if ((await findOwned(readModels, links, id, workspaceId)) === null) return notFound();
      const context = apiContext({ commandId, workspaceId }, id);
      const reply = await commands.run(
        revokeLinkOperation,
        revokeLink,
        { linkId: id, ...withoutUndefined(body) },
        context,
      );
      if (reply.ok) return answer(200, id, workspaceId, reply.value.position);
      const again = reply.error.kind === 'linkEnded' && reply.error.end === 'revoked';
      return again ? answer(200, id, workspaceId, null) : refused(reply.error);
    }),
  ];
};

const refused = (refusal: LinkRefusal | ConflictRefusal): Answer => {
  switch (refusal.kind) {
    case 'linkUnknown':
      return notFound();
    case 'linkEnded':
      return linkEnded(refusal.end);
    case 'noAddress':
      return problem('link-without-address');
    case 'linkExists':
    case 'conflict':
      return tryAgain();
    default:
      return unreachable(refusal);
  }
};

/** Positions compare as text. */
const latest = (positions: readonly (Position | null)[]): Position | null =>
  positions.reduce((last, one) => (one !== null && (last === null || one > last) ? one : last), null);
