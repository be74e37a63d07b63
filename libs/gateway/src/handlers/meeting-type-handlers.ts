import {
  changeMeetingType,
  createMeetingType,
  type MeetingTypeRefusal,
} from '@bookonce/contracts/commands/availability';
import type { ConflictRefusal } from '@bookonce/contracts/replies';
import type { MeetingTypeSettings } from '@bookonce/contracts/values/meeting-type';
import { hosts, meetingTypes, type MeetingTypeDocument } from '@bookonce/availability/views/availability-documents';
import type { Clock } from '@bookonce/kernel/ports/clock';
import type { Position } from '@bookonce/kernel/ports/event-store';
import type { ReadModels } from '@bookonce/kernel/ports/read-models';
import { unreachable } from '@bookonce/kernel/result';
import { idFrom } from '@bookonce/contracts/values/ids';
import {
  changeMeetingTypeOperation,
  createMeetingTypeOperation,
  getMeetingType,
  listMeetingTypes,
  listMeetingTypeSlots,
} from '../api/meeting-type-api.js';
import { windowOf } from '../api/window.js';
import { invalid, json, notFound, unavailable, type Answer } from '../http/answer.js';
import { workspaceEndpoint, type Endpoint } from '../http/endpoint.js';
import type { ValueError } from '../http/validation.js';
import { consistencyOf } from '../http/views.js';
import { apiContext, type Commands } from './commands.js';
import { changedSettings, newSettings } from './meeting-type-settings.js';
import { findOwned, listOwned } from './owned.js';
import { tryAgain } from './refusals.js';
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

  const errorsOf = async (settings: MeetingTypeSettings, workspaceId: string): Promise<readonly ValueError[]> => {
    const found = await Promise.all(settings.hostIds.map((id) => findOwned(readModels, hosts, id, workspaceId)));
    return found.flatMap((host, index) =>
      host === null ? [{ path: `hostIds.${index}`, message: 'is not a host of this workspace' }] : [],
    );
  };

  return [
    workspaceEndpoint(createMeetingTypeOperation, async ({ body, workspaceId, commandId }) => {
      const settings = newSettings(body);
      const errors = await errorsOf(settings, workspaceId);
      if (errors.length > 0) return invalid(errors);
      const meetingTypeId = idFrom('mtt', commandId);
      const context = apiContext({ commandId, workspaceId }, meetingTypeId);
      const reply = await commands.run(
        createMeetingTypeOperation,
        createMeetingType,
        { meetingTypeId, settings },
        context,
      );
      if (reply.ok) return answer(201, meetingTypeId, workspaceId, reply.value.position);
      // The id derives from this very command: an earlier delivery of it made the type.
      if (reply.error.kind === 'meetingTypeExists') return answer(201, meetingTypeId, workspaceId, null);
      return refused(reply.error);
    }),

    workspaceEndpoint(listMeetingTypes, async ({ query, workspaceId }) => {
      const page = await listOwned(readModels, meetingTypes, workspaceId, query);
      return json(200, { items: page.items.map(meetingTypeForm), nextCursor: page.nextCursor });
    }),

    workspaceEndpoint(getMeetingType, async ({ params, workspaceId }) => {
      const type = await findOwned(readModels, meetingTypes, params.id, workspaceId);
      return type === null ? notFound() : json(200, meetingTypeForm(type));
    }),

    workspaceEndpoint(changeMeetingTypeOperation, async ({ params: { id }, body, workspaceId, commandId }) => {
      const type = await findOwned(readModels, meetingTypes, id, workspaceId);
      if (type === null) return notFound();
      const settings = changedSettings(type, body);
      const errors = body.hostIds === undefined ? [] : await errorsOf(settings, workspaceId);
      if (errors.length > 0) return invalid(errors);
      const context = apiContext({ commandId, workspaceId }, id);
      const reply = await commands.run(
        changeMeetingTypeOperation,
        changeMeetingType,
        { meetingTypeId: id, settings },
        context,
      );
      return reply.ok ? answer(200, id, workspaceId, reply.value.position) : refused(reply.error);
    }),

    workspaceEndpoint(listMeetingTypeSlots, async ({ params, query, workspaceId }) => {
      const type = await findOwned(readModels, meetingTypes, params.id, workspaceId);
      if (type === null) return notFound();
      const window = windowOf(query, clock.now());
      if (!window.ok) return invalid(window.error);
      return json(200, { slots: await slots.find(type, window.value) });
    }),
  ];
};

const refused = (refusal: MeetingTypeRefusal | ConflictRefusal): Answer => {
  switch (refusal.kind) {
    case 'meetingTypeUnknown':
      return notFound();
    case 'meetingTypeExists':
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
