import { bookSlot, holdSlot, moveSlot, releaseSlot, type SlotRefusal } from '@bookonce/contracts/commands/availability';
import { consumeLink, voidAttempt, type Verdict, type VerdictRefusal } from '@bookonce/contracts/commands/link';
import type { PayloadOf } from '@bookonce/contracts/define-command';
import type { Recorded } from '@bookonce/contracts/event-catalogue';
import type { BookingRequest } from '@bookonce/contracts/events/booking';
import type { CommandReply } from '@bookonce/contracts/replies';
import { sendCommand } from '@bookonce/contracts/send-command';
import type { StartedBooking } from '@bookonce/contracts/streams/booking';
import type { Interval } from '@bookonce/contracts/values/instant';
import { instantOf } from '@bookonce/kernel/json';
import type { Bus, CommandContext } from '@bookonce/kernel/ports/bus';
import type { Clock } from '@bookonce/kernel/ports/clock';
import type { Ids } from '@bookonce/kernel/ports/ids';
import type { ReadModels } from '@bookonce/kernel/ports/read-models';
import type { Timer } from '@bookonce/kernel/ports/timers';
import { unreachable, type Result } from '@bookonce/kernel/result';
import type { BookingCommand } from '../domain/booking.js';
import { placeBooking, type PlaceBookingCommand, type PlaceBookingInput } from '../domain/place-booking.js';
import { bookings } from '../views/booking-document.js';
import type { BookingService } from './booking-service.js';

/** How long an attendee has to confirm by e-mail. */
const OPT_IN_MINUTES = 30;

/** The event, command or timer that the process runs for: the causation of all that follows. */
export interface Trigger {
  readonly id: string;
  readonly workspaceId: string;
  readonly by: string;
  /** The revision of an event of the booking itself; decisions need a state at least as new. */
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
 * Carries out the commands of the process manager and feeds the replies back to it, until it has no more.
 *
 * Throws if a server is lost or a stream kept changing: the event is then delivered again, and every step that has
 * taken effect is a no-op.
 */
export class PlaceBookingRunner {
  /** @param decide the simulator replaces it to prove that it notices a wrong one. */
  constructor(
    private readonly deps: PlaceBookingDeps,
    private readonly decide = placeBooking,
  ) {}

