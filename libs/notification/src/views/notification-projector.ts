import { recorded } from '@bookonce/contracts/event-catalogue';
import { documentsOf, type DocumentProjection, type Projector } from '@bookonce/kernel/projector';
import { hostContacts, meetingNames, type HostContact, type MeetingName } from './notification-documents.js';

const hostContactProjection: DocumentProjection<HostContact> = {
  collection: hostContacts,
  idsOf: (stored) => {
    const event = recorded(stored);
    return event.type === 'HostAdded' || event.type === 'HostRenamed' ? [event.data.hostId] : [];
  },
  evolve: (doc, stored, id) => {
    const event = recorded(stored);
    if (event.type !== 'HostAdded' && event.type !== 'HostRenamed') return doc;
    return { id, name: event.data.name, email: event.data.email };
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
