import type { ReadModels } from '@bookonce/kernel/ports/read-models';
import {
  hostContacts,
  meetingOutlines,
  type HostContact,
  type MeetingOutline,
} from '../views/notification-documents.js';

type Views = Pick<ReadModels, 'get'>;

export const hostContactOf = async (views: Views, hostId: string): Promise<HostContact> =>
  known(await views.get(hostContacts, hostId), `host ${hostId}`);

export const meetingOutlineOf = async (views: Views, meetingTypeId: string): Promise<MeetingOutline> =>
  known(await views.get(meetingOutlines, meetingTypeId), `meeting type ${meetingTypeId}`);

const known = <Doc>(document: Doc | null, what: string): Doc => {
  // Thrown, so that the event is delivered again: the view is behind it for a moment after a restart.
  if (document === null) throw new Error(`nothing is known of ${what} yet`);
  return document;
};
