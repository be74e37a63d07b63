import { checkSlot } from '@bookonce/contracts/commands/availability';
import type {
  bookForRecipient,
  BookingReply,
  placeBooking,
  PlaceBookingRefusal,
} from '@bookonce/contracts/commands/booking';
import { expireLink } from '@bookonce/contracts/commands/link';
import type { PayloadOf } from '@bookonce/contracts/define-command';
import { recorded, type Recorded } from '@bookonce/contracts/event-catalogue';
import type { BookingEvent } from '@bookonce/contracts/events/booking';
import type { CommandReply } from '@bookonce/contracts/replies';
import { sendCommand, sendIfKnown } from '@bookonce/contracts/send-command';
import type { BookingState, StartedBooking } from '@bookonce/contracts/streams/booking';
import type { CurrentLink } from '@bookonce/contracts/streams/link';
import { isMadeByOwner } from '@bookonce/contracts/streams/link-makers';
import type { CurrentMeetingType } from '@bookonce/contracts/streams/meeting-type';
import type { WorkspaceMembers } from '@bookonce/contracts/streams/workspace-members';
import { withOverrides } from '@bookonce/contracts/values/link-overrides';
import { atMost } from '@bookonce/kernel/at-most';
import type { CommandHandler, Conflict, Handled } from '@bookonce/kernel/command-handler';
import type { Decider } from '@bookonce/kernel/decider';
import { instantOf } from '@bookonce/kernel/json';
import type { CommandContext, CommandMessage } from '@bookonce/kernel/ports/bus';
import type { Ids } from '@bookonce/kernel/ports/ids';
import { fail, ok, type Result } from '@bookonce/kernel/result';
import type { StreamReader } from '@bookonce/kernel/stream-reader';
import { isRetryable, type BookingCommand } from '../domain/booking.js';
import type { BookingRefusal } from '../domain/booking-decision.js';
import { type BookingDetails, type RequestBooking, slotToHold } from '../domain/request-booking.js';
import type { BookingServiceDeps } from './booking-service-deps.js';
import { areFresh, readCalendars, type CalendarsToRead } from './read-calendars.js';
import { roomNameFor } from './room-name.js';
import { Turns } from './turns.js';

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

/** Places bookings: from a caller's wish to a stored request, and to its outcome if that comes soon. */
export class BookingPlacement {
  /** By link: each attempt is judged by what became of the ones before. */
  readonly #linkTurns: Turns;

  constructor(
    private readonly deps: BookingServiceDeps,
    private readonly decider: Decider<BookingCommand, BookingState, BookingEvent, BookingRefusal>,
    private readonly bookings: CommandHandler<BookingCommand, BookingState, BookingEvent, BookingRefusal>,
    private readonly links: StreamReader<CurrentLink | null>,
    private readonly meetingTypes: StreamReader<CurrentMeetingType | null>,
    private readonly members: StreamReader<WorkspaceMembers>,
  ) {
    this.#linkTurns = new Turns(deps.scheduler);
  }

  /** Books with a link, as the attendee asked for it. */
  place({ payload, context }: PlaceMessage, startProcess: StartProcess): Promise<PlaceReply> {
    return this.#place({ by: 'attendee', details: payload, context }, startProcess);
  }

  /** Books on behalf of the recipient. A link of another workspace is no different from one that does not exist (I19). */
  bookForRecipient(
    { payload: { plainHostId, ...details }, context }: CommandMessage<PayloadOf<typeof bookForRecipient>>,
    startProcess: StartProcess,
  ): Promise<PlaceReply> {
    return this.#place({ by: 'host', plainHostId, details, context }, startProcess);
  }

