import type { LinkHistory } from '../api/shapes.js';

export type HistoryEvent = LinkHistory['events'][number];

/** The key of the text for an entry: its type, or a variant that its data tells apart. */
export const historyTextKey = ({ type, by, data }: HistoryEvent): string => {
  switch (type) {
    case 'LinkRevoked':
      return data['replacedBy'] === undefined ? type : 'LinkReplaced';
    case 'LinkReminderRequested':
      return by === 'system' ? 'UnusedReminder' : type;
    case 'BookingRescheduled':
      return data['start'] === data['fromStart'] ? 'LengthChanged' : type;
    case 'BookingDeclined':
      return data['cause'] === 'host' ? type : 'ApprovalExpired';
    case 'BookingCancelled':
      return by === 'attendee' ? 'CancelledByAttendee' : type;
    case 'NoShowRecorded':
      return data['noShow'] === true ? type : 'NoShowUndone';
    default:
      return type;
  }
};

/** Words that a person wrote, or the code of a reason. */
export const historyWords = ({ data }: HistoryEvent): string | null => {
  const { reason, message } = data;
  if (typeof reason === 'string') return reason;
  return typeof message === 'string' ? message : null;
};

/** The event that a booking is known by in the history of its link. */
const startsBooking = ({ type }: HistoryEvent): boolean => type === 'LinkConsumed';

const textIn = (data: HistoryEvent['data'], name: string): string | null => {
  const value = data[name];
  return typeof value === 'string' ? value : null;
};

/** The meeting's time at an entry: the one that was booked, or the one before and after a move. */
export interface MeetingTimes {
  readonly from?: string;
  readonly to: string;
}

/** Returns the meeting's time at an entry; null if the entry changes none. `start` is the booking's own, by now. */
export const meetingTimesAt = (
  events: readonly HistoryEvent[],
  index: number,
  start: string | undefined,
): MeetingTimes | null => {
  const event = events[index];
  if (event === undefined) return null;
  const moved = (one: HistoryEvent): boolean => one.type === 'BookingRescheduled';
  if (startsBooking(event)) {
    const first = events.slice(index).find(moved);
    const to = first === undefined ? start : (textIn(first.data, 'fromStart') ?? undefined);
    return to === undefined ? null : { to };
  }
  if (!moved(event)) return null;
  const [from, to] = [textIn(event.data, 'fromStart'), textIn(event.data, 'start')];
  return to === null || from === null || from === to ? null : { from, to };
};

export interface NamedActor {
  readonly name: string;
  /** True for an API key, whose name is that of a program. */
  readonly isKey: boolean;
}

/** Names the person or the API key that acted; null if the service did, or the name is not known. */
export const actorOf = ({ by, actor }: HistoryEvent, attendeeName: string | undefined): NamedActor | null => {
  const name = actor?.name ?? (by === 'attendee' ? attendeeName : undefined);
  return name === undefined ? null : { name, isKey: actor?.id.startsWith('key_') ?? false };
};
