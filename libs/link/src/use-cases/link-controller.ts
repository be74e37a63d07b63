import { type CloudEvent, eventPattern, fromCloudEvent } from '@bookonce/contracts/cloud-event';
import {
  admitAttempt,
  allowAttempts,
  consumeLink,
  expireLink,
  issueFreshLink,
  issueLink,
  issueLinks,
  readLinkStream,
  regenerateLink,
  remindOfLink,
  revokeLink,
  sendLink,
  voidAttempt,
} from '@bookonce/contracts/commands/link';
import type { PayloadOf, ReplyOf } from '@bookonce/contracts/define-command';
import { recorded } from '@bookonce/contracts/event-catalogue';
import type { CommandMessage } from '@bookonce/kernel/ports/bus';
import type { SubscriberOptions } from '@bookonce/kernel/subscriber';
import { Controller, Inject } from '@nestjs/common';
import { EventPattern, MessagePattern, Payload } from '@nestjs/microservices';
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

  @MessagePattern(sendLink.pattern)
  send(@Payload() message: CommandMessage<PayloadOf<typeof sendLink>>): Promise<ReplyOf<typeof sendLink>> {
    return this.links.send(message);
  }

  @MessagePattern(remindOfLink.pattern)
  remind(@Payload() message: CommandMessage<PayloadOf<typeof remindOfLink>>): Promise<ReplyOf<typeof remindOfLink>> {
    return this.links.remind(message);
  }

  @MessagePattern(issueFreshLink.pattern)
  issueFresh(
    @Payload() message: CommandMessage<PayloadOf<typeof issueFreshLink>>,
  ): Promise<ReplyOf<typeof issueFreshLink>> {
    return this.links.issueFresh(message);
  }

  @MessagePattern(expireLink.pattern)
  expire(
    @Payload() { payload, context }: CommandMessage<PayloadOf<typeof expireLink>>,
  ): Promise<ReplyOf<typeof expireLink>> {
    return this.links.expire(payload.linkId, context);
  }

  @MessagePattern(allowAttempts.pattern)
  allowAttempts(
    @Payload() message: CommandMessage<PayloadOf<typeof allowAttempts>>,
  ): Promise<ReplyOf<typeof allowAttempts>> {
    return this.links.allowAttempts(message);
  }

  @MessagePattern(admitAttempt.pattern)
  admitAttempt(
    @Payload() message: CommandMessage<PayloadOf<typeof admitAttempt>>,
  ): Promise<ReplyOf<typeof admitAttempt>> {
    return this.links.admitAttempt(message);
  }

  @MessagePattern(consumeLink.pattern)
  consume(@Payload() message: CommandMessage<PayloadOf<typeof consumeLink>>): Promise<ReplyOf<typeof consumeLink>> {
    return this.links.consume(message);
  }

  @MessagePattern(voidAttempt.pattern)
  voidAttempt(@Payload() message: CommandMessage<PayloadOf<typeof voidAttempt>>): Promise<ReplyOf<typeof voidAttempt>> {
    return this.links.voidAttempt(message);
  }

  @MessagePattern(readLinkStream.pattern)
  readStream(
    @Payload() message: CommandMessage<PayloadOf<typeof readLinkStream>>,
  ): Promise<ReplyOf<typeof readLinkStream>> {
    return this.links.readStream(message);
  }

  @EventPattern(['LinkRevoked', 'LinkReissued'].map(eventPattern), completion)
  onReplaced(@Payload() event: CloudEvent): Promise<void> {
    return this.links.completeReplacement(recorded(fromCloudEvent(event)));
  }
}
