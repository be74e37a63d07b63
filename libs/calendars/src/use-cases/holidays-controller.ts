import { eventPattern, fromCloudEvent, type CloudEvent } from '@bookonce/contracts/cloud-event';
import { findHolidays, listHolidayCountries, setHolidays } from '@bookonce/contracts/commands/holidays';
import type { PayloadOf, ReplyOf } from '@bookonce/contracts/define-command';
import { recorded } from '@bookonce/contracts/event-catalogue';
import type { CommandMessage } from '@bookonce/kernel/ports/bus';
import type { SubscriberOptions } from '@bookonce/kernel/subscriber';
import { Controller, Inject } from '@nestjs/common';
import { EventPattern, MessagePattern, Payload } from '@nestjs/microservices';
import { FollowCalendars, HOLIDAY_EVENTS } from './follow-calendars.js';
import { HolidaysService } from './holidays-service.js';

const holidays: SubscriberOptions = { subscriber: 'calendar-holidays', orderBy: 'stream' };

@Controller()
export class HolidaysController {
  constructor(
    @Inject(HolidaysService) private readonly service: HolidaysService,
    @Inject(FollowCalendars) private readonly follow: FollowCalendars,
  ) {}

  @MessagePattern(setHolidays.pattern)
  set(@Payload() message: CommandMessage<PayloadOf<typeof setHolidays>>): Promise<ReplyOf<typeof setHolidays>> {
    return this.service.set(message);
  }

  @MessagePattern(findHolidays.pattern)
  find(@Payload() message: CommandMessage<PayloadOf<typeof findHolidays>>): Promise<ReplyOf<typeof findHolidays>> {
    return this.service.find(message);
  }

  @MessagePattern(listHolidayCountries.pattern)
  countries(
    @Payload() message: CommandMessage<PayloadOf<typeof listHolidayCountries>>,
  ): Promise<ReplyOf<typeof listHolidayCountries>> {
    return this.service.countries(message);
  }

  @EventPattern(HOLIDAY_EVENTS.map(eventPattern), holidays)
  onHolidays(@Payload() event: CloudEvent): Promise<void> {
    return this.follow.onHolidays(recorded(fromCloudEvent(event)));
  }
}