  /**
   * Requests a booking and replies with it, settled if that takes no longer than a second. Of concurrent attempts on one
   * link, each waits for the one before: most of them find the link consumed, and nothing of them is stored. Calendars
   * that are not fresh are read between two turns, because that may take long.
   */
  async #place(placement: Placement, startProcess: StartProcess): Promise<PlaceReply> {
    const turn = await this.#takeTurn(placement, startProcess, null);
    if (turn.kind === 'replied') return turn.reply;
    const unreadableHostIds = await readCalendars(this.deps, turn.calendars, turn.context);
    const second = await this.#takeTurn(placement, startProcess, { unreadableHostIds });
    if (second.kind === 'replied') return second.reply;
    throw new Error('Calendars are read once for an attempt');
  }

  async #takeTurn(placement: Placement, startProcess: StartProcess, read: CalendarsRead | null): Promise<TurnOutcome> {
    let outcome: TurnOutcome | null = null;
    await this.#linkTurns.take(placement.details.linkId, async () => {
      outcome = await this.#placeInTurn(placement, startProcess, read);
    });
    if (outcome === null) throw new Error('A turn ended without a reply');
    return outcome;
  }

  /** Link and meeting type are read from their own streams: a stale view must not decide which rules a booking follows. */
  async #placeInTurn(
    { by, plainHostId, details, context }: Placement,
    startProcess: StartProcess,
    read: CalendarsRead | null,
  ): Promise<TurnOutcome> {
    const { linkId } = details;
    const stored = await this.links.read(linkId);
    if (stored === null || (by === 'host' && stored.workspaceId !== context.workspaceId)) {
      return replied(fail({ kind: 'linkUnknown' }));
    }
    const { workspaceId } = stored;
    const link = (await this.#expired(stored, { ...context, workspaceId })) ?? stored;
    const type = await this.meetingTypes.read(link.meetingTypeId);
    if (type === null) throw new Error(`link ${linkId} is of unknown meeting type ${link.meetingTypeId}`);
    const isLinkByOwner = plainHostId !== undefined && (await this.#isByOwner(link, plainHostId));
    for (let attempt = 0; ; attempt += 1) {
      const bookingId = bookingIdOf(this.deps.ids, context.commandId, attempt);
      const itsContext = { ...context, workspaceId, correlationId: bookingId };
      const requested = await this.#request(
        { by, plainHostId, isLinkByOwner, bookingId, details, link, meetingType: type.settings },
        itsContext,
        read,
      );
      if (!requested.ok) {
        const { error } = requested;
        return replied(fail(error.kind === 'linkEnded' ? { ...error, position: link.endPosition } : error));
      }
      if (requested.value.kind === 'readFirst') return { ...requested.value, context: itsContext };
      const { events, reply } = requested.value;
      if (events.length > 0) return replied(ok(await this.#settled(bookingId, reply, events, startProcess)));
      if (!isRetryable(reply.booking) || attempt + 1 === MOST_ATTEMPTS) return replied(ok(reply));
    }
  }

  async #isByOwner(link: CurrentLink, plainHostId: string): Promise<boolean> {
    const members = await this.members.read(link.workspaceId);
    return isMadeByOwner(this.deps.store, link, { plainHostId, members });
  }

  /**
   * The link with its end stored, if its time is over: "expired" is not answered before (I4). Null if it is not over, by
   * the link service's clock either.
   */
  async #expired({ linkId, end, expiresAt }: CurrentLink, context: CommandContext): Promise<CurrentLink | null> {
    if (end !== null || expiresAt > this.#now()) return null;
    const commandId = this.deps.ids.derive(`${context.commandId}/expire-link`);
    const reply = await sendCommand(this.deps.bus, expireLink, { linkId }, { ...context, commandId, by: 'system' });
    if (!reply.ok) throw new Error(`link ${linkId} not expired: ${reply.error.kind}`);
    return this.links.read(linkId);
  }

  async #request(
    request: Omit<RequestBooking, 'type' | 'manageTokenHash' | 'roomName' | 'slotRefusal' | 'unreadableHostIds'>,
    context: CommandContext,
    read: CalendarsRead | null,
  ): Promise<Result<Requested | ReadFirst, PlaceBookingRefusal | Conflict>> {
    const { bookingId } = request;
    const { vault } = this.deps;
    const manageTokenHash = vault.manageTokenHashOf(vault.manageTokenFor(bookingId));
    const { location } = withOverrides(request.meetingType, request.link.overrides);
    const roomName = roomNameFor(vault, bookingId, location);
    const { unreadableHostIds } = read ?? NOTHING_UNREADABLE;
    const offered: RequestBooking = {
      type: 'request',
      manageTokenHash,
      roomName,
      slotRefusal: null,
      unreadableHostIds,
      ...request,
    };
    const { slotRefusal, calendars } = await this.#askCalendars(offered, context);
    if (calendars !== null && read === null && !(await areFresh(this.deps, calendars, context))) {
      // A booking that was stored before is found again without its calendars.
      const { state } = await this.bookings.load(bookingId);
      if (state.status === 'none') return ok({ kind: 'readFirst', calendars });
    }
    // A refusal is decided again on the stored state: a repeated command finds its booking, whatever is refused now (I8).
    const handled = await this.bookings.handle(bookingId, { ...offered, slotRefusal }, context, this.#now());
    if (!handled.ok) return fail(asPlaceRefusal(handled.error));
    const { events, state, position } = handled.value;
    if (events.length > 0) return ok({ kind: 'requested', events, reply: { booking: startedIn(state), position } });
    // Requested before: what became of it since is in the store.
    const stored = await this.bookings.load(bookingId);
    const reply = { booking: startedIn(stored.state), position: stored.position };
    return ok({ kind: 'requested', events, reply });
  }

  /**
   * Asks the hosts' calendars before anything is stored. No refusal if one of the hosts can take the slot, or other rules
   * refuse.
   */
  async #askCalendars(request: RequestBooking, context: CommandContext): Promise<CalendarsAsked> {
    const decision = this.decider.decide(request, this.decider.initial);
    const [event] = decision.ok ? decision.value : [];
    if (event?.type !== 'BookingRequested') return NOTHING_ASKED;
    const commandId = this.deps.ids.derive(`${request.bookingId}/check-slot`);
    const slot = slotToHold(event.data);
    const reply = await sendIfKnown(this.deps.bus, checkSlot, slot, { ...context, commandId });
    // An availability service of an earlier release does not know the question. The hold decides, as it did then.
    if (reply === null) return NOTHING_ASKED;
    if (reply.ok) {
      const { connectedHostIds: hostIds = [] } = reply.value;
      const { start, end } = slot;
      return hostIds.length === 0 ? NOTHING_ASKED : { slotRefusal: null, calendars: { hostIds, start, end } };
    }
    if (reply.error.kind === 'conflict') throw new Error('A question changes nothing, so nothing can conflict with it');
    return { slotRefusal: reply.error, calendars: null };
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
    const known = await this.bookings.peek(bookingId).catch(() => null);
    return known === null || known.state.status === 'none'
      ? requested
      : { booking: known.state, position: known.position };
  }

  #now(): string {
    return instantOf(this.deps.clock.now());
  }
}

