import { AvailabilityService } from '@bookonce/availability/handlers/availability-service';
import { BookingService } from '@bookonce/booking/handlers/booking-service';
import { cancelAndRelease, rescheduleAndMove } from '@bookonce/booking/handlers/change-booking';
import { placeAndTell } from '@bookonce/booking/handlers/place-and-tell';
import { PlaceBookingReactor } from '@bookonce/booking/handlers/place-booking-reactor';
import { PlaceBookingRunner } from '@bookonce/booking/handlers/place-booking-runner';
import type { BookingCommand } from '@bookonce/booking/domain/booking';
import {
  addHost,
  bookSlot,
  changeHost,
  changeMeetingType,
  createMeetingType,
  holdSlot,
  moveSlot,
  releaseSlot,
  setBusy,
} from '@bookonce/contracts/commands/availability';
import { cancelBooking, placeBooking, rescheduleBooking } from '@bookonce/contracts/commands/booking';
import {
  consumeLink,
  issueLink,
  regenerateLink,
  remindOfLink,
  revokeLink,
  voidAttempt,
} from '@bookonce/contracts/commands/link';
import type { Bus, CommandMessage } from '@bookonce/kernel/ports/bus';
import type { Clock } from '@bookonce/kernel/ports/clock';
import type { EventStore } from '@bookonce/kernel/ports/event-store';
import type { Ids } from '@bookonce/kernel/ports/ids';
import type { Scheduler } from '@bookonce/kernel/ports/scheduler';
import type { Snapshots } from '@bookonce/kernel/ports/snapshots';
import type { ReadModels } from '@bookonce/kernel/ports/read-models';
import { expireLink } from '@bookonce/link/handlers/expire-link';
import { LinkService } from '@bookonce/link/handlers/link-service';
import { answering, PEOPLES_STEPS, type Endpoint } from './endpoint.js';
import type { Parts } from './parts.js';

/** What one instance of a service is given: its own connections and clock. */
export interface InstanceDeps {
  readonly store: EventStore;
  readonly views: ReadModels;
  readonly snapshots: Snapshots;
  readonly bus: Pick<Bus, 'request'>;
  readonly clock: Clock;
  readonly scheduler: Scheduler;
  readonly ids: Ids;
  readonly parts: Parts;
}

export const bootLink = ({ store, clock, ids, parts }: InstanceDeps): Endpoint => {
  const links = new LinkService({ store, clock, ids: parts.ids(ids, 'link') }, parts.link);
  return {
    commands: {
      [issueLink.pattern]: answering(links.issue.bind(links)),
      [regenerateLink.pattern]: answering(links.regenerate.bind(links)),
      [remindOfLink.pattern]: answering(links.remind.bind(links)),
      [revokeLink.pattern]: answering(links.revoke.bind(links)),
      [consumeLink.pattern]: answering(links.consume.bind(links)),
      [voidAttempt.pattern]: answering(links.voidAttempt.bind(links)),
    },
    events: { 'link-regeneration': (event) => parts.completeRegeneration(links, event) },
    onTimer: (timer) => expireLink(links, ids, timer),
  };
};

export const bootAvailability = ({ store, snapshots, clock, ids, parts }: InstanceDeps): Endpoint => {
  const availability = new AvailabilityService(
    { store, snapshots, clock, ids: parts.ids(ids, 'availability') },
    parts.calendar,
  );
  return {
    commands: {
      [addHost.pattern]: answering(availability.addHost.bind(availability)),
      [changeHost.pattern]: answering(availability.changeHost.bind(availability)),
      [setBusy.pattern]: answering(availability.setBusy.bind(availability)),
      [createMeetingType.pattern]: answering(availability.createMeetingType.bind(availability)),
      [changeMeetingType.pattern]: answering(availability.changeMeetingType.bind(availability)),
      [holdSlot.pattern]: answering(availability.holdSlot.bind(availability)),
      [moveSlot.pattern]: answering(availability.moveSlot.bind(availability)),
      [bookSlot.pattern]: answering(availability.bookSlot.bind(availability)),
      [releaseSlot.pattern]: answering(availability.releaseSlot.bind(availability)),
    },
    events: {},
    onTimer: () => Promise.resolve(),
  };
};

export const bootBooking = ({ store, views, bus, clock, scheduler, ids, parts }: InstanceDeps): Endpoint => {
  const bookings = new BookingService({ store, clock, ids: parts.ids(ids, 'booking') }, parts.booking);
  const runner = new PlaceBookingRunner({ bus, bookings, ids, clock }, parts.placeBooking);
  const reactor = new PlaceBookingReactor(runner, views);
  const step = (command: BookingCommand) =>
    answering(({ payload, context }: CommandMessage<{ readonly bookingId: string }>) =>
      bookings.run(payload.bookingId, command, context),
    );
  return {
    commands: {
      [placeBooking.pattern]: answering((message: Parameters<BookingService['place']>[0]) =>
        placeAndTell({ bookings, reactor, scheduler }, message),
      ),
      [PEOPLES_STEPS.confirmOptIn]: step({ type: 'confirmOptIn' }),
      [PEOPLES_STEPS.approve]: step({ type: 'approve' }),
      [PEOPLES_STEPS.decline]: step({ type: 'decline' }),
      [cancelBooking.pattern]: answering((message: Parameters<typeof cancelAndRelease>[1]) =>
        cancelAndRelease({ bookings, reactor }, message),
      ),
      [rescheduleBooking.pattern]: answering((message: Parameters<typeof rescheduleAndMove>[1]) =>
        rescheduleAndMove({ bookings, reactor }, message),
      ),
    },
    events: {
      'place-booking': (event) => reactor.react(event),
      'place-booking-link-ends': (event) => reactor.settleOthers(event),
    },
    onTimer: (timer) => reactor.onTimer(timer),
  };
};
