import { eventPattern, fromCloudEvent, type CloudEvent } from '@bookonce/contracts/cloud-event';
import {
  consumeLink,
  issueLink,
  issueLinks,
  regenerateLink,
  remindOfLink,
  revokeLink,
  voidAttempt,
} from '@bookonce/contracts/commands/link';
import type { PayloadOf, ReplyOf } from '@bookonce/contracts/define-command';
import { recorded } from '@bookonce/contracts/event-catalogue';
import type { CommandMessage } from '@bookonce/kernel/ports/bus';
import type { SubscriberOptions } from '@bookonce/kernel/subscriber';
import { Controller, Inject } from '@nestjs/common';
import { EventPattern, MessagePattern, Payload } from '@nestjs/microservices';
import { completeRegeneration } from './complete-regeneration.js';
import { LinkService } from './link-service.js';

const completion: SubscriberOptions = { subscriber: 'link-regeneration', orderBy: 'stream' };

@Controller()
export class LinkController {
  constructor(@Inject(LinkService) private readonly links: LinkService) {}

  @MessagePattern(issueLink.pattern)
  issue(@Payload() message: CommandMessage<PayloadOf<typeof issueLink>>): Promise<ReplyOf<typeof issueLink>> {
    return this.links.issue(message);
  }

  @MessagePattern(issueLinks.pattern)
  issueSeveral(@Payload() message: CommandMessage<PayloadOf<typeof issueLinks>>): Promise<ReplyOf<typeof issueLinks>> {
    return this.links.issueSeveral(message);
  }

  @MessagePattern(regenerateLink.pattern)
  regenerate(
    @Payload() message: CommandMessage<PayloadOf<typeof regenerateLink>>,
  ): Promise<ReplyOf<typeof regenerateLink>> {
    return this.links.regenerate(message);
  }

  @MessagePattern(revokeLink.pattern)
  revoke(@Payload() message: CommandMessage<PayloadOf<typeof revokeLink>>): Promise<ReplyOf<typeof revokeLink>> {
    return this.links.revoke(message);
  }

  @MessagePattern(remindOfLink.pattern)
  remind(@Payload() message: CommandMessage<PayloadOf<typeof remindOfLink>>): Promise<ReplyOf<typeof remindOfLink>> {
    return this.links.remind(message);
  }

  @MessagePattern(consumeLink.pattern)
  consume(@Payload() message: CommandMessage<PayloadOf<typeof consumeLink>>): Promise<ReplyOf<typeof consumeLink>> {
    return this.links.consume(message);
  }

  @MessagePattern(voidAttempt.pattern)
  voidAttempt(@Payload() message: CommandMessage<PayloadOf<typeof voidAttempt>>): Promise<ReplyOf<typeof voidAttempt>> {
    return this.links.voidAttempt(message);
  }

  @EventPattern(['LinkRevoked', 'LinkReissued'].map(eventPattern), completion)
  onReplaced(@Payload() event: CloudEvent): Promise<void> {
    return completeRegeneration(this.links, recorded(fromCloudEvent(event)));
  }
}
