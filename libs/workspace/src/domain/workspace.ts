import type { WorkspaceRefusal } from '@bookonce/contracts/commands/workspace';
import type { WorkspaceEvent } from '@bookonce/contracts/events/workspace';
import type { Decider } from '@bookonce/kernel/decider';
import { fail, ok, unreachable } from '@bookonce/kernel/result';

export type WorkspaceCommand =
  | { readonly type: 'create'; readonly workspaceId: string; readonly name: string }
  | { readonly type: 'createApiKey'; readonly apiKeyId: string; readonly name: string; readonly keyHash: string };

export interface WorkspaceState {
  /** Null until it is created. */
  readonly workspaceId: string | null;
  readonly apiKeyIds: readonly string[];
}

export const workspace: Decider<WorkspaceCommand, WorkspaceState, WorkspaceEvent, WorkspaceRefusal> = {
  initial: { workspaceId: null, apiKeyIds: [] },

  evolve: (state, event) => {
    switch (event.type) {
      case 'WorkspaceCreated':
        return { ...state, workspaceId: event.data.workspaceId };
      case 'ApiKeyCreated':
        return { ...state, apiKeyIds: [...state.apiKeyIds, event.data.apiKeyId] };
      case 'ApiKeyRevoked':
        return { ...state, apiKeyIds: state.apiKeyIds.filter((id) => id !== event.data.apiKeyId) };
      default:
        // History may hold types that this version does not know.
        return state;
    }
  },

  decide: (command, state) => {
    const { workspaceId } = state;
    switch (command.type) {
      case 'create':
        if (workspaceId !== null) return ok([]);
        return ok([{ type: 'WorkspaceCreated', data: { workspaceId: command.workspaceId, name: command.name } }]);
      case 'createApiKey': {
        if (workspaceId === null) return fail({ kind: 'workspaceUnknown' });
        const { apiKeyId, name, keyHash } = command;
        if (state.apiKeyIds.includes(apiKeyId)) return ok([]);
        return ok([{ type: 'ApiKeyCreated', data: { workspaceId, apiKeyId, name, keyHash } }]);
      }
      default:
        return unreachable(command);
    }
  },
};
