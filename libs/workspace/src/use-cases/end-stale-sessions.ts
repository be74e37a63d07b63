import type { Recorded } from '@bookonce/contracts/event-catalogue';
import { emailKey } from '@bookonce/kernel/email-address';
import { everyDocument } from '@bookonce/kernel/every-document';
import type { ReadModels } from '@bookonce/kernel/ports/read-models';
import { epochMsOf, instantOf } from '@bookonce/kernel/json';
import type { SubscriberOptions } from '@bookonce/kernel/subscriber';
import { SESSION_MS } from '../domain/session.js';
import { members, type SessionDocument, sessions } from '../views/workspace-documents.js';
import type { Members } from './members.js';
import type { SessionService } from './session-service.js';

/**
 * Events after which an address may no longer be a member's, or the member has another role. A session may start just after its address was changed, by a
 * view that did not show it, so the start of a session is one of them.
 */
export const STALENESS_EVENTS = [
  'HostRenamed',
  'WorkspaceOwnerSet',
  'WorkspaceOwnerRemoved',
  'MemberRoleSet',
  'MemberDeactivated',
  'SessionStarted',
] as const;

export const endStaleSessions: SubscriberOptions = { subscriber: 'end-stale-sessions', orderBy: 'stream' };

/**
 * Ends the sessions of addresses that no member has any more: the mailbox may belong to another person by now. Ends those
 * of a member that was changed, if the command that changed it did not get to it, and expired ones, which would otherwise
 * stay in the views.
 */
export class EndStaleSessions {
  constructor(
    private readonly readModels: Pick<ReadModels, 'get' | 'list'>,
    private readonly members: Pick<Members, 'find' | 'show'>,
    private readonly service: Pick<SessionService, 'end'>,
  ) {}

  /** May be called again with the same event. Rejects while the views do not show it yet. */
  async onEvent(event: Recorded): Promise<void> {
    const { id, position, meta } = event;
    await this.members.show(position);
    const changed = await this.#changedAddress(event);
    for await (const session of this.#affected(event)) {
      const isExpired = session.expiresAt <= meta.time;
      // A session that began in the same millisecond may be the person's next one.
      const isOfChanged = emailKey(session.email) === changed && session.startedAt < meta.time;
      const isStale =
        isExpired || isOfChanged || (await this.members.find(session.workspaceId, session.email)) === null;
      if (isStale) await this.#end(session, id);
    }
  }

  /** The address of the member whose role or activity the event changed; null for other events. */
  async #changedAddress({ type, data }: Recorded): Promise<string | null> {
    if (type !== 'MemberRoleSet' && type !== 'MemberDeactivated') return null;
    const member = await this.readModels.get(members, data.hostId);
    return member === null ? null : emailKey(member.email);
  }

  /** The start of a session concerns itself alone, and those so old that they have expired by then. */
  async *#affected(event: Recorded): AsyncGenerator<SessionDocument> {
    const { workspaceId, time } = event.meta;
    if (event.type !== 'SessionStarted') {
      yield* everyDocument(this.readModels, sessions, { where: { workspaceId } });
      return;
    }
    const started = await this.readModels.get(sessions, event.data.tokenHash);
    if (started !== null) yield started;
    const upToSortKey = instantOf(epochMsOf(time) - SESSION_MS);
    yield* everyDocument(this.readModels, sessions, { where: { workspaceId }, upToSortKey });
  }

  async #end({ sessionId, workspaceId }: SessionDocument, eventId: string): Promise<void> {
    const context = {
      commandId: `${eventId}/${sessionId}`,
      correlationId: sessionId,
      causationId: eventId,
      workspaceId,
      by: 'system',
    };
    const ended = await this.service.end({ payload: { sessionId }, context });
    if (!ended.ok && ended.error.kind === 'conflict') throw new Error(`session ${sessionId} changes too often`);
  }
}
