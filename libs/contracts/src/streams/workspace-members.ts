import type { StreamFold } from '@bookonce/kernel/stream-reader';
import { type BookonceEvent, recorded } from '../event-catalogue.js';
import type { Role } from '../values/role.js';

/** A host's state by the workspace's stream, in place of the one it was added with. */
export interface MemberState {
  /** Missing while it is the role that the host was added with. */
  readonly role?: Role;
  readonly isDeactivated?: boolean;
}

/** The hosts that were changed since they were added, by id. */
export type WorkspaceMembers = Readonly<Record<string, MemberState>>;

export const unchangedMembers: WorkspaceMembers = {};

/** The hosts after an event of the workspace's stream. */
export const evolveMembers = (members: WorkspaceMembers, event: BookonceEvent): WorkspaceMembers => {
  switch (event.type) {
    case 'MemberRoleSet':
      return withMember(members, event.data.hostId, { role: event.data.role });
    case 'MemberDeactivated':
      return withMember(members, event.data.hostId, { isDeactivated: true });
    case 'MemberReactivated':
      return withMember(members, event.data.hostId, { isDeactivated: false });
    default:
      return members;
  }
};

const withMember = (members: WorkspaceMembers, hostId: string, change: MemberState): WorkspaceMembers => ({
  ...members,
  [hostId]: { ...members[hostId], ...change },
});

export const isDeactivated = (members: WorkspaceMembers, hostId: string): boolean =>
  members[hostId]?.isDeactivated === true;

/** The hosts of a workspace by its own stream, for services that ask which of them are active. */
export const workspaceMembersStream: StreamFold<WorkspaceMembers> = {
  category: 'workspace',
  initial: unchangedMembers,
  evolve: (members, stored) => evolveMembers(members, recorded(stored)),
};
