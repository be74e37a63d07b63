import type { CommandReply } from '@bookonce/contracts/replies';
import { instantOf } from '@bookonce/kernel/json';
import { laterPosition } from '@bookonce/kernel/later-position';
import type { CommandContext } from '@bookonce/kernel/ports/bus';
import type { Clock } from '@bookonce/kernel/ports/clock';
import type { Position } from '@bookonce/kernel/ports/event-store';
import type { ReadModels } from '@bookonce/kernel/ports/read-models';
import { fail, ok } from '@bookonce/kernel/result';
import { sessionsByActor } from '../views/sessions-by-actor.js';
import type { Members } from './members.js';
import type { SessionService } from './session-service.js';

export interface EndSessionsOfKeyDeps {
  readonly readModels: Pick<ReadModels, 'get' | 'list'>;
  readonly clock: Pick<Clock, 'now'>;
  readonly members: Pick<Members, 'show'>;
  readonly service: Pick<SessionService, 'end'>;
}

/** Ends the sessions of people whom a revoked API key let in, itself or through others: they may be strangers. */
export class EndSessionsOfKey {
  constructor(private readonly deps: EndSessionsOfKeyDeps) {}

  /**
   * Returns the position of the last event, which is `revoked` if no session is open. A repeated call ends the sessions that
   * are left. Rejects while the views do not show the revocation, and with it everything that the key did before.
   */
  async end(apiKeyId: string, revoked: Position | null, context: CommandContext): Promise<CommandReply<never>> {
    const { readModels, clock, members, service } = this.deps;
    if (revoked !== null) await members.show(revoked);
    const byActor = await sessionsByActor(readModels, context.workspaceId, instantOf(clock.now()));
    let last = revoked;
    for (const { sessionId } of byActor.get(apiKeyId) ?? []) {
      const ended = await service.end({ payload: { sessionId }, context: { ...context, correlationId: sessionId } });
      if (ended.ok) last = laterPosition(last, ended.value.position);
      else if (ended.error.kind === 'conflict') return fail(ended.error);
    }
    return ok({ position: last });
  }
}
