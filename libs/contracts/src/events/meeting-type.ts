import { z } from 'zod';
import { defineEvent, type EventOf } from '../define-event.js';
import { storedMeetingTypeSettings } from './stored-values.js';

// Stream: meetingType-<meetingTypeId>. Its links are other streams: changing a type never touches them.

export const meetingTypeEvents = [
  defineEvent('MeetingTypeCreated', 2, z.object({ meetingTypeId: z.string(), settings: storedMeetingTypeSettings })),
  /** Carries the settings as a whole, as they are from now on. */
  defineEvent('MeetingTypeChanged', 2, z.object({ meetingTypeId: z.string(), settings: storedMeetingTypeSettings })),
] as const;

export type MeetingTypeEvent = EventOf<typeof meetingTypeEvents>;