interface Placement {
  readonly by: 'attendee' | 'host';
  readonly plainHostId?: string | undefined;
  readonly details: BookingDetails;
  readonly context: CommandContext;
}

/** Calendars that were read for an attempt. */
interface CalendarsRead {
  readonly unreadableHostIds: readonly string[];
}

interface CalendarsAsked {
  readonly slotRefusal: RequestBooking['slotRefusal'];
  /** Null if no host who can take the slot has connected one. */
  readonly calendars: CalendarsToRead | null;
}

const NOTHING_UNREADABLE: CalendarsRead = { unreadableHostIds: [] };
const NOTHING_ASKED: CalendarsAsked = { slotRefusal: null, calendars: null };

/** Nothing was stored: these calendars are to be read first. */
interface ReadFirst {
  readonly kind: 'readFirst';
  readonly calendars: CalendarsToRead;
}

type TurnOutcome =
  { readonly kind: 'replied'; readonly reply: PlaceReply } | (ReadFirst & { readonly context: CommandContext });

const replied = (reply: PlaceReply): TurnOutcome => ({ kind: 'replied', reply });

interface Requested {
  readonly kind: 'requested';
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
    case 'ownersOnly':
    case 'tooManyAttempts':
    case 'tooManyPending':
    case 'slotTaken':
    case 'slotNotOffered':
    case 'calendarUnavailable':
    case 'invalid':
    case 'conflict':
      return refusal;
    default:
      throw new Error(`Unexpected refusal: ${refusal.kind}`);
  }
};
