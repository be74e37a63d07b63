import type { Clock } from '@bookonce/kernel/ports/clock';
import type { ReadModels } from '@bookonce/kernel/ports/read-models';
import type { Actor } from '@bookonce/kernel/actor';
import { instantOf } from '@bookonce/kernel/json';
import { fail, ok, unreachable, type Result } from '@bookonce/kernel/result';
import { isPossibleId } from '@bookonce/kernel/stream-reader';
import { bearsToken } from '@bookonce/platform/bearer-token';
import { secretHashOf } from '@bookonce/secrets/token-vault';
import { findMember } from '@bookonce/workspace/views/find-member';
import { members, sessions, type SessionDocument } from '@bookonce/workspace/views/workspace-documents';
import type { Method, Operation } from '../api/operation.js';
import { notFound, problem, type Answer } from './answer.js';
import type { ApiKeys } from './api-keys.js';
import { sha256 } from './hash.js';
import { mayChange, sessionTokenIn } from './session-cookie.js';

export interface RequestHeaders {
  readonly [name: string]: string | readonly string[] | undefined;
}

/** The part of a request that says who sent it. */
export interface Credentials {
  readonly headers: RequestHeaders;
  readonly cookies: Readonly<Record<string, string | undefined>>;
}

export interface CallersDeps {
  readonly readModels: Pick<ReadModels, 'get' | 'list'>;
  readonly clock: Pick<Clock, 'now'>;
  readonly apiKeys: ApiKeys;
  readonly baseUrl: string;
  /** The bearer token of the operator's scraper; null if there is none. */
  readonly metricsToken: string | null;
}

/** A caller who may see and change what a workspace owns. */
export interface WorkspaceCaller {
  readonly workspaceId: string;
  readonly actor: Actor;
  /** The host whose own links, bookings and calendar are all that the caller may see; null for an owner. */
  readonly onlyFor: string | null;
}

/** Identifies callers by their API key or their session cookie. */
export class Callers {
  constructor(private readonly deps: CallersDeps) {}

  /**
   * Returns the workspace that a request may act in and who acts, or the refusal (I19). If `Authorization` is present, the
   * session cookie is ignored.
   */
  async workspaceCallerOf(method: Method, request: Credentials): Promise<Result<WorkspaceCaller, Answer>> {
    const authorization = headerIn(request.headers, 'authorization') ?? '';
    if (authorization !== '') {
      const key = await this.deps.apiKeys.find(authorization);
      if (key === null) return fail(unauthorized());
      return ok({ workspaceId: key.workspaceId, actor: { by: 'api', actorId: key.apiKeyId }, onlyFor: null });
    }
    const session = await this.sessionOf(method, request);
    if (!session.ok) return session;
    const { workspaceId, email } = session.value;
    // Read each time: a role counts at once. A deactivated host is no member, before the session is ended, too.
    const member = await findMember(this.deps.readModels, workspaceId, email);
    if (member === null) return fail(unauthorized());
    const onlyFor = member.role === 'owner' ? null : member.id;
    return ok({ workspaceId, actor: { by: 'host', actorId: member.id }, onlyFor });
  }

  /** Returns the refusal of an operation that the caller's role does not allow; null if it does. */
  async refusalOf(
    { members: rule }: Pick<Operation, 'members'>,
    { workspaceId, onlyFor }: WorkspaceCaller,
    params: { readonly id?: string },
  ): Promise<Answer | null> {
    if (onlyFor === null) return null;
    switch (rule) {
      case 'everybody':
      case 'own':
        return null;
      case 'ownHost': {
        const { id = '' } = params;
        if (id === onlyFor) return null;
        const other = isPossibleId(id) ? await this.deps.readModels.get(members, id) : null;
        return other?.workspaceId === workspaceId ? problem('owners-only') : notFound();
      }
      case 'owners':
      case undefined:
        return problem('owners-only');
      default:
        return unreachable(rule);
    }
  }

  /** Returns whether the request bears the operator's token, or an API key of any workspace. */
  async mayOperate({ headers }: Credentials): Promise<boolean> {
    const authorization = headerIn(headers, 'authorization');
    const { metricsToken, apiKeys } = this.deps;
    if (metricsToken !== null && bearsToken(authorization, metricsToken)) return true;
    return (await apiKeys.find(authorization)) !== null;
  }

  /** Returns the session of a request's cookie, or the refusal. */
  async sessionOf(method: Method, { headers, cookies }: Credentials): Promise<Result<SessionDocument, Answer>> {
    const token = sessionTokenIn(cookies, this.deps.baseUrl);
    if (token === null) return fail(unauthorized());
    const from = { secFetchSite: headerIn(headers, 'sec-fetch-site'), origin: headerIn(headers, 'origin') };
    if (!mayChange(method, from, this.deps.baseUrl)) return fail(problem('cross-site-request'));
    // Not cached: signing out takes effect at every gateway at once.
    const session = await this.deps.readModels.get(sessions, secretHashOf(token));
    const isOpen = session !== null && instantOf(this.deps.clock.now()) < session.expiresAt;
    return isOpen ? ok(session) : fail(unauthorized());
  }

  /** Names the credentials of a request without revealing them: the same name however their scheme is written. */
  credentialOf({ headers, cookies }: Credentials): string {
    const authorization = headerIn(headers, 'authorization')?.replace(/^bearer/i, 'Bearer');
    return sha256(authorization ?? sessionTokenIn(cookies, this.deps.baseUrl) ?? '');
  }
}

export const headerIn = (headers: RequestHeaders, name: string): string | undefined => {
  const value = headers[name];
  return typeof value === 'string' ? value : value?.[0];
};

export const unauthorized = (): Answer =>
  problem('unauthorized', undefined, { headers: { 'www-authenticate': 'Bearer realm="bookonce"' } });
