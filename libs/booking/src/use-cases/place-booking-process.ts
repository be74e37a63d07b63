import { bookSlot, holdSlot, moveSlot, releaseSlot, type SlotRefusal } from '@bookonce/contracts/commands/availability';
import {
  admitAttempt,
  consumeLink,
  issueFreshLink,
  voidAttempt,
  type Admission,
  type Verdict,
  type VerdictRefusal,
} from '@bookonce/contracts/commands/link';
import type { PayloadOf } from '@bookonce/contracts/define-command';
import type { BookingRequest } from '@bookonce/contracts/events/booking';
import type { CommandReply } from '@bookonce/contracts/replies';
import { sendCommand } from '@bookonce/contracts/send-command';
import type { StartedBooking } from '@bookonce/contracts/streams/booking';
import type { Interval } from '@bookonce/contracts/values/instant';
import type { SlotOverrides } from '@bookonce/contracts/values/link-overrides';
import { actorIn, type Actor } from '@bookonce/kernel/actor';
import { instantOf, type Instant } from '@bookonce/kernel/json';
import type { Bus, CommandContext } from '@bookonce/kernel/ports/bus';
import type { Clock } from '@bookonce/kernel/ports/clock';
import type { Ids } from '@bookonce/kernel/ports/ids';
import type { Scheduler } from '@bookonce/kernel/ports/scheduler';
import { ok, unreachable, type Result } from '@bookonce/kernel/result';
import type { BookingCommand } from '../domain/booking.js';
import { slotToHold } from '../domain/request-booking.js';
import { placeBooking, type PlaceBookingCommand, type PlaceBookingInput } from '../domain/place-booking.js';
import type { BookingService } from './booking-service.js';
import { Turns } from './turns.js';

/** The event, command or timer that the process runs for: the causation of all that follows. */
export interface Trigger extends Actor {
  readonly id: string;
  readonly workspaceId: string;
  /** The revision of an event of the booking itself; decisions need a state at least as new. */
  readonly revision?: number;
}

export interface PlaceBookingDeps {
  readonly bus: Pick<Bus, 'request'>;
  readonly bookings: BookingService;
  readonly ids: Pick<Ids, 'derive'>;
  readonly clock: Clock;
  readonly scheduler: Pick<Scheduler, 'now' | 'deadline'>;
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
  /** By link: the attempts of this process that hold a slot only until the link decides, one at a time. */
  readonly #linkTurns: Turns;

  /** @param decide the simulator replaces it to prove that it notices a wrong one. */
  constructor(
    private readonly deps: PlaceBookingDeps,
    private readonly decide = placeBooking,
  ) {
    this.#linkTurns = new Turns(deps.scheduler);
  }

  async run(bookingId: string, input: PlaceBookingInput, trigger: Trigger): Promise<void> {
    try {
      await this.#run(bookingId, [input], trigger, false);
    } catch (error) {
      // The failure may come from a stale state: the next delivery reads the store.
      this.deps.bookings.forget(bookingId);
      throw error;
    }
  }

