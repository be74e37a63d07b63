import { defineCollection, defineView } from '@bookonce/kernel/ports/read-models';

/** Whom a mail about a meeting goes to on the host's side. */
export interface HostContact {
  readonly id: string;
  readonly name: string;
  readonly email: string;
  /** The zone of the host's schedule; absent until one is set. */
  readonly timeZone?: string;
}

/** What a mail says of the meeting type that it is about. */
export interface MeetingOutline {
  readonly id: string;
  readonly name: string;
  readonly hostIds: readonly string[];
  /** Where it takes place, as far as it is written down. */
  readonly location?: string;
}

export interface WorkspaceName {
  readonly id: string;
  readonly name: string;
}

export const notificationView = defineView('notification', 1);

export const hostContacts = defineCollection<HostContact>(notificationView, {
  name: 'hostContacts',
  indexes: {},
  sortKey: (contact) => contact.id,
});

export const meetingOutlines = defineCollection<MeetingOutline>(notificationView, {
  name: 'meetingOutlines',
  indexes: {},
  sortKey: (meeting) => meeting.id,
});

export const workspaceNames = defineCollection<WorkspaceName>(notificationView, {
  name: 'workspaceNames',
  indexes: {},
  sortKey: (workspace) => workspace.id,
});
