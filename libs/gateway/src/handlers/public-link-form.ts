import type { HostDocument, MeetingTypeDocument } from '@bookonce/availability/views/availability-documents';
import type { LinkDocument } from '@bookonce/link/views/link-document';

/** An active link as its recipient sees it: nothing of who else it could have been for. */
export const publicLinkForm = (
  { status, expiresAt }: Pick<LinkDocument, 'status' | 'expiresAt'>,
  { name, durationMinutes, description, location, questions }: MeetingTypeDocument,
  hosts: readonly HostDocument[],
) => ({
  status,
  expiresAt,
  meetingType: { name, durationMinutes, description, location, questions },
  hosts: hosts.map((host) => ({ name: host.name })),
});
