import { createApiKey, createWorkspace, revokeApiKey, setWorkspaceOwner } from '@bookonce/contracts/commands/workspace';
import type { PayloadOf, ReplyOf } from '@bookonce/contracts/define-command';
import type { CommandMessage } from '@bookonce/kernel/ports/bus';
import { Controller, Inject } from '@nestjs/common';
import { MessagePattern, Payload } from '@nestjs/microservices';
import { WorkspaceService } from './workspace-service.js';

@Controller()
export class WorkspaceController {
  constructor(@Inject(WorkspaceService) private readonly workspaces: WorkspaceService) {}

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

  @MessagePattern(revokeApiKey.pattern)
  revokeApiKey(
    @Payload() message: CommandMessage<PayloadOf<typeof revokeApiKey>>,
  ): Promise<ReplyOf<typeof revokeApiKey>> {
    return this.workspaces.revokeApiKey(message);
  }
}
