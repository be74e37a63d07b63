import type { BookingRequest } from '@bookonce/contracts/events/booking';

/** Whether a caller asked for the same booking again: what the caller said, not what the product looked up for it. */
export const isSameRequest = (a: BookingRequest, b: BookingRequest): boolean =>
  a.linkId === b.linkId &&
  a.start === b.start &&
  a.note === b.note &&
  a.attendee.name === b.attendee.name &&
  a.attendee.email === b.attendee.email &&
  a.attendee.timeZone === b.attendee.timeZone &&
  sameAnswers(a.answers, b.answers);

const sameAnswers = (a: BookingRequest['answers'], b: BookingRequest['answers']): boolean => {
  const keys = Object.keys(a);
  return keys.length === Object.keys(b).length && keys.every((key) => a[key] === b[key]);
};
