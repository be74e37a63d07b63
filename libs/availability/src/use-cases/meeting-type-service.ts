import type {
  archiveMeetingType,
  changeMeetingType,
  CreatedMeetingType,
  createMeetingType,
  duplicateMeetingType,
  MeetingTypeRefusal,
  restoreMeetingType,
} from '@bookonce/contracts/commands/availability';
import type { PayloadOf } from '@bookonce/contracts/define-command';
import { versionOf } from '@bookonce/contracts/event-catalogue';
import type { MeetingTypeEvent } from '@bookonce/contracts/events/meeting-type';
import type { CommandReply, FieldError, InvalidRefusal } from '@bookonce/contracts/replies';
import { idFrom } from '@bookonce/contracts/values/ids';
import type { NewMeetingType } from '@bookonce/contracts/values/meeting-type';
import { CommandHandler } from '@bookonce/kernel/command-handler';
import { instantOf } from '@bookonce/kernel/json';
import type { CommandContext, CommandMessage } from '@bookonce/kernel/ports/bus';
import type { Clock } from '@bookonce/kernel/ports/clock';
import type { EventStore } from '@bookonce/kernel/ports/event-store';
import type { Ids } from '@bookonce/kernel/ports/ids';
import { fail, ok } from '@bookonce/kernel/result';
import { StreamWorkspaces } from '@bookonce/kernel/stream-reader';
import {
  meetingType,
  type MeetingTypeCommand,
  type MeetingTypeDeciderRefusal,
  type MeetingTypeState,
  nameOfCopy,
} from '../domain/meeting-type.js';

interface MeetingTypeServiceDeps {
  readonly store: EventStore;
  readonly ids: Ids;
  readonly clock: Clock;
}

/** Answers the commands about meeting types. */
export class MeetingTypeService {
  readonly #types: CommandHandler<MeetingTypeCommand, MeetingTypeState, MeetingTypeEvent, MeetingTypeDeciderRefusal>;
  readonly #workspaces: StreamWorkspaces;
  readonly #clock: Clock;

  /** @param hostWorkspaces tells whether a host of a meeting type is of the same workspace (I19) */
  constructor(
    { store, ids, clock }: MeetingTypeServiceDeps,
    private readonly hostWorkspaces: StreamWorkspaces,
  ) {
    this.#types = new CommandHandler({ category: 'meetingType', decider: meetingType, versionOf, store, ids });
    this.#workspaces = new StreamWorkspaces(store, 'meetingType');
    this.#clock = clock;
  }

