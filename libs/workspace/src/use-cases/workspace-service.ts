import { createHash } from 'node:crypto';
import {
  type ApiKeyRefusal,
  changeBrand,
  changeMember,
  createApiKey,
  type CreatedApiKey,
  type CreatedWorkspace,
  createWorkspace,
  type MemberRefusal,
  revokeApiKey,
  setWorkspaceOwner,
  type WorkspaceRefusal,
} from '@bookonce/contracts/commands/workspace';
import type { PayloadOf, ReplyOf } from '@bookonce/contracts/define-command';
import { versionOf } from '@bookonce/contracts/event-catalogue';
import type { StoredLogo, WorkspaceEvent } from '@bookonce/contracts/events/workspace';
import type { CommandReply, Done, InvalidRefusal } from '@bookonce/contracts/replies';
import { idFrom } from '@bookonce/contracts/values/ids';
import { CommandHandler, type Conflict, type Handled } from '@bookonce/kernel/command-handler';
import { instantOf } from '@bookonce/kernel/json';
import type { CommandContext, CommandMessage } from '@bookonce/kernel/ports/bus';
import type { Clock } from '@bookonce/kernel/ports/clock';
import type { EventStore } from '@bookonce/kernel/ports/event-store';
import type { Ids } from '@bookonce/kernel/ports/ids';
import { fail, ok, type Result } from '@bookonce/kernel/result';
import { secretHashOf, type TokenVault } from '@bookonce/secrets/token-vault';
import { Controller, Inject } from '@nestjs/common';
import { MessagePattern, Payload } from '@nestjs/microservices';
import { readLogo } from '../domain/logo-image.js';
import type { MemberChange } from '../domain/change-member.js';
import {
  workspace,
  type WorkspaceCommand,
  type WorkspaceDeciderRefusal,
  type WorkspaceState,
} from '../domain/workspace.js';
import { ChangeMember } from './change-member.js';
import { EndSessionsOfKey } from './end-sessions-of-key.js';

export interface WorkspaceServiceDeps {
  readonly store: EventStore;
  readonly ids: Ids;
  readonly clock: Clock;
  readonly vault: Pick<TokenVault, 'apiKeyFor'>;
}

/** Answers the commands of contracts/commands/workspace. */
export class WorkspaceService {
  readonly #workspaces: CommandHandler<WorkspaceCommand, WorkspaceState, WorkspaceEvent, WorkspaceDeciderRefusal>;

  constructor(private readonly deps: WorkspaceServiceDeps) {
    const { store, ids } = deps;
    this.#workspaces = new CommandHandler({ category: 'workspace', decider: workspace, versionOf, store, ids });
  }

  async create({
    payload: { name },
    context,
  }: CommandMessage<PayloadOf<typeof createWorkspace>>): Promise<CommandReply<never, CreatedWorkspace>> {
    const workspaceId = idFrom('wsp', context.commandId);
    const command: WorkspaceCommand = { type: 'create', workspaceId, name };
    const reply = await this.#run(command, { ...context, workspaceId, correlationId: workspaceId });
    if (reply.ok) return ok({ workspaceId, ...reply.value });
    if (reply.error.kind === 'conflict') return fail(reply.error);
    throw new Error(`workspace ${workspaceId} cannot be created: ${reply.error.kind}`);
  }

  setOwner({
    payload: owner,
    context,
  }: CommandMessage<PayloadOf<typeof setWorkspaceOwner>>): Promise<CommandReply<WorkspaceRefusal>> {
    return this.#ofWorkspace({ type: 'setOwner', ...owner }, context);
  }

  async changeMember(
    change: MemberChange,
    context: CommandContext,
  ): Promise<CommandReply<MemberRefusal, Done & { readonly isChanged: boolean }>> {
    const handled = await this.#handle({ type: 'changeMember', ...change }, context);
    if (handled.ok) return ok({ position: handled.value.position, isChanged: handled.value.events.length > 0 });
    const { error } = handled;
    if (error.kind !== 'apiKeyUnknown') return fail(error);
    throw new Error(`host ${change.hostId} cannot be changed: ${error.kind}`);
  }

  /** The key derives from the command, and only its hash leaves this method. */
  async createApiKey({
    payload: { name },
    context,
  }: CommandMessage<PayloadOf<typeof createApiKey>>): Promise<CommandReply<WorkspaceRefusal, CreatedApiKey>> {
    const apiKeyId = idFrom('key', context.commandId);
    const keyHash = secretHashOf(this.deps.vault.apiKeyFor(context.commandId));
    const reply = await this.#ofWorkspace({ type: 'createApiKey', apiKeyId, name, keyHash }, context);
    return reply.ok ? ok({ apiKeyId, ...reply.value }) : reply;
  }

