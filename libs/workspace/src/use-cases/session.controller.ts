import { endSession, handSignInLink, mailSignInLinks, startSession } from '@bookonce/contracts/commands/session';
import type { PayloadOf, ReplyOf } from '@bookonce/contracts/define-command';
import type { CommandMessage } from '@bookonce/kernel/ports/bus';
import { Controller, Inject } from '@nestjs/common';
import { MessagePattern, Payload } from '@nestjs/microservices';
import { SessionService } from './session-service.js';

@Controller()
export class SessionController {
  constructor(@Inject(SessionService) private readonly sessions: SessionService) {}

  @MessagePattern(mailSignInLinks.pattern)
  mailLinks(
    @Payload() message: CommandMessage<PayloadOf<typeof mailSignInLinks>>,
  ): Promise<ReplyOf<typeof mailSignInLinks>> {
    return this.sessions.mailLinks(message);
  }

  @MessagePattern(handSignInLink.pattern)
  handLink(
    @Payload() message: CommandMessage<PayloadOf<typeof handSignInLink>>,
  ): Promise<ReplyOf<typeof handSignInLink>> {
    return this.sessions.handLink(message);
  }

  @MessagePattern(startSession.pattern)
  start(@Payload() message: CommandMessage<PayloadOf<typeof startSession>>): Promise<ReplyOf<typeof startSession>> {
    return this.sessions.start(message);
  }

  @MessagePattern(endSession.pattern)
  end(@Payload() message: CommandMessage<PayloadOf<typeof endSession>>): Promise<ReplyOf<typeof endSession>> {
    return this.sessions.end(message);
  }
}
