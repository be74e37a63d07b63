import { checkSlot } from '@bookonce/contracts/commands/availability';
import type {
  bookForRecipient,
  BookingReply,
  placeBooking,
  PlaceBookingRefusal,
  requestManageLink,
  readBookingStream,
} from '@bookonce/contracts/commands/booking';
import { expireLink } from '@bookonce/contracts/commands/link';
import type { PayloadOf, ReplyOf } from '@bookonce/contracts/define-command';
import { recorded, versionOf, type Recorded } from '@bookonce/contracts/event-catalogue';
import type { BookingEvent } from '@bookonce/contracts/events/booking';
import type { CommandReply, Refused } from '@bookonce/contracts/replies';
import { sendCommand, sendIfKnown } from '@bookonce/contracts/send-command';
import { streamReply } from '@bookonce/contracts/stream-reply';
import type { BookingState, StartedBooking } from '@bookonce/contracts/streams/booking';
import { linkStream, type CurrentLink } from '@bookonce/contracts/streams/link';
import { meetingTypeStream, type CurrentMeetingType } from '@bookonce/contracts/streams/meeting-type';
import { withOverrides } from '@bookonce/contracts/values/link-overrides';
import { hasRoom, placeOf } from '@bookonce/contracts/values/meeting-place';
import type { Location } from '@bookonce/contracts/values/meeting-type';
import { atMost } from '@bookonce/kernel/at-most';
import { CommandHandler, type Conflict, type Handled } from '@bookonce/kernel/command-handler';
import { instantOf, type Instant } from '@bookonce/kernel/json';
import type { Bus, CommandContext, CommandMessage } from '@bookonce/kernel/ports/bus';
import type { Clock } from '@bookonce/kernel/ports/clock';
import type { EventStore, Position } from '@bookonce/kernel/ports/event-store';
import type { Ids } from '@bookonce/kernel/ports/ids';
import type { Scheduler } from '@bookonce/kernel/ports/scheduler';
import { fail, ok, type Result } from '@bookonce/kernel/result';
import { StreamReader, StreamWorkspaces } from '@bookonce/kernel/stream-reader';
import type { TokenVault } from '@bookonce/secrets/token-vault';
import { booking, isRetryable, type BookingCommand } from '../domain/booking.js';
import type { BookingRefusal } from '../domain/booking-decision.js';
import { type BookingDetails, type RequestBooking, slotToHold } from '../domain/request-booking.js';
import { Turns } from './turns.js';

/** Derives the tokens of a booking, of which only the hashes are stored, and the name of its video room. */
export type BookingTokens = Pick<
  TokenVault,
  | 'manageTokenFor'
  | 'manageTokenHashOf'
  | 'optInTokenFor'
  | 'optInTokenHashOf'
  | 'approvalTokenFor'
  | 'approvalTokenHashOf'
  | 'roomNameFor'
>;

export interface BookingServiceDeps {
  readonly store: EventStore;
  readonly bus: Pick<Bus, 'request'>;
  readonly ids: Pick<Ids, 'derive'>;
  readonly clock: Clock;
  readonly scheduler: Pick<Scheduler, 'now' | 'deadline'>;
  readonly vault: BookingTokens;
}

/** Starts the process that follows from a stored request; resolves when it is done or has failed. */
export type StartProcess = (requested: Recorded) => Promise<void>;

type PlaceReply = CommandReply<PlaceBookingRefusal, BookingReply>;
type PlaceMessage = CommandMessage<PayloadOf<typeof placeBooking>>;

/** Attempts that one command can make if the ones before came to nothing. */
const MOST_ATTEMPTS = 8;
/** Shorter than any caller's time limit: an attempt that takes longer is answered before it is settled. */
const REPLY_HELD_MS = 1_000;

/** Names the booking of a command's nth attempt, so that a repeated command finds its own bookings (I8). */
export const bookingIdOf = (ids: Pick<Ids, 'derive'>, commandId: string, attempt: number): string =>
  `bkg_${ids.derive(`${commandId}/booking/${attempt}`).replaceAll('-', '')}`;

