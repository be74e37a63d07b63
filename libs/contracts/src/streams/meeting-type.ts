import type { StreamFold } from '@bookonce/kernel/stream-reader';
import { recorded } from '../event-catalogue.js';
import type { MeetingTypeSettings } from '../values/meeting-type.js';

/** A meeting type by its own stream, for services that decide by its settings. */
export interface CurrentMeetingType {
  readonly meetingTypeId: string;
  readonly workspaceId: string;
  readonly settings: MeetingTypeSettings;
  /** Takes no new links; existing ones go on. */
  readonly isArchived: boolean;
}

/** Null until the meeting type is created. */
export const meetingTypeStream: StreamFold<CurrentMeetingType | null> = {
  category: 'meetingType',
  initial: null,
  evolve: (current, stored) => {
    const event = recorded(stored);
    switch (event.type) {
      case 'MeetingTypeCreated':
      case 'MeetingTypeChanged':
        return { ...event.data, workspaceId: event.meta.workspaceId, isArchived: current?.isArchived ?? false };
      case 'MeetingTypeArchived':
      case 'MeetingTypeRestored':
        return current === null ? null : { ...current, isArchived: event.type === 'MeetingTypeArchived' };
      default:
        return current;
    }
  },
};
