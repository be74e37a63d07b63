import { addressIn } from '@bookonce/kernel/email-address';
import { everyDocument } from '@bookonce/kernel/every-document';
import type { CommandContext } from '@bookonce/kernel/ports/bus';
import type { Position } from '@bookonce/kernel/ports/event-store';
import type { ReadModels } from '@bookonce/kernel/ports/read-models';
import { sessions } from '../views/workspace-documents.js';
import type { Members } from './members.js';
import type { SessionService } from './session-service.js';

export interface EndSessionsOfMemberDeps {
  readonly readModels: Pick<ReadModels, 'list'>;
  readonly members: Pick<Members, 'show'>;
  readonly service: Pick<SessionService, 'end'>;
}

/** Ends the open sessions of an address whose member was changed, so that nobody acts in a role of yesterday. */
export class EndSessionsOfMember {
  constructor(private readonly deps: EndSessionsOfMemberDeps) {}

  /**
   * Returns the position of the last event, which is `changed` if no session is open. A session that cannot be ended now is
   * ended by {@link EndStaleSessions}. Rejects while the views do not show the change, and with it all earlier sessions.
   */
  async end(email: string, changed: Position, context: CommandContext): Promise<Position> {
    const { readModels, members, service } = this.deps;
    await members.show(changed);
    let last = changed;
    const where = { address: addressIn(context.workspaceId, email) };
    for await (const { sessionId } of everyDocument(readModels, sessions, { where })) {
      const commandId = `${context.commandId}/${sessionId}`;
      const ended = await service.end({
        payload: { sessionId },
        context: { ...context, commandId, correlationId: sessionId },
      });
      if (ended.ok && ended.value.position !== null && ended.value.position > last) last = ended.value.position;
    }
    return last;
  }
}