  async #run(bookingId: string, inputs: PlaceBookingInput[], trigger: Trigger, hasItsTurn: boolean): Promise<void> {
    for (let next = inputs.shift(); next !== undefined; next = inputs.shift()) {
      const known = await this.deps.bookings.stateOf(bookingId, trigger.revision);
      if (known.status === 'none') return;
      const { state, commands } = await this.#decideOn(known, bookingId, next);
      if (!hasItsTurn && takesTurn(state, commands)) {
        await this.#runInTurn(state.request, [next, ...inputs], trigger);
        return;
      }
      for (const command of commands) {
        const answer = await this.#carryOut(command, state, trigger);
        if (answer !== null) inputs.push(answer);
      }
    }
  }

  /**
   * Decides again when it is the attempt's turn: until then, other instances may settle it. If the link has ended
   * meanwhile, nobody needs a slot any more: the attempts pass their turns on and end at the same time.
   */
  async #runInTurn(
    { bookingId, linkId }: BookingRequest,
    inputs: PlaceBookingInput[],
    trigger: Trigger,
  ): Promise<void> {
    let isLinkOver = false;
    await this.#linkTurns.take(linkId, async (hasWaited) => {
      isLinkOver = hasWaited && (await this.deps.bookings.isLinkOver(linkId));
      if (!isLinkOver) await this.#run(bookingId, inputs, trigger, true);
    });
    if (isLinkOver) await this.#run(bookingId, [{ type: 'LinkEnded' }], trigger, true);
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
      case 'AdmitAttempt':
        return admission(command, await sendCommand(bus, admitAttempt, { linkId, bookingId }, context));
      case 'HoldSlot': {
        const reply = await sendCommand(bus, holdSlot, slotToHold(request), context);
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
      case 'SettleMove': {
        const { move, refusal } = command;
        const approvalTokenHash = this.#approvalTokenHashAfter(state);
        return this.#step(
          bookingId,
          { type: 'settleMove', move, refusal, approvalTokenHash, now: this.#now() },
          context,
        );
      }
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
        const tokenHash = this.deps.bookings.optInTokenHashFor(bookingId);
        const { hostIds } = command;
        return this.#step(bookingId, { type: 'requestOptIn', hostIds, tokenHash, now: this.#now() }, context);
      }
      case 'RequestApproval': {
        const tokenHash = this.deps.bookings.approvalTokenHashFor(bookingId, 1);
        const { hostIds } = command;
        return this.#step(bookingId, { type: 'requestApproval', hostIds, tokenHash, now: this.#now() }, context);
      }
      case 'ConfirmBooking': {
        const { organizer } = this.deps.bookings;
        const { hostIds } = command;
        return this.#step(bookingId, { type: 'confirm', hostIds, organizer, now: this.#now() }, context);
      }
      case 'RejectBooking':
        return this.#step(bookingId, { type: 'reject', reason: command.reason }, context);
      case 'CancelAttempt':
        return this.#step(bookingId, { type: 'cancelAttempt' }, context);
      case 'ExpireApproval':
        return this.#step(bookingId, { type: 'expireApproval', now: this.#now() }, context);
      case 'IssueFreshLink': {
        const mailedTo = request.attendee.email;
        const reply = await sendCommand(bus, issueFreshLink, { linkId, bookingId, mailedTo }, context);
        expectDone(command, reply);
        return reply.ok ? { type: 'FreshLinkIssued', linkId: reply.value.linkId } : null;
      }
      case 'Remind':
        return this.#step(bookingId, { type: 'remind', now: this.#now() }, context);
      case 'MailChanges':
        return this.#step(bookingId, { type: 'mailChanges', now: this.#now() }, context);
      case 'RecordFreshLink':
        return this.#step(bookingId, { type: 'recordFreshLink', linkId: command.linkId }, context);
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

  /** The hash of the token that decides on the booking once it has moved; of no use unless it awaits approval. */
  #approvalTokenHashAfter({ status, approval, request }: StartedBooking): string {
    if (status !== 'awaitingApproval') return '';
    return this.deps.bookings.approvalTokenHashFor(request.bookingId, (approval?.round ?? 0) + 1);
  }

  #now(): Instant {
    return instantOf(this.deps.clock.now());
  }

  #contextOf(command: PlaceBookingCommand, request: BookingRequest, trigger: Trigger): CommandContext {
    return {
      commandId: this.deps.ids.derive(`${request.bookingId}/${command.type}/${trigger.id}`),
      correlationId: request.bookingId,
      causationId: trigger.id,
      workspaceId: trigger.workspaceId,
      ...actorIn(trigger),
    };
  }
}

/**
 * Returns the input that follows from a no-op. The booking took this step before, or is past it, so no event follows; a
 * late hold must still be released (I6).
 */
const inputOfNoOp = (command: BookingCommand): PlaceBookingInput | null => {
  if (command.type === 'reject') return { type: 'BookingRejected' };
  if (command.type === 'cancelAttempt') return { type: 'BookingCancelled' };
  return 'hostIds' in command ? { type: 'SlotHeld', hostIds: command.hostIds } : null;
};

/** Whether the attempt is about to hold a slot that it does not wait with: those on one link hide one slot at a time. */
const takesTurn = ({ request }: StartedBooking, commands: readonly PlaceBookingCommand[]): boolean =>
  request.optIn === undefined && commands.some(({ type }) => type === 'HoldSlot');

/** The link's own rules, which the calendar follows in place of its meeting type's. */
const overridesIn = ({ slotOverrides }: BookingRequest): { readonly overrides?: SlotOverrides } =>
  slotOverrides === undefined ? {} : { overrides: slotOverrides };

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
  const { by } = time.movingTo;
  const slot = slotOf({ bookingId, ...time.movingTo }, hostIds);
  return { ...slot, meetingTypeId, move: time.moves, fromStart: time.start, by, ...overridesIn(request) };
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

const admission = (command: PlaceBookingCommand, reply: CommandReply<VerdictRefusal, Admission>): PlaceBookingInput => {
  if (!reply.ok) return linkVerdict(command, reply, []);
  const { value } = reply;
  return value.verdict === 'admitted' ? { type: 'AttemptAdmitted' } : linkVerdict(command, ok(value), []);
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
