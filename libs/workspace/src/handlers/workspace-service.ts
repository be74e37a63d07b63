import type {
  ApiKeyRefusal,
  createApiKey,
  createWorkspace,
  revokeApiKey,
  setWorkspaceOwner,
  WorkspaceRefusal,
} from '@bookonce/contracts/commands/workspace';
import type { PayloadOf } from '@bookonce/contracts/define-command';
import { versionOf } from '@bookonce/contracts/event-catalogue';
import type { WorkspaceEvent } from '@bookonce/contracts/events/workspace';
import type { CommandReply } from '@bookonce/contracts/replies';
import { CommandHandler } from '@bookonce/kernel/command-handler';
import { instantOf } from '@bookonce/kernel/json';
import type { CommandContext, CommandMessage } from '@bookonce/kernel/ports/bus';
import type { Clock } from '@bookonce/kernel/ports/clock';
import type { EventStore } from '@bookonce/kernel/ports/event-store';
import type { Ids } from '@bookonce/kernel/ports/ids';
import { fail, ok } from '@bookonce/kernel/result';
import { workspace, type WorkspaceCommand, type WorkspaceState } from '../domain/workspace.js';

export interface WorkspaceServiceDeps {
  readonly store: EventStore;
  readonly ids: Ids;
  readonly clock: Clock;
}

/** Answers the commands of contracts/commands/workspace. */
export class WorkspaceService {
  readonly #workspaces: CommandHandler<WorkspaceCommand, WorkspaceState, WorkspaceEvent, ApiKeyRefusal>;

  constructor(private readonly deps: WorkspaceServiceDeps) {
    const { store, ids } = deps;
    this.#workspaces = new CommandHandler({ category: 'workspace', decider: workspace, versionOf, store, ids });
  }

  create({
    payload,
    context,
  }: CommandMessage<PayloadOf<typeof createWorkspace>>): Promise<CommandReply<WorkspaceRefusal>> {
    return this.#ofWorkspace(payload.workspaceId, { type: 'create', ...payload }, context);
  }

  setOwner({
    payload: { workspaceId, ...owner },
    context,
  }: CommandMessage<PayloadOf<typeof setWorkspaceOwner>>): Promise<CommandReply<WorkspaceRefusal>> {
    return this.#ofWorkspace(workspaceId, { type: 'setOwner', ...owner }, context);
  }

  createApiKey({
    payload: { workspaceId, ...key },
    context,
  }: CommandMessage<PayloadOf<typeof createApiKey>>): Promise<CommandReply<WorkspaceRefusal>> {
    return this.#ofWorkspace(workspaceId, { type: 'createApiKey', ...key }, context);
  }

  revokeApiKey({
    payload: { workspaceId, apiKeyId },
    context,
  }: CommandMessage<PayloadOf<typeof revokeApiKey>>): Promise<CommandReply<ApiKeyRefusal>> {
    return this.#run(workspaceId, { type: 'revokeApiKey', apiKeyId }, context);
  }

  /** For commands that no key can be the trouble with. */
  async #ofWorkspace(
    id: string,
    command: WorkspaceCommand,
    context: CommandContext,
  ): Promise<CommandReply<WorkspaceRefusal>> {
    const reply = await this.#run(id, command, context);
    if (reply.ok || reply.error.kind === 'conflict') return reply as CommandReply<WorkspaceRefusal>;
    return fail({ kind: 'workspaceUnknown' });
  }

  async #run(id: string, command: WorkspaceCommand, context: CommandContext): Promise<CommandReply<ApiKeyRefusal>> {
    const handled = await this.#workspaces.handle(id, command, context, instantOf(this.deps.clock.now()));
    return handled.ok ? ok({ position: handled.value.position }) : handled;
  }
}
