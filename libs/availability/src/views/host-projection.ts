import { recorded } from '@bookonce/contracts/event-catalogue';
import type { DocumentProjection } from '@bookonce/kernel/projector';
import { hosts, type HostDocument } from './availability-documents.js';

type Recorded = ReturnType<typeof recorded>;

const idsOf = (event: Recorded): readonly string[] => {
  switch (event.type) {
    case 'HostAdded':
    case 'HostRenamed':
    case 'ScheduleSet':
    case 'TimeOffSet':
    case 'BusySet':
      return [event.data.hostId];
    default:
      return [];
  }
};

const evolve = (doc: HostDocument | null, event: Recorded): HostDocument | null => {
  if (event.type === 'HostAdded') {
    const { hostId, name, email } = event.data;
    const { workspaceId, time } = event.meta;
    const schedule = { timeZone: 'UTC', weekly: [] };
    return { id: hostId, workspaceId, name, email, schedule, timeOff: [], busy: [], createdAt: time };
  }
  if (doc === null) return null;
  switch (event.type) {
    case 'HostRenamed':
      return { ...doc, name: event.data.name, email: event.data.email };
    case 'ScheduleSet':
      return { ...doc, schedule: event.data.schedule };
    case 'TimeOffSet':
      return { ...doc, timeOff: event.data.timeOff };
    case 'BusySet':
      return { ...doc, busy: event.data.intervals };
    default:
      return doc;
  }
};

export const hostProjection: DocumentProjection<HostDocument> = {
  collection: hosts,
  ofOneStream: true,
  idsOf: (event) => idsOf(recorded(event)),
  evolve: (doc, event) => evolve(doc, recorded(event)),
};