  async run(bookingId: string, input: PlaceBookingInput, trigger: Trigger): Promise<void> {
    try {
      await this.#run(bookingId, input, trigger);
    } catch (error) {
      // The failure may come from a stale state: the next delivery reads the store.
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
   * Decides on the known state. A hold that seems to be the booking's own is decided again on the stored state: if another
   * instance has ended the booking, the hold would stay for ever (I6). All other steps are checked by their streams.
   */
  async #decideOn(known: StartedBooking, bookingId: string, input: PlaceBookingInput): Promise<Decided> {
    const commands = this.decide(known, input);
    if (commands.length > 0 || input.type !== 'SlotHeld') return { state: known, commands };
    const state = await this.deps.bookings.storedStateOf(bookingId);
    return state.status === 'none' ? { state: known, commands } : { state, commands: this.decide(state, input) };
  }

  /** The reply as an input of the process manager; null if an event brings it. */
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
        if (reply.ok) return { type: 'SlotHeld', hostIds: reply.value.hostIds };
        if (reply.error.kind === 'conflict') throw deliverAgain(command);
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
        if (moved === null) return null;
        return moveDecided(command, moved.move, await sendCommand(bus, moveSlot, moved, context));
      }
      case 'SettleMove':
        return this.#step(bookingId, { ...command, type: 'settleMove' }, context);
      case 'ConsumeLink': {
        const hostIds = [...command.hostIds];
        const reply = await sendCommand(bus, consumeLink, { linkId, bookingId, hostIds }, context);
        return linkVerdict(command, reply, hostIds);
      }
      case 'VoidAttempt': {
        const { reason } = command;
        return linkVerdict(command, await sendCommand(bus, voidAttempt, { linkId, bookingId, reason }, context), []);
      }
      case 'RequestOptIn': {
        const until = instantOf(this.deps.clock.now() + OPT_IN_MINUTES * 60_000);
        return this.#step(bookingId, { type: 'requestOptIn', hostIds: command.hostIds, until, tokenHash: '' }, context);
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
    if (!handled.ok && handled.error.kind === 'conflict') throw deliverAgain(command);
    const tookEffect = handled.ok && handled.value.events.length > 0;
    return tookEffect ? null : inputOfNoOp(command);
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

/**
 * Returns the input that follows from a no-op. The booking took this step before, or is past it, so no event follows; a
 * late hold must still be released (I6).
 */
const inputOfNoOp = (command: BookingCommand): PlaceBookingInput | null => {
  if (command.type === 'reject') return { type: 'BookingRejected' };
  return 'hostIds' in command ? { type: 'SlotHeld', hostIds: command.hostIds } : null;
};

const slotOf = ({ bookingId, start, end }: Interval & { readonly bookingId: string }, hostIds: readonly string[]) => ({
  bookingId,
  hostIds: [...hostIds],
  start,
  end,
});

/** Returns the requested move of this booking; null if none is undecided. */
const movedSlotOf = ({ request, time, hostIds }: StartedBooking): PayloadOf<typeof moveSlot> | null => {
  if (time.movingTo === null) return null;
  const { bookingId, meetingTypeId } = request;
  const slot = slotOf({ bookingId, ...time.movingTo }, hostIds);
  return { ...slot, meetingTypeId, move: time.moves, fromStart: time.start };
};

const moveDecided = (
  command: PlaceBookingCommand,
  move: number,
  reply: CommandReply<SlotRefusal>,
): PlaceBookingInput => {
  if (reply.ok) return { type: 'MoveDecided', move, refusal: null };
  if (reply.error.kind === 'conflict') throw deliverAgain(command);
  return { type: 'MoveDecided', move, refusal: reply.error.kind };
};

const linkVerdict = (
  command: PlaceBookingCommand,
  reply: CommandReply<VerdictRefusal, Verdict>,
  held: readonly string[],
): PlaceBookingInput => {
  if (reply.ok) {
    return reply.value.verdict === 'consumed'
      ? { type: 'LinkConsumed', hostIds: reply.value.hostIds, held }
      : { type: 'AttemptVoided', reason: reply.value.reason };
  }
  if (reply.error.kind === 'conflict') throw deliverAgain(command);
  // No booking can consume a link that was never issued.
  return { type: 'AttemptVoided', reason: 'linkUnknown' };
};

const expectDone = (command: PlaceBookingCommand, reply: Result<unknown, { readonly kind: string }>): void => {
  if (reply.ok) return;
  if (reply.error.kind === 'conflict') throw deliverAgain(command);
  throw new Error(`Unexpected refusal of ${command.type}: ${reply.error.kind}`);
};

const deliverAgain = (command: { readonly type: string }): Error =>
  new Error(`Too many concurrent changes during ${command.type}; the event is delivered again`);

/** The events that the process manager listens to. */
export const PLACE_BOOKING_EVENTS = [
  'BookingRequested',
  'OptInConfirmed',
  'BookingRejected',
  'BookingDeclined',
  'BookingCancelled',
  'RescheduleRequested',
  'SlotHeld',
  'LinkConsumed',
  'AttemptVoided',
] as const;

/** Events after which no other booking can consume the link. */
export const LINK_END_EVENTS = ['LinkConsumed', 'LinkExpired', 'LinkRevoked'] as const;

const PAGE = 100;

/** Starts the process manager on events and timers, which may be delivered more than once. */
export class PlaceBookingReactor {
  /** The run in flight for each booking: the next one waits for it instead of sending the same commands beside it. */
  readonly #inFlight = new Map<string, Promise<void>>();

  constructor(
    private readonly runner: Pick<PlaceBookingRunner, 'run'>,
    private readonly readModels: ReadModels,
  ) {}

  async react(event: Recorded): Promise<void> {
    const meant = inputOf(event);
    if (meant === null) return;
    const { bookingId, input } = meant;
    await this.#inTurn(bookingId, () => this.runner.run(bookingId, input, triggerOf(event)));
  }

  /**
   * Ends the other attempts on a link that is gone, so that their slots are free again soon. An attempt that the view
   * does not show yet ends by its own time limit, or when it asks for the link.
   */
  async settleOthers(event: Recorded): Promise<void> {
    if (event.type !== 'LinkConsumed' && event.type !== 'LinkExpired' && event.type !== 'LinkRevoked') return;
    const where = { linkId: event.data.linkId, status: 'awaitingOptIn' };
    const waiting = await this.readModels.list(bookings, { where, limit: PAGE });
    for (const { id } of waiting.items) {
      await this.#inTurn(id, () => this.runner.run(id, { type: 'LinkEnded' }, triggerOf(event)));
    }
  }

  /** Completes a requested move; a no-op if there is none. */
  async settleMove(bookingId: string, trigger: Trigger): Promise<void> {
    await this.#inTurn(bookingId, () => this.runner.run(bookingId, { type: 'RescheduleRequested' }, trigger));
  }

  /** Releases the slot of a cancelled booking; a no-op if it was released before. */
  async releaseSlot(bookingId: string, trigger: Trigger): Promise<void> {
    await this.#inTurn(bookingId, () => this.runner.run(bookingId, { type: 'BookingCancelled' }, trigger));
  }

  async onTimer(timer: Timer): Promise<void> {
    const trigger = { id: `${timer.id}/${timer.dueAt}`, workspaceId: timer.workspaceId, by: 'system' };
    await this.#inTurn(timer.subject, () => this.runner.run(timer.subject, { type: 'Overdue' }, trigger));
  }

  async #inTurn(bookingId: string, work: () => Promise<void>): Promise<void> {
    const before = this.#inFlight.get(bookingId);
    const turn = before === undefined ? work() : before.then(work, work);
    this.#inFlight.set(bookingId, turn);
    try {
      await turn;
    } finally {
      if (this.#inFlight.get(bookingId) === turn) this.#inFlight.delete(bookingId);
    }
  }
}

/** Returns an event as an input for the booking attempt that it names; null if it names none. */
const inputOf = (event: Recorded): { readonly bookingId: string; readonly input: PlaceBookingInput } | null => {
  switch (event.type) {
    case 'BookingRequested':
    case 'OptInConfirmed':
    case 'BookingRejected':
    case 'BookingDeclined':
    case 'BookingCancelled':
    case 'RescheduleRequested':
      return { bookingId: event.data.bookingId, input: { type: event.type } };
    case 'SlotHeld':
      return { bookingId: event.data.bookingId, input: { type: 'SlotHeld', hostIds: [event.data.hostId] } };
    case 'LinkConsumed': {
      const { bookingId, hostIds } = event.data;
      return { bookingId, input: { type: 'LinkConsumed', hostIds, held: [] } };
    }
    case 'AttemptVoided': {
      const { bookingId, reason } = event.data;
      return { bookingId, input: { type: 'AttemptVoided', reason } };
    }
    default:
      return null;
  }
};

const triggerOf = (event: Recorded): Trigger => ({
  id: event.id,
  workspaceId: event.meta.workspaceId,
  by: event.meta.by,
  ...(event.stream.startsWith('booking-') ? { revision: event.revision } : {}),
});
