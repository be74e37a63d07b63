import {
  archiveMeetingType,
  changeMeetingType,
  createMeetingType,
  duplicateMeetingType,
  type MeetingTypeRefusal,
  restoreMeetingType,
} from '@bookonce/contracts/commands/availability';
import type { ConflictRefusal, InvalidRefusal } from '@bookonce/contracts/replies';
import { meetingTypes, type MeetingTypeDocument } from '@bookonce/availability/views/availability-documents';
import type { Clock } from '@bookonce/kernel/ports/clock';
import type { Position } from '@bookonce/kernel/ports/event-store';
import type { ReadModels } from '@bookonce/kernel/ports/read-models';
import { unreachable } from '@bookonce/kernel/result';
import {
  archiveMeetingTypeOperation,
  changeMeetingTypeOperation,
  createMeetingTypeOperation,
  duplicateMeetingTypeOperation,
  getMeetingType,
  listMeetingTypes,
  listMeetingTypeSlots,
  restoreMeetingTypeOperation,
} from '../api/meeting-type-api.js';
import { windowOf } from '../api/shapes.js';
import { invalid, json, notFound, unavailable, type Answer } from '../http/answer.js';
import { workspaceEndpoint, type Endpoint } from '../http/endpoint.js';
import { consistencyOf } from '../http/views.js';
import { apiContext, type Commands, tryAgain } from './commands.js';
import { findOwned, listOwned } from './owned.js';
import type { SlotFinder } from './slot-finder.js';

export interface MeetingTypeDeps {
  readonly readModels: ReadModels;
  readonly commands: Commands;
  readonly slots: SlotFinder;
  readonly clock: Clock;
}

export const meetingTypeEndpoints = ({ readModels, commands, slots, clock }: MeetingTypeDeps): readonly Endpoint[] => {
  const answer = async (
    status: number,
    id: string,
    workspaceId: string,
    position: Position | null,
  ): Promise<Answer> => {
    const type = await findOwned(readModels, meetingTypes, id, workspaceId);
    return type === null ? unavailable() : json(status, meetingTypeForm(type), consistencyOf(position));
  };

  return [
    workspaceEndpoint(createMeetingTypeOperation, async ({ body, workspaceId, commandId, actor }) => {
      const context = apiContext({ commandId, workspaceId, actor });
      const reply = await commands.run(createMeetingTypeOperation, createMeetingType, body, context);
      if (!reply.ok) return refused(reply.error);
      return answer(201, reply.value.meetingTypeId, workspaceId, reply.value.position);
    }),

    workspaceEndpoint(listMeetingTypes, async ({ query, workspaceId }) => {
      const page = await listOwned(readModels, meetingTypes, workspaceId, query, { archived: query.archived });
      return json(200, { items: page.items.map(meetingTypeForm), nextCursor: page.nextCursor });
    }),

    workspaceEndpoint(getMeetingType, async ({ params, workspaceId }) => {
      const type = await findOwned(readModels, meetingTypes, params.id, workspaceId);
      return type === null ? notFound() : json(200, meetingTypeForm(type));
    }),

    workspaceEndpoint(changeMeetingTypeOperation, async ({ params: { id }, body, workspaceId, commandId, actor }) => {
      const changes = { meetingTypeId: id, ...body };
      const context = apiContext({ commandId, workspaceId, actor }, id);
      const reply = await commands.run(changeMeetingTypeOperation, changeMeetingType, changes, context);
      return reply.ok ? answer(200, id, workspaceId, reply.value.position) : refused(reply.error);
    }),

    workspaceEndpoint(
      duplicateMeetingTypeOperation,
      async ({ params: { id }, body, workspaceId, commandId, actor }) => {
        const copy = { meetingTypeId: id, ...body };
        const context = apiContext({ commandId, workspaceId, actor });
        const reply = await commands.run(duplicateMeetingTypeOperation, duplicateMeetingType, copy, context);
        if (!reply.ok) return refused(reply.error);
        return answer(201, reply.value.meetingTypeId, workspaceId, reply.value.position);
      },
    ),

    workspaceEndpoint(archiveMeetingTypeOperation, async ({ params: { id }, workspaceId, commandId, actor }) => {
      const context = apiContext({ commandId, workspaceId, actor }, id);
      const type = { meetingTypeId: id };
      const reply = await commands.run(archiveMeetingTypeOperation, archiveMeetingType, type, context);
      return reply.ok ? answer(200, id, workspaceId, reply.value.position) : refused(reply.error);
    }),

    workspaceEndpoint(restoreMeetingTypeOperation, async ({ params: { id }, workspaceId, commandId, actor }) => {
      const context = apiContext({ commandId, workspaceId, actor }, id);
      const type = { meetingTypeId: id };
      const reply = await commands.run(restoreMeetingTypeOperation, restoreMeetingType, type, context);
      return reply.ok ? answer(200, id, workspaceId, reply.value.position) : refused(reply.error);
    }),

    workspaceEndpoint(listMeetingTypeSlots, async ({ params, query, workspaceId }) => {
      const type = await findOwned(readModels, meetingTypes, params.id, workspaceId);
      if (type === null) return notFound();
      const window = windowOf(query, clock.now());
      if (!window.ok) return invalid(window.error);
      return json(200, await slots.find(type, window.value));
    }),
  ];
};

const refused = (refusal: MeetingTypeRefusal | InvalidRefusal | ConflictRefusal): Answer => {
  switch (refusal.kind) {
    case 'invalid':
      return invalid(refusal.errors);
    case 'meetingTypeUnknown':
      return notFound();
    case 'conflict':
      return tryAgain();
    default:
      return unreachable(refusal);
  }
};

const meetingTypeForm = ({
  workspaceId: _workspaceId,
  ...type
}: MeetingTypeDocument): Omit<MeetingTypeDocument, 'workspaceId'> => type;
