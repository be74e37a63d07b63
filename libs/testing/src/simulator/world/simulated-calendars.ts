import { checkFreshness, freshenCalendars } from '@bookonce/contracts/commands/fresh-calendars';
import type { ReplyOf } from '@bookonce/contracts/define-command';
import { ok } from '@bookonce/kernel/result';
import { Controller } from '@nestjs/common';
import { MessagePattern } from '@nestjs/microservices';

/**
 * Stands for the calendar service in runs without connected calendars: every calendar can be read, and every other time
 * has just been.
 */
@Controller()
export class SimulatedCalendars {
  #checks = 0;

  @MessagePattern(checkFreshness.pattern)
  checkFreshness(): Promise<ReplyOf<typeof checkFreshness>> {
    this.#checks += 1;
    return Promise.resolve(ok({ position: null, areFresh: this.#checks % 2 === 0 }));
  }

  @MessagePattern(freshenCalendars.pattern)
  freshen(): Promise<ReplyOf<typeof freshenCalendars>> {
    return Promise.resolve(ok({ position: null, unreadableHostIds: [] }));
  }
}
