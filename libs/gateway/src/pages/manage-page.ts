import { instantOf } from '@bookonce/kernel/json';
import { partsOf, publicBookingForm } from '../handlers/booking-form.js';
import { managedBooking } from '../handlers/by-token.js';
import type { Answer } from '../http/answer.js';
import { noBookingPage } from './fault-page.js';
import { messagesIn, type Language } from './language.js';
import type { PageReaders } from './link-page.js';
import { meetingShell } from './meeting-shell.js';

/** The page behind a booking's manage link. Opening it changes nothing (I10). */
export const managePage = async (readers: PageReaders, manageToken: string, language: Language): Promise<Answer> => {
  const { readModels, clock, options } = readers;
  const found = await managedBooking(readers, manageToken);
  if (found === null) return noBookingPage(language);
  const parts = await partsOf(readModels, found);
  const booking = publicBookingForm(parts, options);
  const messages = messagesIn(language);
  const names = new Intl.ListFormat(language).format(booking.hosts.map((host) => host.name));
  return meetingShell({
    language,
    eyebrow: names === '' ? messages.yourBooking : `${messages.yourBooking} ${messages.with(names)}`,
    title: booking.meetingType?.name ?? messages.meeting,
    durationMinutes: booking.meetingType?.durationMinutes ?? null,
    location: booking.meetingType?.location,
    description: undefined,
    content: 'booking',
    data: { kind: 'booking', manageToken, booking, now: instantOf(clock.now()) },
  });
};
