import { freshenCalendars } from '@bookonce/contracts/commands/fresh-calendars';
import type { ReplyOf } from '@bookonce/contracts/define-command';
import { ok } from '@bookonce/kernel/result';
import { Controller } from '@nestjs/common';
import { MessagePattern } from '@nestjs/microservices';

/** Stands for the calendar service when somebody books: every calendar has just been read. */
@Controller()
export class SimulatedCalendars {
  @MessagePattern(freshenCalendars.pattern)
  freshen(): Promise<ReplyOf<typeof freshenCalendars>> {
    return Promise.resolve(ok({ position: null, unreadableHostIds: [] }));
  }
}
