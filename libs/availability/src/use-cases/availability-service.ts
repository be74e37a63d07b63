import {
  type bookSlot,
  type BusyRefusal,
  type changeBusy,
  type changeHost,
  type Checked,
  type checkSlot,
  type ConnectedHosts,
  type CreatedHost,
  type createHost,
  type findConnectedHosts,
  type Held,
  type holdSlot,
  type HostRefusal,
  type moveSlot,
  type releaseSlot,
  type setBusy,
  type SlotRefusal,
} from '@bookonce/contracts/commands/availability';
import type { PayloadOf } from '@bookonce/contracts/define-command';
import { versionOf } from '@bookonce/contracts/event-catalogue';
import type { CalendarEvent } from '@bookonce/contracts/events/calendar';
import type { CommandReply, ConflictRefusal, Done } from '@bookonce/contracts/replies';
import { type WorkspaceMembers, workspaceMembersStream } from '@bookonce/contracts/streams/workspace-members';
import { PUT_SOURCE } from '@bookonce/contracts/values/busy-source';
import { idFrom } from '@bookonce/contracts/values/ids';
import { CommandHandler, type Conflict, type Handled } from '@bookonce/kernel/command-handler';
import { instantOf, withoutUndefined } from '@bookonce/kernel/json';
import { laterPosition } from '@bookonce/kernel/later-position';
import type { CommandContext, CommandMessage } from '@bookonce/kernel/ports/bus';
import type { Clock } from '@bookonce/kernel/ports/clock';
import type { EventStore, Position } from '@bookonce/kernel/ports/event-store';
import type { Ids } from '@bookonce/kernel/ports/ids';
import type { Snapshots } from '@bookonce/kernel/ports/snapshots';
import { fail, ok, type Result } from '@bookonce/kernel/result';
import { StreamReader, StreamWorkspaces } from '@bookonce/kernel/stream-reader';
import { hasConnected, type BusyChange } from '../domain/busy-sources.js';
import type { CalendarState } from '../domain/calendar-state.js';
import { calendar as realCalendar, type CalendarCommand, type CalendarRefusal } from '../domain/calendar.js';
import { offerRulesOf, rulesForLength } from '../domain/offer-rules.js';
import { changeBusyTimes } from './change-busy.js';
import { type Calendars, holdOnHosts, whoCanHold } from './hold-on-hosts.js';
import { asHostRefusal } from './host-refusal.js';
import { isClosedToAttendees, whoMayHold } from './active-hosts.js';
import { MeetingTypeService } from './meeting-type-service.js';
import { moveOnHosts } from './move-on-hosts.js';

export interface AvailabilityServiceDeps {
  readonly store: EventStore;
  readonly snapshots: Snapshots;
  readonly ids: Ids;
  readonly clock: Clock;
}

/** A snapshot of a busy host has hundreds of kilobytes; so many events are folded in a few milliseconds. */
const SNAPSHOT_EVERY = 2_000;
const CALENDAR_STATE_VERSION = 6;

/** Answers the commands of contracts/commands/availability: those about hosts and their slots here, the others in `meetingTypes`. */
export class AvailabilityService {
  readonly #calendars: CommandHandler<CalendarCommand, CalendarState, CalendarEvent, CalendarRefusal>;
  readonly #members: StreamReader<WorkspaceMembers>;
  readonly #hostWorkspaces: StreamWorkspaces;
  readonly meetingTypes: MeetingTypeService;

