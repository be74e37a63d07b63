import { recorded } from '@bookonce/contracts/event-catalogue';
import { documentsOf, type DocumentProjection, type Projector } from '@bookonce/kernel/projector';
import {
  hostContacts,
  meetingNames,
  workspaceNames,
  type HostContact,
  type MeetingName,
  type WorkspaceName,
} from './notification-documents.js';

export const hostContactProjection: DocumentProjection<HostContact> = {
  collection: hostContacts,
  idsOf: (stored) => {
    const event = recorded(stored);
    switch (event.type) {
      case 'HostAdded':
      case 'HostRenamed':
      case 'ScheduleSet':
        return [event.data.hostId];
      default:
        return [];
    }
  },
  evolve: (doc, stored, id) => {
    const event = recorded(stored);
    switch (event.type) {
      case 'HostAdded':
      case 'HostRenamed':
        return { ...doc, id, name: event.data.name, email: event.data.email };
      case 'ScheduleSet':
        return doc === null ? null : { ...doc, timeZone: event.data.schedule.timeZone };
      default:
        return doc;
    }
  },
};

const meetingNameProjection: DocumentProjection<MeetingName> = {
  collection: meetingNames,
  idsOf: (stored) => {
    const event = recorded(stored);
    return event.type === 'MeetingTypeCreated' || event.type === 'MeetingTypeChanged' ? [event.data.meetingTypeId] : [];
  },
  evolve: (doc, stored, id) => {
    const event = recorded(stored);
    if (event.type !== 'MeetingTypeCreated' && event.type !== 'MeetingTypeChanged') return doc;
    return { id, name: event.data.settings.name };
  },
};

/** The notification service's own copy of the few names it needs. */
export const notificationProjector: Projector = {
  kind: 'projector',
  name: 'notification',
  categories: ['calendar', 'meetingType'],
  documents: [documentsOf(hostContactProjection), documentsOf(meetingNameProjection)],
};

const workspaceNameProjection: DocumentProjection<WorkspaceName> = {
  collection: workspaceNames,
  idsOf: (stored) => {
    const event = recorded(stored);
    return event.type === 'WorkspaceCreated' ? [event.data.workspaceId] : [];
  },
  evolve: (doc, stored, id) => {
    const event = recorded(stored);
    return event.type === 'WorkspaceCreated' ? { id, name: event.data.name } : doc;
  },
};

/** By itself, as its categories came later: a projection begins with the first event of history. */
export const workspaceNameProjector: Projector = {
  kind: 'projector',
  name: 'workspaceNames',
  categories: ['workspace'],
  documents: [documentsOf(workspaceNameProjection)],
};
