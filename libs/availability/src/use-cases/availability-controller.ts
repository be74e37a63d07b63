import {
  archiveMeetingType,
  bookSlot,
  changeBusy,
  changeHost,
  changeMeetingType,
  checkSlot,
  createHost,
  createMeetingType,
  duplicateMeetingType,
  findConnectedHosts,
  holdSlot,
  moveSlot,
  releaseSlot,
  restoreMeetingType,
  setBusy,
} from '@bookonce/contracts/commands/availability';
import type { PayloadOf, ReplyOf } from '@bookonce/contracts/define-command';
import type { CommandMessage } from '@bookonce/kernel/ports/bus';
import { Controller, Inject } from '@nestjs/common';
import { MessagePattern, Payload } from '@nestjs/microservices';
import { AvailabilityService } from './availability-service.js';

@Controller()
export class AvailabilityController {
  constructor(@Inject(AvailabilityService) private readonly availability: AvailabilityService) {}

  @MessagePattern(createHost.pattern)
  createHost(@Payload() message: CommandMessage<PayloadOf<typeof createHost>>): Promise<ReplyOf<typeof createHost>> {
    return this.availability.createHost(message);
  }

  @MessagePattern(changeHost.pattern)
  changeHost(@Payload() message: CommandMessage<PayloadOf<typeof changeHost>>): Promise<ReplyOf<typeof changeHost>> {
    return this.availability.changeHost(message);
  }

  @MessagePattern(setBusy.pattern)
  setBusy(@Payload() message: CommandMessage<PayloadOf<typeof setBusy>>): Promise<ReplyOf<typeof setBusy>> {
    return this.availability.setBusy(message);
  }

  @MessagePattern(changeBusy.pattern)
  changeBusy(@Payload() message: CommandMessage<PayloadOf<typeof changeBusy>>): Promise<ReplyOf<typeof changeBusy>> {
    return this.availability.changeBusy(message);
  }

  @MessagePattern(createMeetingType.pattern)
  createMeetingType(
    @Payload() message: CommandMessage<PayloadOf<typeof createMeetingType>>,
  ): Promise<ReplyOf<typeof createMeetingType>> {
    return this.availability.meetingTypes.create(message);
  }

  @MessagePattern(changeMeetingType.pattern)
  changeMeetingType(
    @Payload() message: CommandMessage<PayloadOf<typeof changeMeetingType>>,
  ): Promise<ReplyOf<typeof changeMeetingType>> {
    return this.availability.meetingTypes.change(message);
  }

  @MessagePattern(duplicateMeetingType.pattern)
  duplicateMeetingType(
    @Payload() message: CommandMessage<PayloadOf<typeof duplicateMeetingType>>,
  ): Promise<ReplyOf<typeof duplicateMeetingType>> {
    return this.availability.meetingTypes.duplicate(message);
  }

  @MessagePattern(archiveMeetingType.pattern)
  archiveMeetingType(
    @Payload() message: CommandMessage<PayloadOf<typeof archiveMeetingType>>,
  ): Promise<ReplyOf<typeof archiveMeetingType>> {
    return this.availability.meetingTypes.archive(message);
  }

  @MessagePattern(restoreMeetingType.pattern)
  restoreMeetingType(
    @Payload() message: CommandMessage<PayloadOf<typeof restoreMeetingType>>,
  ): Promise<ReplyOf<typeof restoreMeetingType>> {
    return this.availability.meetingTypes.restore(message);
  }

  @MessagePattern(holdSlot.pattern)
  holdSlot(@Payload() message: CommandMessage<PayloadOf<typeof holdSlot>>): Promise<ReplyOf<typeof holdSlot>> {
    return this.availability.holdSlot(message);
  }

  @MessagePattern(checkSlot.pattern)
  checkSlot(@Payload() message: CommandMessage<PayloadOf<typeof checkSlot>>): Promise<ReplyOf<typeof checkSlot>> {
    return this.availability.checkSlot(message);
  }

  @MessagePattern(findConnectedHosts.pattern)
  findConnectedHosts(
    @Payload() message: CommandMessage<PayloadOf<typeof findConnectedHosts>>,
  ): Promise<ReplyOf<typeof findConnectedHosts>> {
    return this.availability.findConnectedHosts(message);
  }

  @MessagePattern(moveSlot.pattern)
  moveSlot(@Payload() message: CommandMessage<PayloadOf<typeof moveSlot>>): Promise<ReplyOf<typeof moveSlot>> {
    return this.availability.moveSlot(message);
  }

  @MessagePattern(bookSlot.pattern)
  bookSlot(@Payload() message: CommandMessage<PayloadOf<typeof bookSlot>>): Promise<ReplyOf<typeof bookSlot>> {
    return this.availability.bookSlot(message);
  }

  @MessagePattern(releaseSlot.pattern)
  releaseSlot(@Payload() message: CommandMessage<PayloadOf<typeof releaseSlot>>): Promise<ReplyOf<typeof releaseSlot>> {
    return this.availability.releaseSlot(message);
  }
}
