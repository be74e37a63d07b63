import type { components } from '../../api/schema.js';

type Schemas = components['schemas'];

export type Link = Schemas['Link'];
export type LinkStatus = Link['status'];
export type LinkHistory = Schemas['LinkHistory'];
export type NewLink = Schemas['NewLink'];
export type NewBatchLink = Schemas['NewLinkBatch']['links'][number];
export type MeetingType = Schemas['MeetingType'];
export type MeetingTypeChange = Schemas['MeetingTypeChange'];
export type NewMeetingType = Schemas['NewMeetingType'];
export type Question = MeetingType['questions'][number];
export type Host = Schemas['Host'];
export type Schedule = Host['schedule'];
export type Weekday = Schedule['weekly'][number]['days'][number];
export type Booking = Schemas['Booking'];
export type Session = Schemas['Session'];
export type SentMail = Schemas['SentMail'];
export type ApiKey = Schemas['ApiKey'];
export type CreatedApiKey = Schemas['CreatedApiKey'];
export type SessionRecord = Schemas['SessionRecord'];
export type ConnectedCalendar = Schemas['ConnectedCalendar'];
export type NewCalendar = Schemas['NewCalendar'];
export type CalendarChange = Schemas['CalendarChange'];
export type SlotReason = Schemas['SlotReason'];
export type ExplainedStart = Schemas['ExplainedStart'];
