import { eventPattern, fromCloudEvent, type CloudEvent } from '@bookonce/contracts/cloud-event';
import {
  approveBooking,
  bookForRecipient,
  cancelBooking,
  changeMeeting,
  confirmOptIn,
  declineBooking,
  mailOptInAgain,
  placeBooking,
  readBookingStream,
  recordNoShow,
  requestManageLink,
  rescheduleBooking,
} from '@bookonce/contracts/commands/booking';
import type { PayloadOf, ReplyOf } from '@bookonce/contracts/define-command';
import { recorded } from '@bookonce/contracts/event-catalogue';
import type { CommandMessage } from '@bookonce/kernel/ports/bus';
import type { SubscriberOptions } from '@bookonce/kernel/subscriber';
import { Controller, Inject } from '@nestjs/common';
import { EventPattern, MessagePattern, Payload } from '@nestjs/microservices';
import { BookingService } from './booking-service.js';
import { ClashReactor } from './clash-reactor.js';
import { cancelAndRelease, changeLengthAndPlace, recordWhoCame, rescheduleAndMove } from './change-booking.js';
import { confirmAndConsume, requestOptInMail } from './confirm-opt-in.js';
import { approveRequest, declineAndRelease } from './decide-booking.js';
import { LINK_END_EVENTS, PLACE_BOOKING_EVENTS, PlaceBookingReactor } from './place-booking-reactor.js';

const processManager: SubscriberOptions = { subscriber: 'place-booking', orderBy: 'correlation' };
const linkEnds: SubscriberOptions = { subscriber: 'place-booking-link-ends', orderBy: 'stream' };
const clashes: SubscriberOptions = { subscriber: 'booking-clashes', orderBy: 'stream' };

type MessageOf<Command> = CommandMessage<PayloadOf<Command>>;
type Answer<Command> = Promise<ReplyOf<Command>>;

@Controller()
export class BookingController {
  constructor(
    @Inject(BookingService) readonly bookings: BookingService,
    @Inject(PlaceBookingReactor) readonly reactor: PlaceBookingReactor,
    @Inject(ClashReactor) private readonly clashes: ClashReactor,
  ) {}

  @MessagePattern(placeBooking.pattern)
  place(@Payload() message: MessageOf<typeof placeBooking>): Answer<typeof placeBooking> {
    return this.bookings.placement.place(message, (requested) => this.reactor.react(requested));
  }

  @MessagePattern(bookForRecipient.pattern)
  bookForRecipient(@Payload() message: MessageOf<typeof bookForRecipient>): Answer<typeof bookForRecipient> {
    return this.bookings.placement.bookForRecipient(message, (requested) => this.reactor.react(requested));
  }

  @MessagePattern(confirmOptIn.pattern)
  confirmOptIn(@Payload() message: MessageOf<typeof confirmOptIn>): Answer<typeof confirmOptIn> {
    return confirmAndConsume(this, message);
  }

  @MessagePattern(mailOptInAgain.pattern)
  mailOptInAgain(@Payload() message: MessageOf<typeof mailOptInAgain>): Answer<typeof mailOptInAgain> {
    return requestOptInMail(this, message);
  }

  @MessagePattern(approveBooking.pattern)
  approve(@Payload() message: MessageOf<typeof approveBooking>): Answer<typeof approveBooking> {
    return approveRequest(this, message);
  }

  @MessagePattern(declineBooking.pattern)
  decline(@Payload() message: MessageOf<typeof declineBooking>): Answer<typeof declineBooking> {
    return declineAndRelease(this, message);
  }

  @MessagePattern(cancelBooking.pattern)
  cancel(@Payload() message: MessageOf<typeof cancelBooking>): Answer<typeof cancelBooking> {
    return cancelAndRelease(this, message);
  }

  @MessagePattern(rescheduleBooking.pattern)
  reschedule(@Payload() message: MessageOf<typeof rescheduleBooking>): Answer<typeof rescheduleBooking> {
    return rescheduleAndMove(this, message);
  }

  @MessagePattern(changeMeeting.pattern)
  changeMeeting(@Payload() message: MessageOf<typeof changeMeeting>): Answer<typeof changeMeeting> {
    return changeLengthAndPlace(this, message);
  }

  @MessagePattern(recordNoShow.pattern)
  recordNoShow(@Payload() message: MessageOf<typeof recordNoShow>): Answer<typeof recordNoShow> {
    return recordWhoCame(this, message);
  }

  @MessagePattern(requestManageLink.pattern)
  requestManageLink(@Payload() message: MessageOf<typeof requestManageLink>): Answer<typeof requestManageLink> {
    return this.bookings.requestManageLink(message);
  }

  @MessagePattern(readBookingStream.pattern)
  readStream(@Payload() message: MessageOf<typeof readBookingStream>): Answer<typeof readBookingStream> {
    return this.bookings.readStream(message);
  }

  @EventPattern(PLACE_BOOKING_EVENTS.map(eventPattern), processManager)
  onStep(@Payload() event: CloudEvent): Promise<void> {
    return this.reactor.react(recorded(fromCloudEvent(event)));
  }

  @EventPattern(LINK_END_EVENTS.map(eventPattern), linkEnds)
  onLinkEnd(@Payload() event: CloudEvent): Promise<void> {
    return this.reactor.settleOthers(recorded(fromCloudEvent(event)));
  }

  @EventPattern(['SlotClashesChanged'].map(eventPattern), clashes)
  onClashes(@Payload() event: CloudEvent): Promise<void> {
    return this.clashes.react(recorded(fromCloudEvent(event)));
  }
}
