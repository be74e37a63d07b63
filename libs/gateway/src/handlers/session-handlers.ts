import { endSession, mailSignInLinks, startSession, type SignInRefusal } from '@bookonce/contracts/commands/session';
import type { ConflictRefusal } from '@bookonce/contracts/replies';
import { emailKey } from '@bookonce/kernel/email-address';
import { instantOf } from '@bookonce/kernel/json';
import type { Clock } from '@bookonce/kernel/ports/clock';
import type { Ids } from '@bookonce/kernel/ports/ids';
import type { ReadModels } from '@bookonce/kernel/ports/read-models';
import { unreachable } from '@bookonce/kernel/result';
import { findMember } from '@bookonce/workspace/views/find-member';
import { sessions, workspaces, type SessionDocument } from '@bookonce/workspace/views/workspace-documents';
import {
  createSession,
  endCurrentSession,
  endSessionOperation,
  getCurrentSession,
  listSessions,
  requestSignInLink,
} from '../api/session-api.js';
import type { GatewayOptions } from '../gateway-options.js';
import { json, noContent, notFound, problem, type Answer } from '../http/answer.js';
import { unauthorized } from '../http/callers.js';
import { publicEndpoint, sessionEndpoint, workspaceEndpoint, type Endpoint } from '../http/endpoint.js';
import { inConstantTime } from '../http/constant-time.js';
import { sha256 } from '../http/hash.js';
import type { Limits } from '../http/limits.js';
import { noSessionCookie, sessionCookie } from '../http/session-cookie.js';
import { consistencyOf } from '../http/views.js';
import { apiContext, type Commands, tryAgain } from './commands.js';
import { listOwned } from './owned.js';
import { isToken, type TokenLookups } from './by-token.js';

export interface SessionDeps {
  readonly readModels: ReadModels;
  readonly commands: Commands;
  readonly lookups: TokenLookups;
  readonly limits: Limits;
  readonly ids: Pick<Ids, 'derive' | 'uuid'>;
  readonly clock: Pick<Clock, 'now'>;
  readonly options: Pick<GatewayOptions, 'vault' | 'baseUrl'>;
}

/** As long as the session itself: the server says when it ends. */
const COOKIE_SECONDS = 30 * 24 * 60 * 60;

export const sessionEndpoints = (deps: SessionDeps): readonly Endpoint[] => {
  const { readModels, commands, lookups, limits, ids, clock, options } = deps;
  const { vault, baseUrl } = options;

  /** Null if the person is no member any more. */
  const form = async (session: { workspaceId: string; email: string; expiresAt: string }) => {
    const { workspaceId, email, expiresAt } = session;
    const [workspace, member] = await Promise.all([
      readModels.get(workspaces, workspaceId),
      findMember(readModels, workspaceId, email),
    ]);
    if (member === null) return null;
    const { id, name, role } = member;
    const host = id === workspaceId ? {} : { hostId: id };
    return { email, name, role, ...host, workspaceName: workspace?.name ?? '', expiresAt };
  };

  return [
    publicEndpoint(requestSignInLink, async ({ body, idempotencyKey: key, client }) => {
      const email = emailKey(body.email);
      const tooMany = await limits.take(['client-sign-ins', client], ['address-sign-ins', sha256(email)]);
      if (tooMany !== null) return tooMany;
      // The same key again leads to the same links, which are issued and mailed already.
      const commandId = key === null ? ids.uuid() : ids.derive(JSON.stringify(['sign-in-link', email, key]));
      const context = {
        commandId,
        correlationId: commandId,
        causationId: commandId,
        workspaceId: 'none',
        by: 'host',
      };
      const sending = commands.send(requestSignInLink, mailSignInLinks, { email }, context);
      await inConstantTime(sending);
      return json(202, {});
    }),

    publicEndpoint(createSession, async ({ body: { token }, idempotencyKey: key, client }) => {
      const unknown = (): Answer => problem('sign-in-link-unknown');
      const known = await lookups.found(isToken(token) ? token : null, client, unknown);
      if (!known.ok) return known.error;
      const sessionId = vault.sessionIdOf(token);
      const commandId = key === null ? ids.uuid() : ids.derive(JSON.stringify(['session', sessionId, key]));
      // Whose workspace it is, the link itself says.
      const context = { commandId, correlationId: sessionId, causationId: commandId, workspaceId: 'none', by: 'host' };
      const reply = await commands.run(createSession, startSession, { sessionId }, context);
      if (!reply.ok) {
        if (reply.error.kind !== 'signInLinkUnknown') return refused(reply.error);
        const nothing = await lookups.found(null, client, unknown);
        return nothing.ok ? unknown() : nothing.error;
      }
      const session = await form(reply.value);
      if (session === null) return problem('sign-in-link-expired');
      const answer = json(201, session, consistencyOf(reply.value.position));
      return { ...answer, cookie: sessionCookie(vault.sessionTokenFor(commandId), COOKIE_SECONDS, baseUrl) };
    }),

    workspaceEndpoint(listSessions, async ({ query, workspaceId, credential }) => {
      const page = await listOwned(readModels, sessions, workspaceId, query);
      const now = instantOf(clock.now());
      const open = page.items.filter(({ expiresAt }) => now < expiresAt);
      // All sessions last equally long, so those that began before an expired one have expired as well.
      const nextCursor = open.length < page.items.length ? null : page.nextCursor;
      return json(200, { items: open.map((session) => recordForm(session, credential)), nextCursor });
    }),

    workspaceEndpoint(endSessionOperation, async ({ params: { id }, workspaceId, commandId, actor }) => {
      const context = apiContext({ commandId, workspaceId, actor }, id);
      const reply = await commands.run(endSessionOperation, endSession, { sessionId: id }, context);
      if (reply.ok) return noContent(consistencyOf(reply.value.position));
      return reply.error.kind === 'conflict' ? tryAgain() : notFound();
    }),

    sessionEndpoint(getCurrentSession, async ({ session }) => {
      const current = await form(session);
      return current === null ? unauthorized() : json(200, current);
    }),

    sessionEndpoint(endCurrentSession, async ({ session: { sessionId, workspaceId }, commandId }) => {
      const context = { commandId, correlationId: sessionId, causationId: commandId, workspaceId, by: 'host' };
      const reply = await commands.run(endCurrentSession, endSession, { sessionId }, context);
      // An unknown session has ended as well.
      if (!reply.ok && reply.error.kind === 'conflict') return tryAgain();
      return { ...noContent(), cookie: noSessionCookie(baseUrl) };
    }),
  ];
};

const recordForm = (
  { id, sessionId, name, email, startedAt, expiresAt }: SessionDocument,
  credential: string,
): object => ({
  id: sessionId,
  name,
  email,
  startedAt,
  expiresAt,
  // A session's document is found by the hash of its token, which also names the caller.
  isCurrent: id === credential,
});

const refused = (refusal: SignInRefusal | ConflictRefusal): Answer => {
  switch (refusal.kind) {
    case 'signInLinkUnknown':
      return problem('sign-in-link-unknown');
    case 'signInLinkExpired':
      return problem('sign-in-link-expired');
    case 'signInLinkUsed':
      return problem('sign-in-link-used');
    case 'conflict':
      return tryAgain();
    default:
      return unreachable(refusal);
  }
};
