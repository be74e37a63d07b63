import type { Booking } from '../api/shapes.js';

/** Returns bookings in which every search word occurs: in the attendee, guests, hosts, meeting type, note or answers. */
export const findBookings = (bookings: readonly Booking[], search: string): readonly Booking[] => {
  const words = search.toLowerCase().split(/\s+/).filter(Boolean);
  if (words.length === 0) return bookings;
  return bookings.filter(({ attendee, guests = [], hosts, meetingType, note, answers }) => {
    const names = [attendee.name, attendee.email, ...guests, ...hosts.map(({ name }) => name), meetingType?.name, note];
    const text = [...names, ...Object.values(answers)].join('\n').toLowerCase();
    return words.every((word) => text.includes(word));
  });
};

export interface DayOfBookings {
  readonly day: string;
  readonly bookings: readonly Booking[];
}

/** Groups bookings by the day of their start, in their order. `dateKey` names an instant's day. */
export const byDay = (bookings: readonly Booking[], dateKey: (instant: string) => string): readonly DayOfBookings[] =>
  [...Map.groupBy(bookings, ({ start }) => dateKey(start))].map(([day, ofDay]) => ({ day, bookings: ofDay }));
