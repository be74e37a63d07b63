import type { ApiKeyRefusal, MemberRefusal } from '@bookonce/contracts/commands/workspace';
import type { StoredLogo, WorkspaceEvent } from '@bookonce/contracts/events/workspace';
import { evolveMembers, unchangedMembers, type WorkspaceMembers } from '@bookonce/contracts/streams/workspace-members';
import type { Decider } from '@bookonce/kernel/decider';
import { appended, emptyList, itemsOf, type PersistentList } from '@bookonce/kernel/persistent-list';
import { fail, ok, unreachable } from '@bookonce/kernel/result';
import { changeMember, type MemberChange } from './change-member.js';

export type WorkspaceCommand =
  | { readonly type: 'create'; readonly workspaceId: string; readonly name: string }
  | { readonly type: 'setOwner'; readonly name: string; readonly email: string }
  | ({ readonly type: 'changeMember' } & MemberChange)
  | { readonly type: 'createApiKey'; readonly apiKeyId: string; readonly name: string; readonly keyHash: string }
  | { readonly type: 'revokeApiKey'; readonly apiKeyId: string }
  | ({ readonly type: 'changeBrand' } & BrandChanges);

/** Changes of the workspace's look. Only what is given changes. */
export interface BrandChanges {
  readonly name?: string;
  readonly color?: string | null;
  readonly logo?: StoredLogo | null;
}

export interface ApiKeyState {
  readonly apiKeyId: string;
  readonly keyHash: string;
  readonly revoked: boolean;
}

export interface WorkspaceState {
  /** Null until it is created. */
  readonly workspaceId: string | null;
  readonly name: string;
  readonly color: string | null;
  readonly logoId: string | null;
  readonly owner: { readonly name: string; readonly email: string } | null;
  readonly members: WorkspaceMembers;
  /** Every key there ever was, so that a revoked one is never made again; of each, the last counts. */
  readonly apiKeys: PersistentList<ApiKeyState>;
}

export type WorkspaceDeciderRefusal = ApiKeyRefusal | MemberRefusal;

export const workspace: Decider<WorkspaceCommand, WorkspaceState, WorkspaceEvent, WorkspaceDeciderRefusal> = {
  initial: {
    workspaceId: null,
    name: '',
    color: null,
    logoId: null,
    owner: null,
    members: unchangedMembers,
    apiKeys: emptyList,
  },

  evolve: (state, event) => {
    switch (event.type) {
      case 'WorkspaceCreated':
        return { ...state, workspaceId: event.data.workspaceId, name: event.data.name };
      case 'WorkspaceRenamed':
        return { ...state, name: event.data.name };
      case 'WorkspaceColorSet':
        return { ...state, color: event.data.color };
      case 'WorkspaceLogoSet':
        return { ...state, logoId: event.data.logo?.logoId ?? null };
      case 'WorkspaceOwnerSet':
        return { ...state, owner: { name: event.data.name, email: event.data.email } };
      case 'WorkspaceOwnerRemoved':
        return { ...state, owner: null };
      case 'MemberRoleSet':
      case 'MemberDeactivated':
      case 'MemberReactivated':
        return { ...state, members: evolveMembers(state.members, event) };
      case 'ApiKeyCreated':
        return withKey(state, event.data, false);
      case 'ApiKeyRevoked':
        return withKey(state, event.data, true);
      default:
        // History may hold types that this version does not know.
        return state;
    }
  },

  decide: (command, state) => {
    const { workspaceId } = state;
    if (command.type === 'create') {
      if (workspaceId !== null) return ok([]);
      return ok([{ type: 'WorkspaceCreated', data: { workspaceId: command.workspaceId, name: command.name } }]);
    }
    if (workspaceId === null) return fail({ kind: 'workspaceUnknown' });
    switch (command.type) {
      case 'setOwner': {
        const { name, email } = command;
        if (state.owner?.name === name && state.owner.email === email) return ok([]);
        return ok([{ type: 'WorkspaceOwnerSet', data: { workspaceId, name, email } }]);
      }
      case 'changeMember': {
        const { members, owner } = state;
        return changeMember(command, { workspaceId, ownerEmail: owner?.email ?? null, members });
      }
      case 'createApiKey': {
        const { apiKeyId, name, keyHash } = command;
        if (keyOf(state, apiKeyId) !== undefined) return ok([]);
        return ok([{ type: 'ApiKeyCreated', data: { workspaceId, apiKeyId, name, keyHash } }]);
      }
      case 'changeBrand':
        return ok(brandEvents(command, { ...state, workspaceId }));
      case 'revokeApiKey': {
        const { apiKeyId } = command;
        const key = keyOf(state, apiKeyId);
        if (key === undefined) return fail({ kind: 'apiKeyUnknown' });
        if (key.revoked) return ok([]);
        return ok([{ type: 'ApiKeyRevoked', data: { workspaceId, apiKeyId, keyHash: key.keyHash } }]);
      }
      default:
        return unreachable(command);
    }
  },
};

type KnownWorkspace = Pick<WorkspaceState, 'name' | 'color' | 'logoId'> & { readonly workspaceId: string };

/** An event for each thing that differs. */
const brandEvents = (
  { name, color, logo }: BrandChanges,
  { workspaceId, ...before }: KnownWorkspace,
): readonly WorkspaceEvent[] => {
  const events: WorkspaceEvent[] = [];
  if (name !== undefined && name !== before.name)
    events.push({ type: 'WorkspaceRenamed', data: { workspaceId, name } });
  if (color !== undefined && color !== before.color) {
    events.push({ type: 'WorkspaceColorSet', data: { workspaceId, color } });
  }
  if (logo !== undefined && (logo?.logoId ?? null) !== before.logoId) {
    events.push({ type: 'WorkspaceLogoSet', data: { workspaceId, logo, replaces: before.logoId } });
  }
  return events;
};

const keyOf = ({ apiKeys }: WorkspaceState, apiKeyId: string): ApiKeyState | undefined =>
  itemsOf(apiKeys).findLast((key) => key.apiKeyId === apiKeyId);

const withKey = (
  state: WorkspaceState,
  { apiKeyId, keyHash }: Omit<ApiKeyState, 'revoked'>,
  revoked: boolean,
): WorkspaceState => ({ ...state, apiKeys: appended(state.apiKeys, { apiKeyId, keyHash, revoked }) });
