import { recorded } from '@bookonce/contracts/event-catalogue';
import { withEmail, type KnownEmails } from '@bookonce/contracts/values/former-emails';
import { storedLocale, withLocale } from '@bookonce/contracts/streams/host-locale';
import type { Locale } from '@bookonce/contracts/values/language';
import type { Location, Question } from '@bookonce/contracts/values/meeting-type';
import { addressIn } from '@bookonce/kernel/email-address';
import { withoutUndefined } from '@bookonce/kernel/json';
import { defineCollection, defineView } from '@bookonce/kernel/ports/read-models';
import { documentsOf, type DocumentProjection, type Projector } from '@bookonce/kernel/projector';

/** A host as mails address one. */
export interface HostContact extends KnownEmails {
  readonly id: string;
  readonly workspaceId: string;
  readonly name: string;
  /** Absent: the host has no language of their own. */
  readonly locale?: Locale;
  /** The zone of the host's schedule; absent until one is set. */
  readonly timeZone?: string;
}

/** A meeting type as mails describe it. */
export interface MeetingOutline {
  readonly id: string;
  readonly name: string;
  readonly hostIds: readonly string[];
  readonly location?: Location;
  readonly questions: readonly Pick<Question, 'id' | 'label'>[];
}

export interface WorkspaceName {
  readonly id: string;
  readonly name: string;
  /** The colour of buttons, as `#rrggbb`. */
  readonly color?: string;
}

export const notificationView = defineView('notification', 5);

export const hostContacts = defineCollection<HostContact>(notificationView, {
  name: 'hostContacts',
  indexes: { address: ({ workspaceId, email }) => addressIn(workspaceId, email) },
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

export const hostContactProjection: DocumentProjection<HostContact> = {
  collection: hostContacts,
  idsOf: (stored) => {
    const event = recorded(stored);
    switch (event.type) {
      case 'HostAdded':
      case 'HostRenamed':
      case 'ScheduleSet':
      case 'HostLanguageSet':
        return [event.data.hostId];
      default:
        return [];
    }
  },
  evolve: (doc, stored, id) => {
    const event = recorded(stored);
    switch (event.type) {
      case 'HostAdded':
      case 'HostRenamed': {
        const { name, email } = event.data;
        return { ...doc, id, workspaceId: event.meta.workspaceId, name, ...withEmail(doc, email, event.meta.time) };
      }
      case 'ScheduleSet':
        return doc === null ? null : { ...doc, timeZone: event.data.schedule.timeZone };
      case 'HostLanguageSet':
        return doc === null ? null : withLocale(doc, storedLocale(event.data));
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
    const { name, hostIds, location, questions } = event.data.settings;
    const labelled = questions.map((question) => ({ id: question.id, label: question.label }));
    return { id, name, hostIds, questions: labelled, ...withoutUndefined({ location }) };
  },
};

const workspaceNameProjection: DocumentProjection<WorkspaceName> = {
  collection: workspaceNames,
  idsOf: (stored) => {
    const event = recorded(stored);
    switch (event.type) {
      case 'WorkspaceCreated':
      case 'WorkspaceRenamed':
      case 'WorkspaceColorSet':
        return [event.data.workspaceId];
      default:
        return [];
    }
  },
  evolve: (doc, stored, id) => {
    const event = recorded(stored);
    switch (event.type) {
      case 'WorkspaceCreated':
      case 'WorkspaceRenamed':
        return { ...doc, id, name: event.data.name };
      case 'WorkspaceColorSet': {
        if (doc === null) return null;
        const { color: _before, ...others } = doc;
        return event.data.color === null ? others : { ...others, color: event.data.color };
      }
      default:
        return doc;
    }
  },
};

/** Fills the notification service's own view of the names in mails. */
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
