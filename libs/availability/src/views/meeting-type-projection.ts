import { recorded } from '@bookonce/contracts/event-catalogue';
import type { DocumentProjection } from '@bookonce/kernel/projector';
import { meetingTypes, type MeetingTypeDocument } from './availability-documents.js';

type Recorded = ReturnType<typeof recorded>;

const idsOf = (event: Recorded): readonly string[] =>
  event.type === 'MeetingTypeCreated' || event.type === 'MeetingTypeChanged' ? [event.data.meetingTypeId] : [];

const evolve = (doc: MeetingTypeDocument | null, event: Recorded): MeetingTypeDocument | null => {
  if (event.type !== 'MeetingTypeCreated' && event.type !== 'MeetingTypeChanged') return doc;
  const { meetingTypeId, settings } = event.data;
  const { workspaceId, time } = event.meta;
  return { ...settings, id: meetingTypeId, workspaceId, createdAt: doc?.createdAt ?? time };
};

export const meetingTypeProjection: DocumentProjection<MeetingTypeDocument> = {
  collection: meetingTypes,
  ofOneStream: true,
  idsOf: (event) => idsOf(recorded(event)),
  evolve: (doc, event) => evolve(doc, recorded(event)),
};
