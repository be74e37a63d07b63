import type {
  addHost,
  bookSlot,
  changeHost,
  changeMeetingType,
  createMeetingType,
  Held,
  holdSlot,
  HostRefusal,
  MeetingTypeRefusal,
  moveSlot,
  releaseSlot,
  setBusy,
  SlotRefusal,
} from '@bookonce/contracts/commands/availability';
import type { PayloadOf } from '@bookonce/contracts/define-command';
import { versionOf } from '@bookonce/contracts/event-catalogue';
import type { CalendarEvent } from '@bookonce/contracts/events/calendar';
import type { MeetingTypeEvent } from '@bookonce/contracts/events/meeting-type';
import type { CommandReply, ConflictRefusal } from '@bookonce/contracts/replies';
import { CommandHandler, type Conflict, type Handled } from '@bookonce/kernel/command-handler';
import { instantOf } from '@bookonce/kernel/json';
import type { CommandContext, CommandMessage } from '@bookonce/kernel/ports/bus';
import type { Clock } from '@bookonce/kernel/ports/clock';
import type { EventStore, Position } from '@bookonce/kernel/ports/event-store';
import type { Ids } from '@bookonce/kernel/ports/ids';
import type { Snapshots } from '@bookonce/kernel/ports/snapshots';
import { fail, ok, type Result } from '@bookonce/kernel/result';
import { calendar, type CalendarCommand, type CalendarRefusal } from '../domain/calendar.js';
import type { CalendarState } from '../domain/calendar-state.js';
import { meetingType, type MeetingTypeCommand, type MeetingTypeState } from '../domain/meeting-type.js';
import { rulesForLength } from '../domain/rules-for-length.js';
import { holdOnHosts } from './hold-on-hosts.js';
import { latestPosition } from './latest-position.js';
import { moveOnHosts } from './move-on-hosts.js';

export interface AvailabilityServiceDeps {
  readonly store: EventStore;
  readonly snapshots: Snapshots;
  readonly ids: Ids;
  readonly clock: Clock;
}

type HostChanges = Extract<CalendarCommand, { type: 'change' }>['changes'];

const SNAPSHOT_EVERY = 500;
const CALENDAR_STATE_VERSION = 2;

/** Answers the commands of contracts/commands/availability. */
export class AvailabilityService {
  readonly #calendars: CommandHandler<CalendarCommand, CalendarState, CalendarEvent, CalendarRefusal>;
  readonly #meetingTypes: CommandHandler<MeetingTypeCommand, MeetingTypeState, MeetingTypeEvent, MeetingTypeRefusal>;

  /** `decider`: the simulator replaces it to prove that it notices a wrong one. */
  constructor(
    private readonly deps: AvailabilityServiceDeps,
    decider = calendar,
  ) {
    const { store, ids, snapshots } = deps;
    this.#calendars = new CommandHandler({
      category: 'calendar',
      decider,
      versionOf,
      store,
      ids,
      snapshot: { store: snapshots, version: CALENDAR_STATE_VERSION, every: SNAPSHOT_EVERY },
    });
    this.#meetingTypes = new CommandHandler({ category: 'meetingType', decider: meetingType, versionOf, store, ids });
  }

  addHost({ payload, context }: CommandMessage<PayloadOf<typeof addHost>>): Promise<CommandReply<HostRefusal>> {
    return this.#changeHost(payload.hostId, { type: 'add', ...payload }, context);
  }

  changeHost({ payload, context }: CommandMessage<PayloadOf<typeof changeHost>>): Promise<CommandReply<HostRefusal>> {
    const { hostId, ...asked } = payload;
    const given = Object.entries(asked).filter(([, value]) => value !== undefined);
    const changes: HostChanges = Object.fromEntries(given);
    return this.#changeHost(hostId, { type: 'change', changes }, context);
  }

  setBusy({ payload, context }: CommandMessage<PayloadOf<typeof setBusy>>): Promise<CommandReply<HostRefusal>> {
    return this.#changeHost(payload.hostId, { type: 'setBusy', intervals: payload.intervals }, context);
  }

  createMeetingType({
    payload,
    context,
  }: CommandMessage<PayloadOf<typeof createMeetingType>>): Promise<CommandReply<MeetingTypeRefusal>> {
    return this.#changeMeetingType(payload.meetingTypeId, { type: 'create', ...payload }, context);
  }

  changeMeetingType({
    payload,
    context,
  }: CommandMessage<PayloadOf<typeof changeMeetingType>>): Promise<CommandReply<MeetingTypeRefusal>> {
    const { meetingTypeId, settings } = payload;
    return this.#changeMeetingType(meetingTypeId, { type: 'change', settings }, context);
  }

  async holdSlot({
    payload,
    context,
  }: CommandMessage<PayloadOf<typeof holdSlot>>): Promise<CommandReply<SlotRefusal, Held>> {
    // Another instance may have changed it: old rules would refuse what the views offer.
    const { state: type } = await this.#meetingTypes.load(payload.meetingTypeId);
    if (type === null) return fail({ kind: 'slotNotOffered' });
    return holdOnHosts(
      {
        ids: this.deps.ids,
        peek: async (hostId) => (await this.#calendars.peek(hostId)).state,
        load: async (hostId) => (await this.#calendars.load(hostId)).state,
        run: (hostId, command) => this.#run(hostId, command, context),
      },
      { ...payload, rules: type.settings, now: this.#now() },
    );
  }

  async moveSlot({ payload, context }: CommandMessage<PayloadOf<typeof moveSlot>>): Promise<CommandReply<SlotRefusal>> {
    const { state: type } = await this.#meetingTypes.load(payload.meetingTypeId);
    if (type === null) throw new Error(`booking ${payload.bookingId} is of no meeting type`);
    return moveOnHosts(
      {
        load: async (hostId) => (await this.#calendars.load(hostId)).state,
        // Several steps of one move reach one calendar: each is a command of its own.
        run: (hostId, command) =>
          this.#run(hostId, command, {
            ...context,
            commandId: this.deps.ids.derive(`${context.commandId}/${command.type}`),
          }),
      },
      { ...payload, rules: rulesForLength(type.settings, payload), now: this.#now() },
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

  /** Every host is asked, whatever another one says: each of them has to end booked or released (I6). */
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
        // The link was consumed on the strength of this hold: that it is gone is a bug, and must be seen.
        throw new Error(`booking ${command.bookingId} cannot ${command.type} its slot: ${reply.error.kind}`);
      }
      position = latestPosition(position, reply.value.position);
    }
    return ok({ position });
  }

  async #changeHost(
    hostId: string,
    command: CalendarCommand,
    context: CommandContext,
  ): Promise<CommandReply<HostRefusal>> {
    const handled = await this.#run(hostId, command, context);
    return handled.ok ? ok({ position: handled.value.position }) : fail(asHostRefusal(handled.error));
  }

  async #changeMeetingType(
    meetingTypeId: string,
    command: MeetingTypeCommand,
    context: CommandContext,
  ): Promise<CommandReply<MeetingTypeRefusal>> {
    const handled = await this.#meetingTypes.handle(meetingTypeId, command, context, this.#now());
    return handled.ok ? ok({ position: handled.value.position }) : handled;
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

const asHostRefusal = (refusal: CalendarRefusal | ConflictRefusal): HostRefusal | ConflictRefusal => {
  if (refusal.kind === 'hostUnknown' || refusal.kind === 'hostExists' || refusal.kind === 'conflict') return refusal;
  throw new Error(`a host's details are not refused as ${refusal.kind}`);
};