  /** `calendar`: the simulator replaces it to prove that it notices a wrong one. */
  constructor(
    private readonly deps: AvailabilityServiceDeps,
    private readonly calendar = realCalendar,
  ) {
    const { store, ids, snapshots } = deps;
    this.#calendars = new CommandHandler({
      category: 'calendar',
      decider: calendar,
      versionOf,
      store,
      ids,
      snapshot: { store: snapshots, version: CALENDAR_STATE_VERSION, every: SNAPSHOT_EVERY },
    });
    this.#members = new StreamReader(store, workspaceMembersStream);
    this.#hostWorkspaces = new StreamWorkspaces(store, 'calendar');
    this.meetingTypes = new MeetingTypeService(deps, this.#hostWorkspaces);
  }

  async createHost({
    payload: { timeOff, locale, ...details },
    context,
  }: CommandMessage<PayloadOf<typeof createHost>>): Promise<CommandReply<never, CreatedHost>> {
    const hostId = idFrom('hst', context.commandId);
    const command: CalendarCommand = {
      type: 'add',
      hostId,
      ...details,
      timeOff: timeOff ?? [],
      locale: locale ?? null,
    };
    const handled = await this.#run(hostId, command, { ...context, correlationId: hostId });
    if (handled.ok) return ok({ hostId, position: handled.value.position });
    if (handled.error.kind === 'conflict') return fail(handled.error);
    throw new Error(`host ${hostId} cannot be created: ${handled.error.kind}`);
  }

  async changeHost({
    payload: { hostId, ...changes },
    context,
  }: CommandMessage<PayloadOf<typeof changeHost>>): Promise<CommandReply<HostRefusal>> {
    if (!(await this.#isHostOf(context, hostId))) return fail({ kind: 'hostUnknown' });
    const handled = await this.#run(hostId, { type: 'change', changes: withoutUndefined(changes) }, context);
    return handled.ok ? ok({ position: handled.value.position }) : fail(asHostRefusal(handled.error));
  }

  async setBusy({
    payload: { hostId, intervals },
    context,
  }: CommandMessage<PayloadOf<typeof setBusy>>): Promise<CommandReply<HostRefusal>> {
    const changed = await this.#changeBusy(hostId, { source: PUT_SOURCE, intervals }, context);
    return changed.ok ? changed : fail(asHostRefusal(changed.error));
  }

  changeBusy({
    payload: { hostId, ...change },
    context,
  }: CommandMessage<PayloadOf<typeof changeBusy>>): Promise<CommandReply<BusyRefusal>> {
    return this.#changeBusy(hostId, change, context);
  }

  async #changeBusy(
    hostId: string,
    change: BusyChange,
    context: CommandContext,
  ): Promise<Result<Done, BusyRefusal | ConflictRefusal>> {
    if (!(await this.#isHostOf(context, hostId))) return fail({ kind: 'hostUnknown' });
    const { ids } = this.deps;
    return changeBusyTimes({ ids, run: (command, part) => this.#run(hostId, command, part) }, change, context);
  }

  async holdSlot({
    payload: { overrides, ...payload },
    context,
  }: CommandMessage<PayloadOf<typeof holdSlot>>): Promise<CommandReply<SlotRefusal, Held>> {
    // Another instance may have changed it: old rules would refuse what the views offer.
    const type = await this.meetingTypes.load(payload.meetingTypeId);
    if (type === null) return fail({ kind: 'slotNotOffered' });
    const load = async (hostId: string): Promise<CalendarState> => (await this.#calendars.load(hostId)).state;
    const hostIds = await whoMayHold(payload, await this.#members.read(context.workspaceId), load);
    return holdOnHosts(
      {
        ids: this.deps.ids,
        peek: async (hostId) => (await this.#calendars.peek(hostId)).state,
        load,
        run: (hostId, command) => this.#run(hostId, command, context),
      },
      { ...payload, hostIds, rules: offerRulesOf(type.settings, overrides), now: this.#now() },
    );
  }

  /**
   * Decides about a hold without storing it: on the states in memory, which costs no read, and before it refuses, on the
   * stored ones (I9). Which hosts have connected calendars is read from the store: this instance may not know of a
   * calendar that another one has stored since (I25).
   */
  async checkSlot({
    payload,
    context,
  }: CommandMessage<PayloadOf<typeof checkSlot>>): Promise<CommandReply<SlotRefusal, Checked>> {
    const members = await this.#members.read(context.workspaceId);
    const seen = await this.#checkSlot(payload, members, 'peek');
    return seen.ok ? seen : this.#checkSlot(payload, members, 'load');
  }

  async #checkSlot(
    { overrides, ...payload }: PayloadOf<typeof checkSlot>,
    members: WorkspaceMembers,
    read: 'peek' | 'load',
  ): Promise<CommandReply<SlotRefusal, Checked>> {
    const type = await this.meetingTypes[read](payload.meetingTypeId);
    if (type === null) return fail({ kind: 'slotNotOffered' });
    const stateOf = async (hostId: string): Promise<CalendarState> => (await this.#calendars[read](hostId)).state;
    const calendars: Calendars = {
      ids: this.deps.ids,
      peek: stateOf,
      load: stateOf,
      run: async (hostId, command) => {
        const decision = this.calendar.decide(command, await stateOf(hostId));
        return decision.ok ? ok({ position: null }) : decision;
      },
    };
    const hostIds = await whoMayHold(payload, members, stateOf);
    const question = { ...payload, hostIds, rules: offerRulesOf(type.settings, overrides), now: this.#now() };
    const checked = await holdOnHosts(calendars, question);
    if (checked.ok) {
      const connected = await this.#connected(hostIds);
      if (connected.length === 0) return ok({ position: null });
      return ok({ position: null, connectedHostIds: await whoCanHold(calendars, question, connected) });
    }
    const seen = await Promise.all(payload.hostIds.map((hostId) => this.#calendars.peek(hostId)));
    return fail({ ...checked.error, position: seen.map(({ position }) => position).reduce(laterPosition, null) });
  }

  async findConnectedHosts({
    payload: { hostIds },
  }: CommandMessage<PayloadOf<typeof findConnectedHosts>>): Promise<CommandReply<never, ConnectedHosts>> {
    return ok({ position: null, hostIds: await this.#connected(hostIds) });
  }

  /** The hosts among these who have connected calendars, as stored. */
  async #connected(hostIds: readonly string[]): Promise<readonly string[]> {
    const loaded = await Promise.all(hostIds.map((hostId) => this.#calendars.load(hostId)));
    return hostIds.filter((_hostId, index) => hasConnected(loaded[index]?.state.busy ?? []));
  }

  async moveSlot({
    payload: { overrides, ...payload },
    context,
  }: CommandMessage<PayloadOf<typeof moveSlot>>): Promise<CommandReply<SlotRefusal>> {
    const type = await this.meetingTypes.load(payload.meetingTypeId);
    if (type === null) throw new Error(`booking ${payload.bookingId} is of no meeting type`);
    const isClosed = isClosedToAttendees(payload, await this.#members.read(context.workspaceId));
    return moveOnHosts(
      {
        load: async (hostId) => (await this.#calendars.load(hostId)).state,
        // A calendar gets several steps of one move, so each needs a command id of its own.
        run: (hostId, command) =>
          this.#run(hostId, command, {
            ...context,
            commandId: this.deps.ids.derive(`${context.commandId}/${command.type}`),
          }),
      },
      {
        ...payload,
        isClosed,
        rules: rulesForLength(offerRulesOf(type.settings, overrides), payload),
        now: this.#now(),
      },
    );
  }

  bookSlot({ payload, context }: CommandMessage<PayloadOf<typeof bookSlot>>): Promise<CommandReply<never>> {
    const { hostIds, ...slot } = payload;
    return this.#onEach(hostIds, { type: 'book', ...slot }, context);
  }

  releaseSlot({ payload, context }: CommandMessage<PayloadOf<typeof releaseSlot>>): Promise<CommandReply<never>> {
    const { hostIds, ...slot } = payload;
    return this.#onEach(hostIds, { type: 'release', ...slot }, context);
  }

  /** Sends the command to every host, even after a refusal: each slot must end booked or released (I6). */
  async #onEach(
    hostIds: readonly string[],
    command: Extract<CalendarCommand, { type: 'book' | 'release' }>,
    context: CommandContext,
  ): Promise<CommandReply<never>> {
    const replies = await Promise.all(hostIds.map((hostId) => this.#run(hostId, command, context)));
    let position: Position | null = null;
    for (const reply of replies) {
      if (!reply.ok) {
        if (reply.error.kind === 'conflict') return fail(reply.error);
        // The link was consumed because of this hold, so a missing hold is a bug and must be reported.
        throw new Error(`booking ${command.bookingId} cannot ${command.type} its slot: ${reply.error.kind}`);
      }
      position = laterPosition(position, reply.value.position);
    }
    return ok({ position });
  }

  /** A host of another workspace is no different from one that does not exist (I19). */
  async #isHostOf({ workspaceId }: CommandContext, hostId: string): Promise<boolean> {
    return (await this.#hostWorkspaces.workspaceOf(hostId)) === workspaceId;
  }

  #run(
    hostId: string,
    command: CalendarCommand,
    context: CommandContext,
  ): Promise<Result<Handled<CalendarState>, CalendarRefusal | Conflict>> {
    return this.#calendars.handle(hostId, command, context, this.#now());
  }

  #now(): string {
    return instantOf(this.deps.clock.now());
  }
}
