import { findConnectedHosts } from '@bookonce/contracts/commands/availability';
import type { requestManageLink, readBookingStream } from '@bookonce/contracts/commands/booking';
import type { ArchivedRefusal, HostsDeactivatedRefusal } from '@bookonce/contracts/commands/link';
import type { PayloadOf, ReplyOf } from '@bookonce/contracts/define-command';
import { versionOf } from '@bookonce/contracts/event-catalogue';
import type { BookingEvent } from '@bookonce/contracts/events/booking';
import type { CommandReply, Refused } from '@bookonce/contracts/replies';
import { sendIfKnown } from '@bookonce/contracts/send-command';
import { streamReply } from '@bookonce/contracts/stream-reply';
import { hostIdsOf, type BookingState } from '@bookonce/contracts/streams/booking';
import { linkStream, type CurrentLink } from '@bookonce/contracts/streams/link';
import { meetingTypeStream, type CurrentMeetingType } from '@bookonce/contracts/streams/meeting-type';
import { refusalOfNewLink } from '@bookonce/contracts/streams/new-links';
import {
  isDeactivated,
  type WorkspaceMembers,
  workspaceMembersStream,
} from '@bookonce/contracts/streams/workspace-members';
import { placeOf } from '@bookonce/contracts/values/meeting-place';
import type { Location } from '@bookonce/contracts/values/meeting-type';
import { CommandHandler, type Conflict, type Handled } from '@bookonce/kernel/command-handler';
import { instantOf, type Instant } from '@bookonce/kernel/json';
import type { CommandContext, CommandMessage } from '@bookonce/kernel/ports/bus';
import type { CalendarPerson } from '@bookonce/kernel/ports/calendar-meeting';
import type { Position } from '@bookonce/kernel/ports/event-store';
import { fail, ok, type Result } from '@bookonce/kernel/result';
import { StreamReader, StreamWorkspaces } from '@bookonce/kernel/stream-reader';
import { booking, type BookingCommand } from '../domain/booking.js';
import type { BookingRefusal } from '../domain/booking-decision.js';
import { BookingPlacement } from './booking-placement.js';
import type { BookingServiceDeps } from './booking-service-deps.js';
import { readCalendars, type CalendarsToRead } from './read-calendars.js';
import { roomNameFor } from './room-name.js';

/** Keeps the booking streams: takes commands from outside and steps from the process manager. */
export class BookingService {
  readonly #bookings: CommandHandler<BookingCommand, BookingState, BookingEvent, BookingRefusal>;
  readonly #links: StreamReader<CurrentLink | null>;
  readonly #meetingTypes: StreamReader<CurrentMeetingType | null>;
  readonly #members: StreamReader<WorkspaceMembers>;
  readonly #workspaces: StreamWorkspaces;
  readonly placement: BookingPlacement;

  /** @param decider the simulator replaces it to prove that it notices a wrong one. */
  constructor(
    private readonly deps: BookingServiceDeps,
    private readonly decider = booking,
  ) {
    const { store, ids } = deps;
    const begins = (command: BookingCommand): boolean => command.type === 'request';
    this.#bookings = new CommandHandler({ category: 'booking', decider, versionOf, store, ids, begins });
    this.#links = new StreamReader(store, linkStream);
    this.#meetingTypes = new StreamReader(store, meetingTypeStream);
    this.#members = new StreamReader(store, workspaceMembersStream);
    this.#workspaces = new StreamWorkspaces(store, 'booking');
    this.placement = new BookingPlacement(
      deps,
      decider,
      this.#bookings,
      this.#links,
      this.#meetingTypes,
      this.#members,
    );
  }

  readStream({
    payload: { bookingId },
  }: CommandMessage<PayloadOf<typeof readBookingStream>>): Promise<ReplyOf<typeof readBookingStream>> {
    return streamReply(this.deps.store, 'booking', bookingId);
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

  /** The move that a caller's command would request, and of which hosts; null if it would request none (I19). */
  async moveRequestedBy(
    bookingId: string,
    command: BookingCommand,
    context: CommandContext,
  ): Promise<CalendarsToRead | null> {
    if ((await this.#workspaces.workspaceOf(bookingId)) !== context.workspaceId) return null;
    const state = await this.storedStateOf(bookingId);
    const decision = this.decider.decide(command, state);
    const event = decision.ok ? decision.value.find(({ type }) => type === 'RescheduleRequested') : undefined;
    if (event?.type !== 'RescheduleRequested' || state.status === 'none') return null;
    const { start, end, by } = event.data;
    const moved = by === 'host' && start !== state.time.start ? { movedBooking: bookingId } : {};
    return { hostIds: hostIdsOf(state), start, end, ...moved };
  }

  /** Has the hosts' connected calendars read. Returns the hosts whose meeting cannot be changed meanwhile. */
  async readCalendarsFor(meeting: CalendarsToRead, context: CommandContext): Promise<readonly string[]> {
    const commandId = this.deps.ids.derive(`${context.commandId}/find-connected-hosts`);
    const payload = { hostIds: [...meeting.hostIds] };
    const reply = await sendIfKnown(this.deps.bus, findConnectedHosts, payload, { ...context, commandId });
    if (reply?.ok !== true) return [];
    return readCalendars(this.deps, { ...meeting, hostIds: reply.value.hostIds }, context);
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

  /** Returns why no link can be made in place of the one that the booking consumed, as all is stored now; null if one can. */
  async refusalOfFreshLink(bookingId: string): Promise<ArchivedRefusal | HostsDeactivatedRefusal | null> {
    const state = await this.storedStateOf(bookingId);
    if (state.status === 'none') return null;
    const { meetingTypeId, linkId } = state.request;
    const [type, link] = await Promise.all([this.#meetingTypes.read(meetingTypeId), this.#links.read(linkId)]);
    if (type === null || link === null) return null;
    const refusal = refusalOfNewLink(type, { hostId: link.hostId }, { members: await this.#membersOf(bookingId) });
    if (refusal?.kind === 'ownersOnly') throw new Error('Nobody asked as a plain host');
    return refusal;
  }

  /** Whether one of the booking's hosts is deactivated, as it is stored now. */
  async hasDeactivatedHost(bookingId: string): Promise<boolean> {
    const state = await this.storedStateOf(bookingId);
    if (state.status === 'none') return false;
    const members = await this.#membersOf(bookingId);
    return hostIdsOf(state).some((hostId) => isDeactivated(members, hostId));
  }

  async #membersOf(bookingId: string): Promise<WorkspaceMembers> {
    return this.#members.read((await this.#workspaces.workspaceOf(bookingId)) ?? '');
  }

  /** Returns the position of the last event of the booking that this process knows. */
  async positionOf(bookingId: string): Promise<Position | null> {
    return (await this.#bookings.peek(bookingId)).position;
  }

  /** The place of this booking's meeting: with a room of its own, if the location has rooms. */
  placeFor(bookingId: string, location: Location): Location {
    return placeOf(location, roomNameFor(this.deps.vault, bookingId, location));
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

  /** Organizes the meetings that are confirmed from now on, in calendar files for hosts. */
  get organizer(): CalendarPerson {
    return this.deps.organizer;
  }

  /** Forgets the cached state, so that the next read of this booking goes to the store. */
  forget(bookingId: string): void {
    this.#bookings.forget(bookingId);
  }

  now(): Instant {
    return instantOf(this.deps.clock.now());
  }
}