/** Keeps the booking streams: takes commands from outside and steps from the process manager. */
export class BookingService {
  readonly #bookings: CommandHandler<BookingCommand, BookingState, BookingEvent, BookingRefusal>;
  readonly #links: StreamReader<CurrentLink | null>;
  readonly #meetingTypes: StreamReader<CurrentMeetingType | null>;
  readonly #workspaces: StreamWorkspaces;
  /** By link: each attempt is judged by what became of the ones before. */
  readonly #linkTurns: Turns;

  /** @param decider the simulator replaces it to prove that it notices a wrong one. */
  constructor(
    private readonly deps: BookingServiceDeps,
    private readonly decider = booking,
  ) {
    const { store, ids, scheduler } = deps;
    this.#linkTurns = new Turns(scheduler);
    const begins = (command: BookingCommand): boolean => command.type === 'request';
    this.#bookings = new CommandHandler({ category: 'booking', decider, versionOf, store, ids, begins });
    this.#links = new StreamReader(store, linkStream);
    this.#meetingTypes = new StreamReader(store, meetingTypeStream);
    this.#workspaces = new StreamWorkspaces(store, 'booking');
  }

  readStream({
    payload: { bookingId },
  }: CommandMessage<PayloadOf<typeof readBookingStream>>): Promise<ReplyOf<typeof readBookingStream>> {
    return streamReply(this.deps.store, 'booking', bookingId);
  }

  /** Books with a link, as the attendee asked for it. */
  place({ payload, context }: PlaceMessage, startProcess: StartProcess): Promise<PlaceReply> {
    return this.#place({ by: 'attendee', details: payload, context }, startProcess);
  }

  /** Books on behalf of the recipient. A link of another workspace is no different from one that does not exist (I19). */
  bookForRecipient(
    { payload, context }: CommandMessage<PayloadOf<typeof bookForRecipient>>,
    startProcess: StartProcess,
  ): Promise<PlaceReply> {
    return this.#place({ by: 'host', details: payload, context }, startProcess);
  }

