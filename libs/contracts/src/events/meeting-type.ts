import { z } from 'zod';
import { defineEvent, type EventOf } from '../define-event.js';
import { storedMeetingTypeSettings } from './stored-values.js';

// Stream: meetingType-<meetingTypeId>. Its links are other streams: changing a type never touches them.

export const meetingTypeEvents = [
  defineEvent('MeetingTypeCreated', 2, z.object({ meetingTypeId: z.string(), settings: storedMeetingTypeSettings })),
  /** Carries the settings as a whole, as they are from now on. */
  defineEvent('MeetingTypeChanged', 2, z.object({ meetingTypeId: z.string(), settings: storedMeetingTypeSettings })),
  /** No new links from now on; existing ones go on. */
  defineEvent('MeetingTypeArchived', 1, z.object({ meetingTypeId: z.string() })),
  defineEvent('MeetingTypeRestored', 1, z.object({ meetingTypeId: z.string() })),
] as const;

export type MeetingTypeEvent = EventOf<typeof meetingTypeEvents>;
