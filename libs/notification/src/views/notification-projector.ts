import { recorded } from '@bookonce/contracts/event-catalogue';
import { documentsOf, type DocumentProjection, type Projector } from '@bookonce/kernel/projector';
import {
  hostContacts,
  meetingOutlines,
  notificationView,
  workspaceNames,
  type HostContact,
  type MeetingOutline,
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

export const meetingOutlineProjection: DocumentProjection<MeetingOutline> = {
  collection: meetingOutlines,
  idsOf: (stored) => {
    const event = recorded(stored);
    return event.type === 'MeetingTypeCreated' || event.type === 'MeetingTypeChanged' ? [event.data.meetingTypeId] : [];
  },
  evolve: (doc, stored, id) => {
    const event = recorded(stored);
    if (event.type !== 'MeetingTypeCreated' && event.type !== 'MeetingTypeChanged') return doc;
    const { name, hostIds, location } = event.data.settings;
    return { id, name, hostIds, ...(location?.value === undefined ? {} : { location: location.value }) };
  },
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

/** The notification service's own copy of the few names it needs. */
export const notificationProjector: Projector = {
  kind: 'projector',
  view: notificationView,
  categories: ['calendar', 'meetingType', 'workspace'],
  documents: [
    documentsOf(hostContactProjection),
    documentsOf(meetingOutlineProjection),
    documentsOf(workspaceNameProjection),
  ],
};