  revokeApiKey({
    payload: { apiKeyId },
    context,
  }: CommandMessage<PayloadOf<typeof revokeApiKey>>): Promise<CommandReply<ApiKeyRefusal>> {
    return this.#run({ type: 'revokeApiKey', apiKeyId }, context);
  }

  /** Stores a logo without anything but the picture. */
  async changeBrand({
    payload: { logo, ...changes },
    context,
  }: CommandMessage<PayloadOf<typeof changeBrand>>): Promise<CommandReply<WorkspaceRefusal | InvalidRefusal>> {
    if (logo === undefined || logo === null) {
      return this.#ofWorkspace({ type: 'changeBrand', ...changes, ...(logo === null ? { logo } : {}) }, context);
    }
    const read = storedLogoOf(logo.data, context.workspaceId);
    if (!read.ok) return fail({ kind: 'invalid', errors: [{ path: 'logo.data', message: read.error }] });
    return this.#ofWorkspace({ type: 'changeBrand', ...changes, logo: read.value }, context);
  }

  /** Runs a command that is refused for no API key. */
  async #ofWorkspace(command: WorkspaceCommand, context: CommandContext): Promise<CommandReply<WorkspaceRefusal>> {
    const reply = await this.#run(command, context);
    if (reply.ok || reply.error.kind === 'conflict') return reply as CommandReply<WorkspaceRefusal>;
    return fail({ kind: 'workspaceUnknown' });
  }

  async #run(command: WorkspaceCommand, context: CommandContext): Promise<CommandReply<ApiKeyRefusal>> {
    const handled = await this.#handle(command, context);
    if (handled.ok) return ok({ position: handled.value.position });
    const { error } = handled;
    if (error.kind === 'hostUnknown' || error.kind === 'lastOwner') {
      throw new Error(`workspace ${context.workspaceId} refuses ${command.type}: ${error.kind}`);
    }
    return fail(error);
  }

  #handle(
    command: WorkspaceCommand,
    context: CommandContext,
  ): Promise<Result<Handled<WorkspaceState>, WorkspaceDeciderRefusal | Conflict>> {
    return this.#workspaces.handle(context.workspaceId, command, context, instantOf(this.deps.clock.now()));
  }
}

/** The same picture of another workspace has another id, so an id does not tell which workspaces share a picture (I19). */
const storedLogoOf = (data: string, workspaceId: string): Result<StoredLogo, string> => {
  const read = readLogo(Buffer.from(data, 'base64'));
  if (!read.ok) return read;
  const { bytes, ...about } = read.value;
  const logoId = createHash('sha256').update(`${workspaceId}\n`).update(bytes).digest('hex').slice(0, 32);
  return ok({ logoId, ...about, data: Buffer.from(bytes).toString('base64') });
};

@Controller()
export class WorkspaceController {
  constructor(
    @Inject(WorkspaceService) private readonly workspaces: WorkspaceService,
    @Inject(EndSessionsOfKey) private readonly sessionsOfKey: EndSessionsOfKey,
    @Inject(ChangeMember) private readonly members: ChangeMember,
  ) {}

  @MessagePattern(createWorkspace.pattern)
  create(
    @Payload() message: CommandMessage<PayloadOf<typeof createWorkspace>>,
  ): Promise<ReplyOf<typeof createWorkspace>> {
    return this.workspaces.create(message);
  }

  @MessagePattern(createApiKey.pattern)
  createApiKey(
    @Payload() message: CommandMessage<PayloadOf<typeof createApiKey>>,
  ): Promise<ReplyOf<typeof createApiKey>> {
    return this.workspaces.createApiKey(message);
  }

  @MessagePattern(setWorkspaceOwner.pattern)
  setOwner(
    @Payload() message: CommandMessage<PayloadOf<typeof setWorkspaceOwner>>,
  ): Promise<ReplyOf<typeof setWorkspaceOwner>> {
    return this.workspaces.setOwner(message);
  }

  @MessagePattern(changeMember.pattern)
  changeMember(
    @Payload() message: CommandMessage<PayloadOf<typeof changeMember>>,
  ): Promise<ReplyOf<typeof changeMember>> {
    return this.members.change(message);
  }

  @MessagePattern(changeBrand.pattern)
  changeBrand(@Payload() message: CommandMessage<PayloadOf<typeof changeBrand>>): Promise<ReplyOf<typeof changeBrand>> {
    return this.workspaces.changeBrand(message);
  }

  @MessagePattern(revokeApiKey.pattern)
  async revokeApiKey(
    @Payload() message: CommandMessage<PayloadOf<typeof revokeApiKey>>,
  ): Promise<ReplyOf<typeof revokeApiKey>> {
    const revoked = await this.workspaces.revokeApiKey(message);
    const { payload, context } = message;
    if (!revoked.ok || payload.endSessions !== true) return revoked;
    return this.sessionsOfKey.end(payload.apiKeyId, revoked.value.position, context);
  }
}
