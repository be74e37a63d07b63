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
