import type { MemberRefusal } from '@bookonce/contracts/commands/workspace';
import type { WorkspaceEvent } from '@bookonce/contracts/events/workspace';
import type { WorkspaceMembers } from '@bookonce/contracts/streams/workspace-members';
import type { Role } from '@bookonce/contracts/values/role';
import { emailKey } from '@bookonce/kernel/email-address';
import { fail, ok, type Result } from '@bookonce/kernel/result';

/** A host as the views know it. The workspace's stream takes precedence. */
export interface KnownHost {
  readonly hostId: string;
  readonly email: string;
  /** Earlier addresses, which the host had as an active owner. */
  readonly emailsAsOwner?: readonly string[];
  readonly role: Role;
  readonly active: boolean;
}

export interface MemberChange {
  readonly hostId: string;
  readonly role?: Role | undefined;
  readonly active?: boolean | undefined;
  /**
   * Every host of the workspace. Hosts are never deleted, so a list that is behind lacks new ones at most: a change may then
   * be refused in vain, but the last owner never goes.
   */
  readonly hosts: readonly KnownHost[];
}

interface Members {
  readonly workspaceId: string;
  readonly ownerEmail: string | null;
  readonly members: WorkspaceMembers;
}

/**
 * Decides about a host's role and whether it is active, both at once. If there is an active host who is an owner, one
 * stays: the workspace's stream judges, so two owners cannot remove each other at the same time. The owner of the workspace
 * goes only together with an active host who is an owner, so never as the last one.
 */
export const changeMember = (
  { hostId, hosts, ...change }: MemberChange,
  { workspaceId, ownerEmail, members }: Members,
): Result<readonly WorkspaceEvent[], MemberRefusal> => {
  const now = hosts.map((host) => currently(host, members));
  const before = now.find((host) => host.hostId === hostId);
  if (before === undefined) return fail({ kind: 'hostUnknown' });
  const { role = before.role, active = before.active } = change;
  const isOwnerAfter = role === 'owner' && active;
  const others = now.filter((host) => host.hostId !== hostId);
  const losesOwnership = isActiveOwner(before) && !isOwnerAfter;
  if (losesOwnership && !others.some(isActiveOwner)) return fail({ kind: 'lastOwner' });
  const member = { workspaceId, hostId };
  const events: WorkspaceEvent[] = [];
  if (role !== before.role) events.push({ type: 'MemberRoleSet', data: { ...member, role } });
  if (active !== before.active) events.push({ type: active ? 'MemberReactivated' : 'MemberDeactivated', data: member });
  // No address of this owner must go on letting them in as the owner of the workspace. Any host may take that address, so a
  // plain host who has it is not taken for the same person.
  if (losesOwnership && ownerEmail !== null && hasHad(before, ownerEmail)) {
    events.push({ type: 'WorkspaceOwnerRemoved', data: { workspaceId } });
  }
  return ok(events);
};

const currently = (host: KnownHost, members: WorkspaceMembers): KnownHost => {
  const { role = host.role, isDeactivated = !host.active } = members[host.hostId] ?? {};
  return { ...host, role, active: !isDeactivated };
};

const hasHad = ({ email, emailsAsOwner = [] }: KnownHost, address: string): boolean =>
  [email, ...emailsAsOwner].some((one) => emailKey(one) === emailKey(address));

const isActiveOwner = ({ role, active }: KnownHost): boolean => role === 'owner' && active;
