import type { changeMember } from '@bookonce/contracts/commands/workspace';
import type { PayloadOf, ReplyOf } from '@bookonce/contracts/define-command';
import type { CommandMessage } from '@bookonce/kernel/ports/bus';
import { ok } from '@bookonce/kernel/result';
import type { EndSessionsOfMember } from './end-sessions-of-member.js';
import type { Members } from './members.js';
import type { WorkspaceService } from './workspace-service.js';

export interface ChangeMemberDeps {
  readonly workspaces: Pick<WorkspaceService, 'changeMember'>;
  readonly members: Pick<Members, 'hostsOf'>;
  readonly sessions: Pick<EndSessionsOfMember, 'end'>;
}

/** Changes a host's role, or whether the host is active, and ends the host's sessions if anything changed. */
export class ChangeMember {
  constructor(private readonly deps: ChangeMemberDeps) {}

  async change({
    payload,
    context,
  }: CommandMessage<PayloadOf<typeof changeMember>>): Promise<ReplyOf<typeof changeMember>> {
    const { workspaces, members, sessions } = this.deps;
    const hosts = await members.hostsOf(context.workspaceId);
    const changed = await workspaces.changeMember({ ...payload, hosts }, context);
    if (!changed.ok) return changed;
    const { position, isChanged } = changed.value;
    const email = hosts.find(({ hostId }) => hostId === payload.hostId)?.email;
    if (!isChanged || position === null || email === undefined) return ok({ position });
    return ok({ position: await sessions.end(email, position, context) });
  }
}