  /**
   * Requests a booking and replies with it, settled if that takes no longer than a second. Of concurrent attempts on one
   * link, each waits for the one before: most of them find the link consumed, and nothing of them is stored.
   */
  async #place(placement: Placement, startProcess: StartProcess): Promise<PlaceReply> {
    let reply: PlaceReply | null = null;
    await this.#linkTurns.take(placement.details.linkId, async () => {
      reply = await this.#placeInTurn(placement, startProcess);
    });
    if (reply === null) throw new Error('A turn ended without a reply');
    return reply;
  }

  /** Link and meeting type are read from their own streams: a stale view must not decide which rules a booking follows. */
  async #placeInTurn({ by, details, context }: Placement, startProcess: StartProcess): Promise<PlaceReply> {
    const { linkId } = details;
    const stored = await this.#links.read(linkId);
    if (stored === null || (by === 'host' && stored.workspaceId !== context.workspaceId)) {
      return fail({ kind: 'linkUnknown' });
    }
    const { workspaceId } = stored;
    const link = (await this.#expired(stored, { ...context, workspaceId })) ?? stored;
    const type = await this.#meetingTypes.read(link.meetingTypeId);
    if (type === null) throw new Error(`link ${linkId} is of unknown meeting type ${link.meetingTypeId}`);
    for (let attempt = 0; ; attempt += 1) {
      const bookingId = bookingIdOf(this.deps.ids, context.commandId, attempt);
      const requested = await this.#request(
        { by, bookingId, details, link, meetingType: type.settings },
        { ...context, workspaceId, correlationId: bookingId },
      );
      if (!requested.ok) {
        const { error } = requested;
        return fail(error.kind === 'linkEnded' ? { ...error, position: link.endPosition } : error);
      }
      const { events, reply } = requested.value;
      if (events.length > 0) return ok(await this.#settled(bookingId, reply, events, startProcess));
      if (!isRetryable(reply.booking) || attempt + 1 === MOST_ATTEMPTS) return ok(reply);
    }
  }

  /**
   * The link with its end stored, if its time is over: "expired" is not answered before (I4). Null if it is not over, by
   * the link service's clock either.
   */
  async #expired({ linkId, end, expiresAt }: CurrentLink, context: CommandContext): Promise<CurrentLink | null> {
    if (end !== null || expiresAt > this.now()) return null;
    const commandId = this.deps.ids.derive(`${context.commandId}/expire-link`);
    const reply = await sendCommand(this.deps.bus, expireLink, { linkId }, { ...context, commandId, by: 'system' });
    if (!reply.ok) throw new Error(`link ${linkId} not expired: ${reply.error.kind}`);
    return this.#links.read(linkId);
  }

  async #request(
    request: Omit<RequestBooking, 'type' | 'manageTokenHash' | 'roomName' | 'slotRefusal'>,
    context: CommandContext,
  ): Promise<Result<Requested, PlaceBookingRefusal | Conflict>> {
    const { bookingId } = request;
    const { vault } = this.deps;
    const manageTokenHash = vault.manageTokenHashOf(vault.manageTokenFor(bookingId));
    const { location } = withOverrides(request.meetingType, request.link.overrides);
    const roomName = this.#roomNameFor(bookingId, location);
    const offered: RequestBooking = { type: 'request', manageTokenHash, roomName, slotRefusal: null, ...request };
    const slotRefusal = await this.#slotRefusal(offered, context);
    // A refusal is decided again on the stored state: a repeated command finds its booking, whatever is refused now (I8).
    const handled = await this.run(bookingId, { ...offered, slotRefusal }, context);
    if (!handled.ok) return fail(asPlaceRefusal(handled.error));
    const { events, state, position } = handled.value;
    if (events.length > 0) return ok({ events, reply: { booking: startedIn(state), position } });
    // Requested before: what became of it since is in the store.
    const stored = await this.#bookings.load(bookingId);
    return ok({ events, reply: { booking: startedIn(stored.state), position: stored.position } });
  }

  /** Asks the calendars before anything is stored; null if one of the hosts can take the slot, or other rules refuse. */
  async #slotRefusal(request: RequestBooking, context: CommandContext): Promise<RequestBooking['slotRefusal']> {
    const decision = this.decider.decide(request, this.decider.initial);
    const [event] = decision.ok ? decision.value : [];
    if (event?.type !== 'BookingRequested') return null;
    const commandId = this.deps.ids.derive(`${request.bookingId}/check-slot`);
    const reply = await sendIfKnown(this.deps.bus, checkSlot, slotToHold(event.data), { ...context, commandId });
    // An availability service of an earlier release does not know the question. The hold decides, as it did then.
    if (reply === null || reply.ok) return null;
    if (reply.error.kind === 'conflict') throw new Error('A question changes nothing, so nothing can conflict with it');
    return reply.error;
  }

  /** Settles a stored request. The reply reports the stored booking even if that fails (I7). */
  async #settled(
    bookingId: string,
    requested: BookingReply,
    events: Requested['events'],
    startProcess: StartProcess,
  ): Promise<BookingReply> {
    const processes = events.map((event) => startProcess(recorded(event)));
    await atMost(this.deps.scheduler, REPLY_HELD_MS, Promise.all(processes));
    const known = await this.#bookings.peek(bookingId).catch(() => null);
    return known === null || known.state.status === 'none'
      ? requested
      : { booking: known.state, position: known.position };
  }

  /** Replies alike whether or not a mail is sent; the position does not reveal it either. */
  async requestManageLink({
    payload,
    context,
  }: CommandMessage<PayloadOf<typeof requestManageLink>>): Promise<CommandReply<{ readonly kind: 'bookingUnknown' }>> {
    const { bookingId, email } = payload;
    const command = { type: 'requestManageLink', requestId: context.commandId, email, now: this.now() } as const;
    const handled = await this.change(bookingId, command, context);
    if (handled.ok) return ok({ position: null });
    const { error } = handled;
    if (error.kind === 'bookingUnknown' || error.kind === 'conflict') return fail({ kind: error.kind });
    throw new Error(`Unexpected refusal: ${error.kind}`);
  }

  /**
   * Runs a caller's command. A booking of another workspace is no different from one that does not exist (I19). The
   * booking's views may lag behind a refusal, so it says which position shows it (I9).
   */
  async change(
    bookingId: string,
    command: BookingCommand,
    context: CommandContext,
  ): Promise<Result<Handled<BookingState>, (BookingRefusal | Conflict) & Refused>> {
    if ((await this.#workspaces.workspaceOf(bookingId)) !== context.workspaceId)
      return fail({ kind: 'bookingUnknown' });
    const handled = await this.run(bookingId, command, context);
    if (handled.ok || handled.error.kind === 'conflict') return handled;
    return fail({ ...handled.error, position: await this.positionOf(bookingId) });
  }

  /** Returns the position at which a reader sees everything done so far; `known` while the store is unavailable. */
  async latestPosition(known: Position | null): Promise<Position | null> {
    return this.deps.store.head().catch(() => known);
  }

  /** Whether the link's own stream has its end, so that no further booking can consume it. */
  async isLinkOver(linkId: string): Promise<boolean> {
    return (await this.#links.read(linkId))?.end != null;
  }

  run(
    bookingId: string,
    command: BookingCommand,
    context: CommandContext,
  ): Promise<Result<Handled<BookingState>, BookingRefusal | Conflict>> {
    // The time that decides is the time of the events, however long the command was repeated before it took effect.
    return this.#bookings.handle(bookingId, command, context, 'now' in command ? command.now : this.now());
  }

  /**
   * The state at revision `atLeast`, or later. It may lag behind other instances; the process manager is right all the
   * same, as each step is idempotent by state.
   */
  async stateOf(bookingId: string, atLeast?: number): Promise<BookingState> {
    return (await this.#bookings.peek(bookingId, atLeast)).state;
  }

  /** Returns the stored state. */
  async storedStateOf(bookingId: string): Promise<BookingState> {
    return (await this.#bookings.load(bookingId)).state;
  }

  /** Returns the position of the last event of the booking that this process knows. */
  async positionOf(bookingId: string): Promise<Position | null> {
    return (await this.#bookings.peek(bookingId)).position;
  }

  /** The place of this booking's meeting: with a room of its own, if the location has rooms. */
  placeFor(bookingId: string, location: Location): Location {
    return placeOf(location, this.#roomNameFor(bookingId, location));
  }

  #roomNameFor(bookingId: string, location: Location | undefined): string {
    return hasRoom(location) ? this.deps.vault.roomNameFor(bookingId) : '';
  }

  /** The hash of the token that confirms this booking by mail. */
  optInTokenHashFor(bookingId: string): string {
    const { vault } = this.deps;
    return vault.optInTokenHashOf(vault.optInTokenFor(bookingId));
  }

  /** The hash of the token by which a host decides on this booking in one round. */
  approvalTokenHashFor(bookingId: string, round: number): string {
    const { vault } = this.deps;
    return vault.approvalTokenHashOf(vault.approvalTokenFor(bookingId, round));
  }

  /** Forgets the cached state, so that the next read of this booking goes to the store. */
  forget(bookingId: string): void {
    this.#bookings.forget(bookingId);
  }

  now(): Instant {
    return instantOf(this.deps.clock.now());
  }
}

interface Placement {
  readonly by: 'attendee' | 'host';
  readonly details: BookingDetails;
  readonly context: CommandContext;
}

interface Requested {
  /** Empty if an earlier delivery of the command requested it. */
  readonly events: Handled<BookingState>['events'];
  readonly reply: BookingReply;
}

const startedIn = (state: BookingState): StartedBooking => {
  if (state.status === 'none') throw new Error('A booking that was requested has no state');
  return state;
};

const asPlaceRefusal = (refusal: BookingRefusal | Conflict): PlaceBookingRefusal | Conflict => {
  switch (refusal.kind) {
    case 'keyReused':
    case 'linkEnded':
    case 'notTheRecipient':
    case 'tooManyAttempts':
    case 'tooManyPending':
    case 'slotTaken':
    case 'slotNotOffered':
    case 'invalid':
    case 'conflict':
      return refusal;
    default:
      throw new Error(`Unexpected refusal: ${refusal.kind}`);
  }
};
