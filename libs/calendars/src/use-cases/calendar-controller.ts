import { eventPattern, fromCloudEvent, type CloudEvent } from '@bookonce/contracts/cloud-event';
import {
  changeCalendar,
  connectCalendar,
  disconnectCalendar,
  findLastReads,
  listCalendars,
  readCalendar,
} from '@bookonce/contracts/commands/calendars';
import { checkFreshness, freshenCalendars } from '@bookonce/contracts/commands/fresh-calendars';
import type { PayloadOf, ReplyOf } from '@bookonce/contracts/define-command';
import { recorded } from '@bookonce/contracts/event-catalogue';
import type { CommandMessage } from '@bookonce/kernel/ports/bus';
import type { SubscriberOptions } from '@bookonce/kernel/subscriber';
import { Controller, Inject } from '@nestjs/common';
import { EventPattern, MessagePattern, Payload } from '@nestjs/microservices';
import { CalendarService } from './calendar-service.js';
import { FreshenCalendars } from './freshen-calendars.js';
import { CONNECTION_EVENTS, FollowCalendars, HOST_EVENTS } from './follow-calendars.js';

const connections: SubscriberOptions = { subscriber: 'calendar-connections', orderBy: 'stream' };
const hosts: SubscriberOptions = { subscriber: 'calendar-hosts', orderBy: 'stream' };

@Controller()
export class CalendarController {
  constructor(
    @Inject(CalendarService) private readonly calendars: CalendarService,
    @Inject(FreshenCalendars) private readonly fresh: FreshenCalendars,
    @Inject(FollowCalendars) private readonly follow: FollowCalendars,
  ) {}

  @MessagePattern(connectCalendar.pattern)
  connect(
    @Payload() message: CommandMessage<PayloadOf<typeof connectCalendar>>,
  ): Promise<ReplyOf<typeof connectCalendar>> {
    return this.calendars.connect(message);
  }

  @MessagePattern(changeCalendar.pattern)
  change(
    @Payload() message: CommandMessage<PayloadOf<typeof changeCalendar>>,
  ): Promise<ReplyOf<typeof changeCalendar>> {
    return this.calendars.change(message);
  }

  @MessagePattern(readCalendar.pattern)
  read(@Payload() message: CommandMessage<PayloadOf<typeof readCalendar>>): Promise<ReplyOf<typeof readCalendar>> {
    return this.calendars.read(message);
  }

  @MessagePattern(disconnectCalendar.pattern)
  disconnect(
    @Payload() message: CommandMessage<PayloadOf<typeof disconnectCalendar>>,
  ): Promise<ReplyOf<typeof disconnectCalendar>> {
    return this.calendars.disconnect(message);
  }

  @MessagePattern(listCalendars.pattern)
  list(@Payload() message: CommandMessage<PayloadOf<typeof listCalendars>>): Promise<ReplyOf<typeof listCalendars>> {
    return this.calendars.list(message);
  }

  @MessagePattern(findLastReads.pattern)
  lastReads(
    @Payload() message: CommandMessage<PayloadOf<typeof findLastReads>>,
  ): Promise<ReplyOf<typeof findLastReads>> {
    return this.calendars.lastReads(message);
  }

  @MessagePattern(freshenCalendars.pattern)
  freshen(
    @Payload() message: CommandMessage<PayloadOf<typeof freshenCalendars>>,
  ): Promise<ReplyOf<typeof freshenCalendars>> {
    return this.fresh.freshen(message);
  }

  @MessagePattern(checkFreshness.pattern)
  checkFreshness(
    @Payload() message: CommandMessage<PayloadOf<typeof checkFreshness>>,
  ): Promise<ReplyOf<typeof checkFreshness>> {
    return this.fresh.checkFreshness(message);
  }

  @EventPattern(CONNECTION_EVENTS.map(eventPattern), connections)
  onConnection(@Payload() event: CloudEvent): Promise<void> {
    return this.follow.onConnection(recorded(fromCloudEvent(event)));
  }

  @EventPattern(HOST_EVENTS.map(eventPattern), hosts)
  onHost(@Payload() event: CloudEvent): Promise<void> {
    return this.follow.onHost(recorded(fromCloudEvent(event)));
  }
}