  /** The meeting type in memory, which another instance may have changed since; null if there is none. */
  async peek(meetingTypeId: string): Promise<MeetingTypeState> {
    return (await this.#types.peek(meetingTypeId)).state;
  }

  /** The stored meeting type; null if there is none. */
  async load(meetingTypeId: string): Promise<MeetingTypeState> {
    return (await this.#types.load(meetingTypeId)).state;
  }

  async create({
    payload: settings,
    context,
  }: CommandMessage<PayloadOf<typeof createMeetingType>>): Promise<CommandReply<InvalidRefusal, CreatedMeetingType>> {
    const errors = await this.#errorsIn(settings.hostIds, context);
    if (errors.length > 0) return fail({ kind: 'invalid', errors });
    return this.#create(settings, context);
  }

  /** The original's name, if none is given, says what it is a copy of. */
  async duplicate({
    payload: { meetingTypeId, name },
    context,
  }: CommandMessage<PayloadOf<typeof duplicateMeetingType>>): Promise<
    CommandReply<MeetingTypeRefusal | InvalidRefusal, CreatedMeetingType>
  > {
    if (!(await this.#isTypeOf(context, meetingTypeId))) return fail({ kind: 'meetingTypeUnknown' });
    const original = await this.load(meetingTypeId);
    if (original === null) return fail({ kind: 'meetingTypeUnknown' });
    const errors = await this.#errorsIn(original.settings.hostIds, context);
    if (errors.length > 0) return fail({ kind: 'invalid', errors });
    return this.#create({ ...original.settings, name: name ?? nameOfCopy(original.settings.name) }, context);
  }

  async #create(
    settings: NewMeetingType,
    context: CommandContext,
  ): Promise<CommandReply<InvalidRefusal, CreatedMeetingType>> {
    const meetingTypeId = idFrom('mtt', context.commandId);
    const command: MeetingTypeCommand = { type: 'create', meetingTypeId, settings };
    const reply = await this.#run(meetingTypeId, command, { ...context, correlationId: meetingTypeId });
    if (reply.ok) return ok({ meetingTypeId, ...reply.value });
    if (reply.error.kind !== 'meetingTypeUnknown') return fail(reply.error);
    throw new Error(`meeting type ${meetingTypeId} cannot be created: ${reply.error.kind}`);
  }

  async change({
    payload: { meetingTypeId, ...changes },
    context,
  }: CommandMessage<PayloadOf<typeof changeMeetingType>>): Promise<CommandReply<MeetingTypeRefusal | InvalidRefusal>> {
    if (!(await this.#isTypeOf(context, meetingTypeId))) return fail({ kind: 'meetingTypeUnknown' });
    const errors = await this.#errorsIn(changes.hostIds ?? [], context);
    if (errors.length > 0) return fail({ kind: 'invalid', errors });
    return this.#run(meetingTypeId, { type: 'change', changes }, context);
  }

  archive({
    payload: { meetingTypeId },
    context,
  }: CommandMessage<PayloadOf<typeof archiveMeetingType>>): Promise<CommandReply<MeetingTypeRefusal>> {
    return this.#archiveOrRestore(meetingTypeId, { type: 'archive' }, context);
  }

  restore({
    payload: { meetingTypeId },
    context,
  }: CommandMessage<PayloadOf<typeof restoreMeetingType>>): Promise<CommandReply<MeetingTypeRefusal>> {
    return this.#archiveOrRestore(meetingTypeId, { type: 'restore' }, context);
  }

  async #archiveOrRestore(
    meetingTypeId: string,
    command: Extract<MeetingTypeCommand, { type: 'archive' | 'restore' }>,
    context: CommandContext,
  ): Promise<CommandReply<MeetingTypeRefusal>> {
    if (!(await this.#isTypeOf(context, meetingTypeId))) return fail({ kind: 'meetingTypeUnknown' });
    const reply = await this.#run(meetingTypeId, command, context);
    if (reply.ok || reply.error.kind !== 'invalid') return reply as CommandReply<MeetingTypeRefusal>;
    throw new Error(`meeting type ${meetingTypeId} cannot ${command.type}`);
  }

  /** A meeting type of another workspace is no different from one that does not exist (I19). */
  async #isTypeOf({ workspaceId }: CommandContext, meetingTypeId: string): Promise<boolean> {
    return (await this.#workspaces.workspaceOf(meetingTypeId)) === workspaceId;
  }

  /** Returns one error for each host that the workspace does not have (I19). */
  async #errorsIn(hostIds: readonly string[], { workspaceId }: CommandContext): Promise<readonly FieldError[]> {
    const found = await Promise.all(hostIds.map((hostId) => this.hostWorkspaces.workspaceOf(hostId)));
    return found.flatMap((owner, index) =>
      owner === workspaceId ? [] : [{ path: `hostIds.${index}`, message: 'is not a host of this workspace' }],
    );
  }

  async #run(
    meetingTypeId: string,
    command: MeetingTypeCommand,
    context: CommandContext,
  ): Promise<CommandReply<MeetingTypeDeciderRefusal>> {
    const handled = await this.#types.handle(meetingTypeId, command, context, instantOf(this.#clock.now()));
    return handled.ok ? ok({ position: handled.value.position }) : handled;
  }
}
