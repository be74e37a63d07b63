import type {
  BookingOutcome,
  PlaceBookingRefusal,
  placeBooking,
  requestManageLink,
} from '@bookonce/contracts/commands/booking';
import type { PayloadOf } from '@bookonce/contracts/define-command';
import { recorded, versionOf, type Recorded } from '@bookonce/contracts/event-catalogue';
import type { BookingEvent } from '@bookonce/contracts/events/booking';
import type { BookingState } from '@bookonce/contracts/streams/booking';
import type { CommandReply } from '@bookonce/contracts/replies';
import { CommandHandler, type Conflict, type Handled } from '@bookonce/kernel/command-handler';
import { instantOf, type Instant } from '@bookonce/kernel/json';
import type { CommandContext, CommandMessage } from '@bookonce/kernel/ports/bus';
import type { Clock } from '@bookonce/kernel/ports/clock';
import type { EventStore, Position } from '@bookonce/kernel/ports/event-store';
import type { Ids } from '@bookonce/kernel/ports/ids';
import { fail, ok, type Result } from '@bookonce/kernel/result';
import { booking, type BookingCommand, type BookingRefusal } from '../domain/booking.js';
import { outcomeIn } from '../domain/booking-outcome.js';

export interface BookingServiceDeps {
  readonly store: EventStore;
  readonly ids: Ids;
  readonly clock: Clock;
}

/** Keeps the booking streams: takes requests from outside and steps from the process manager. */
export class BookingService {
  readonly #bookings: CommandHandler<BookingCommand, BookingState, BookingEvent, BookingRefusal>;

  /** `decider`: the simulator replaces it to prove that it notices a wrong one. */
  constructor(
    private readonly deps: BookingServiceDeps,
    decider = booking,
  ) {
    const { store, ids } = deps;
    const begins = (command: BookingCommand): boolean => command.type === 'request';
    this.#bookings = new CommandHandler({ category: 'booking', decider, versionOf, store, ids, begins });
  }

  /**
   * Stores the request; the process manager takes it from there. The same request again is answered the same.
   * `onStored` is told of what was stored now.
   */
  async place(
    { payload, context }: CommandMessage<PayloadOf<typeof placeBooking>>,
    onStored: (event: Recorded) => void = () => undefined,
  ): Promise<CommandReply<PlaceBookingRefusal>> {
    const handled = await this.run(payload.bookingId, { type: 'request', request: payload }, context);
    if (handled.ok) {
      for (const event of handled.value.events) onStored(recorded(event));
      return ok({ position: handled.value.position });
    }
    const { error } = handled;
    if (error.kind === 'keyReused' || error.kind === 'conflict') return fail(error);
    throw new Error(`a request is not refused with ${error.kind}`);
  }

  /** Whether somebody is mailed shows in no answer, the position included. */
  async requestManageLink({
    payload,
    context,
  }: CommandMessage<PayloadOf<typeof requestManageLink>>): Promise<CommandReply<{ readonly kind: 'bookingUnknown' }>> {
    const { bookingId, email } = payload;
    const asked = { requestId: context.commandId, email, now: this.now() };
    const handled = await this.run(bookingId, { type: 'requestManageLink', ...asked }, context);
    if (handled.ok) return ok({ position: null });
    const { error } = handled;
    if (error.kind === 'bookingUnknown' || error.kind === 'conflict') return fail({ kind: error.kind });
    throw new Error(`nobody is refused a manage link with ${error.kind}`);
  }

  /** Where a reader sees all that was done so far; as good as is known while the store is away. */
  async latestPosition(known: Position | null): Promise<Position | null> {
    return this.deps.store.head().catch(() => known);
  }

  run(
    bookingId: string,
    command: BookingCommand,
    context: CommandContext,
  ): Promise<Result<Handled<BookingState>, BookingRefusal | Conflict>> {
    return this.#bookings.handle(bookingId, command, context, this.now());
  }

  /**
   * At revision `atLeast`, or later. May lag behind other instances; the process manager is right all the same, as
   * each step is idempotent by state.
   */
  async stateOf(bookingId: string, atLeast?: number): Promise<BookingState> {
    return (await this.#bookings.peek(bookingId, atLeast)).state;
  }

  now(): Instant {
    return instantOf(this.deps.clock.now());
  }

  /** As far as it is known here; null where the attempt has not come to one. */
  async outcomeOf(bookingId: string): Promise<BookingOutcome | null> {
    const { state, position } = await this.#bookings.peek(bookingId);
    return outcomeIn(state, position);
  }

  /** As the store has it now. */
  async storedStateOf(bookingId: string): Promise<BookingState> {
    return (await this.#bookings.load(bookingId)).state;
  }

  /** The next look at this booking is at the store. */
  forget(bookingId: string): void {
    this.#bookings.forget(bookingId);
  }
}
