import { bookSlot, holdSlot, moveSlot, releaseSlot } from '@bookonce/contracts/commands/availability';
import { consumeLink, voidAttempt } from '@bookonce/contracts/commands/link';
import type { BookingRequest } from '@bookonce/contracts/events/booking';
import type { StartedBooking } from '@bookonce/contracts/streams/booking';
import { sendCommand } from '@bookonce/contracts/send-command';
import { instantOf } from '@bookonce/kernel/json';
import type { Bus, CommandContext } from '@bookonce/kernel/ports/bus';
import type { Clock } from '@bookonce/kernel/ports/clock';
import type { Ids } from '@bookonce/kernel/ports/ids';
import { unreachable } from '@bookonce/kernel/result';
import type { BookingCommand } from '../domain/booking.js';
import { placeBooking, type PlaceBookingCommand, type PlaceBookingInput } from '../domain/place-booking.js';
import type { BookingService } from './booking-service.js';
import {
  afterAll,
  expectDone,
  heardFrom,
  heldOn,
  moveDecided,
  movedSlotOf,
  slotOf,
  tryAgain,
} from './place-booking-messages.js';

/** How long an attendee has to confirm by e-mail. */
export const OPT_IN_MINUTES = 30;

/** What set the process going: it becomes the causation of all that follows. */
export interface Trigger {
  readonly id: string;
  readonly workspaceId: string;
  readonly by: string;
  /** Where it is an event of the booking itself: its revision. What it says is not decided on an older state. */
  readonly revision?: number;
}

export interface PlaceBookingDeps {
  readonly bus: Pick<Bus, 'request'>;
  readonly bookings: BookingService;
  readonly ids: Pick<Ids, 'derive'>;
  readonly clock: Clock;
}

interface Decided {
  readonly state: StartedBooking;
  readonly commands: readonly PlaceBookingCommand[];
}

/**
 * Carries out what the process manager asks for and tells it the answers, until it asks for nothing more.
 * Throws when a server is lost or a stream kept changing: the event is then delivered again, and every step
 * that has taken effect is a step that does nothing.
 */
export class PlaceBookingRunner {
  /** `decide`: the simulator replaces it to prove that it notices a wrong one. */
  constructor(
    private readonly deps: PlaceBookingDeps,
    private readonly decide = placeBooking,
  ) {}

  async run(bookingId: string, input: PlaceBookingInput, trigger: Trigger): Promise<void> {
    try {
      await this.#run(bookingId, input, trigger);
    } catch (error) {
      // What failed may have been decided on a state that is not so any more: the next delivery looks again.
      this.deps.bookings.forget(bookingId);
      throw error;
    }
  }

  async #run(bookingId: string, input: PlaceBookingInput, trigger: Trigger): Promise<void> {
    const inputs: PlaceBookingInput[] = [input];
    for (let next = inputs.shift(); next !== undefined; next = inputs.shift()) {
      const known = await this.deps.bookings.stateOf(bookingId, trigger.revision);
      if (known.status === 'none') return;
      const { state, commands } = await this.#decideOn(known, bookingId, next);
      for (const command of commands) {
        const answer = await this.#carryOut(command, state, trigger);
        if (answer !== null) inputs.push(answer);
      }
    }
  }

  /**
   * A hold that a booking seems to need may be one that came late, after another instance saw the booking end: left
   * alone on an old state, it would be left for ever (I6). Every other step is judged by a stream on its way.
   */
  async #decideOn(known: StartedBooking, bookingId: string, input: PlaceBookingInput): Promise<Decided> {
    const commands = this.decide(known, input);
    if (commands.length > 0 || input.type !== 'SlotHeld') return { state: known, commands };
    const state = await this.deps.bookings.storedStateOf(bookingId);
    return state.status === 'none' ? { state: known, commands } : { state, commands: this.decide(state, input) };
  }

  async #carryOut(
    command: PlaceBookingCommand,
    state: StartedBooking,
    trigger: Trigger,
  ): Promise<PlaceBookingInput | null> {
    const { request } = state;
    const { bus } = this.deps;
    const { bookingId, linkId } = request;
    const context = this.#contextOf(command, request, trigger);
    switch (command.type) {
      case 'HoldSlot': {
        const { meetingTypeId, assignment } = request;
        const slot = { ...slotOf(request, request.hostIds), linkId, meetingTypeId, assignment };
        const reply = await sendCommand(bus, holdSlot, slot, context);
        if (reply.ok) return heldOn(reply.value.hostIds);
        if (reply.error.kind === 'conflict') throw tryAgain(command);
        return { type: 'SlotRefused', reason: reply.error.kind };
      }
      case 'BookSlot':
        expectDone(command, await sendCommand(bus, bookSlot, slotOf(request, command.hostIds), context));
        return null;
      case 'ReleaseSlot': {
        const { hostIds, slot, moves } = command;
        const released = { ...slotOf({ bookingId, ...slot }, hostIds), moves };
        expectDone(command, await sendCommand(bus, releaseSlot, released, context));
        return null;
      }
      case 'MoveSlot': {
        const moved = movedSlotOf(state);
        return moved === null
          ? null
          : moveDecided(command, moved.move, await sendCommand(bus, moveSlot, moved, context));
      }
      case 'SettleMove':
        return this.#step(bookingId, { ...command, type: 'settleMove' }, context);
      case 'ConsumeLink': {
        const hostIds = [...command.hostIds];
        return heardFrom(
          command,
          await sendCommand(bus, consumeLink, { linkId, bookingId, hostIds }, context),
          hostIds,
        );
      }
      case 'VoidAttempt': {
        const { reason } = command;
        return heardFrom(command, await sendCommand(bus, voidAttempt, { linkId, bookingId, reason }, context), []);
      }
      case 'RequestOptIn': {
        const until = instantOf(this.deps.clock.now() + OPT_IN_MINUTES * 60_000);
        return this.#step(bookingId, { type: 'requestOptIn', hostIds: command.hostIds, until }, context);
      }
      case 'RequestApproval':
        return this.#step(bookingId, { type: 'requestApproval', hostIds: command.hostIds }, context);
      case 'ConfirmBooking':
        return this.#step(bookingId, { type: 'confirm', hostIds: command.hostIds }, context);
      case 'RejectBooking':
        return this.#step(bookingId, { type: 'reject', reason: command.reason }, context);
      default:
        return unreachable(command);
    }
  }

  async #step(bookingId: string, command: BookingCommand, context: CommandContext): Promise<PlaceBookingInput | null> {
    const handled = await this.deps.bookings.run(bookingId, command, context);
    if (!handled.ok && handled.error.kind === 'conflict') throw tryAgain(command);
    const tookEffect = handled.ok && handled.value.events.length > 0;
    return tookEffect ? null : afterAll(command);
  }

  #contextOf(command: PlaceBookingCommand, request: BookingRequest, trigger: Trigger): CommandContext {
    return {
      commandId: this.deps.ids.derive(`${request.bookingId}/${command.type}/${trigger.id}`),
      correlationId: request.bookingId,
      causationId: trigger.id,
      workspaceId: trigger.workspaceId,
      by: trigger.by,
    };
  }
}
