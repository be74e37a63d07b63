import type { Bus } from '@bookonce/kernel/ports/bus';
import type { Clock } from '@bookonce/kernel/ports/clock';
import type { EventStore } from '@bookonce/kernel/ports/event-store';
import type { Ids } from '@bookonce/kernel/ports/ids';
import type { ReadModels } from '@bookonce/kernel/ports/read-models';
import { wholeViewsOf } from '@bookonce/kernel/whole-views';
import type { Scheduler } from '@bookonce/kernel/ports/scheduler';
import { BUS, CLOCK, EVENT_STORE, IDS, READ_MODELS, SCHEDULER } from '@bookonce/platform/port-tokens';
import type { ServiceParts } from '@bookonce/platform/service-parts';
import type { MailSender } from '@bookonce/platform/variables';
import { Module, type DynamicModule } from '@nestjs/common';
import { ClashReactor } from './use-cases/clash-reactor.js';
import { BookingController } from './use-cases/booking-controller.js';
import type { BookingTokens } from './use-cases/booking-service-deps.js';
import { BookingService } from './use-cases/booking-service.js';
import { PlaceBookingRunner } from './use-cases/place-booking-process.js';
import { PlaceBookingReactor } from './use-cases/place-booking-reactor.js';
import { bookingProjector } from './views/booking-projector.js';
import { bookingTimers } from './views/booking-timers.js';

export interface BookingOptions {
  readonly vault: BookingTokens;
  /** The sender of all mails: hosts' calendars know it as the organizer of their meetings. */
  readonly mailFrom: MailSender;
}

@Module({})
class BookingModule {
  static forRoot({ vault, mailFrom }: BookingOptions): DynamicModule {
    const organizer = { name: mailFrom.name, email: mailFrom.address };
    return {
      module: BookingModule,
      controllers: [BookingController],
      providers: [
        {
          provide: BookingService,
          inject: [EVENT_STORE, BUS, IDS, CLOCK, SCHEDULER],
          useFactory: (store: EventStore, bus: Bus, ids: Ids, clock: Clock, scheduler: Scheduler) =>
            new BookingService({ store, bus, ids, clock, scheduler, vault, organizer }),
        },
        {
          provide: PlaceBookingReactor,
          inject: [BUS, BookingService, IDS, CLOCK, READ_MODELS, SCHEDULER],
          useFactory: (
            bus: Bus,
            bookings: BookingService,
            ids: Ids,
            clock: Clock,
            readModels: ReadModels,
            scheduler: Scheduler,
          ) => {
            const runner = new PlaceBookingRunner({ bus, bookings, ids, clock, scheduler });
            return new PlaceBookingReactor(runner, wholeViewsOf(readModels), scheduler);
          },
        },
        {
          provide: ClashReactor,
          inject: [BookingService, IDS],
          useFactory: (bookings: BookingService, ids: Ids) => new ClashReactor(bookings, ids),
        },
      ],
      exports: [PlaceBookingReactor],
    };
  }
}

/** The booking service, with the process manager that settles each booking attempt. */
export const bookingParts = (options: BookingOptions): ServiceParts => ({
  name: 'booking',
  modules: [BookingModule.forRoot(options)],
  categories: ['booking'],
  projectors: [bookingProjector],
  timers: (app) => {
    const placing = app.get(PlaceBookingReactor, { strict: false });
    return [{ collection: bookingTimers, handle: (timer) => placing.onTimer(timer) }];
  },
});
