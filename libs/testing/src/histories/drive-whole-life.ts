import type { BookingAnswer } from '../harness/api-shapes.js';
import { eventually } from '../harness/eventually.js';
import { jsonOf } from '../harness/http-client.js';
import { DAY_MS, HOUR_MS, MINUTE_MS, type RecordedAttempt, type RecordedProduct } from './recorded-product.js';

/** Bookings that are approved, declined, moved while they wait, and never decided. */
export const driveApprovals = async (product: RecordedProduct, hostIds: readonly string[]): Promise<void> => {
  const type = await product.type('Consultation', hostIds.slice(0, 1), { confirmation: 'approval', approvalHours: 24 });
  await product.decide(200, await product.attempt(type), 'approve', { message: 'Looking forward to it' });
  await product.decide(200, await product.attempt(type), 'decline', { reason: 'On holiday' });
  await product.decide(200, await product.attempt(type), 'decline', { sendFreshLink: true });
  const moved = await product.attempt(type);
  await product.manage(200, moved, 'reschedule', { start: await product.freeStart(type) });
  await product.decide(200, moved, 'approve');
  await product.manage(200, await product.attempt(type), 'cancel', {});
  await clashWithRequest(product, type, hostIds[0] ?? '');
  const all = await product.type('Board meeting', hostIds, { confirmation: 'approval', assignment: 'collective' });
  await product.decide(200, await product.attempt(all), 'decline', { sendFreshLink: true });
  await product.attempt(type);
  await product.advance(25 * HOUR_MS);
};

/** A host who becomes busy at the time of a request, and approves it nevertheless. */
const clashWithRequest = async (product: RecordedProduct, type: string, hostId: string): Promise<void> => {
  const { api } = product;
  const attempt = await product.attempt(type);
  const { id, start, end } = attempt.booking;
  const setBusy = (intervals: readonly object[]) =>
    api.expect(200, `/v1/hosts/${hostId}/busy`, { method: 'PUT', body: { intervals } });
  const warned = (clashes: number) =>
    eventually(async () => {
      const { clashes: found = [] } = await api.expect<{ clashes?: readonly object[] }>(200, `/v1/bookings/${id}`);
      if (found.length !== clashes) throw new Error(`${found.length} clashes instead of ${clashes}`);
    });
  await setBusy([{ start, end }]);
  await warned(1);
  await setBusy([]);
  await warned(0);
  await product.decide(200, attempt, 'approve');
};

/** Attempts that are confirmed by mail, cancelled, late, or one too many. */
export const driveOptIns = async (product: RecordedProduct, hostId: string): Promise<void> => {
  const type = await product.type('First visit', [hostId], { confirmation: 'doubleOptIn', optInMinutes: 20 });
  const first = await product.attempt(type);
  await product.manage(202, first, 'opt-in-mail');
  await confirmOptIn(product, first);
  await product.manage(200, await product.attempt(type), 'cancel');
  await product.attempt(type);

  const shared = await product.link(type);
  const people = [0, 1, 2, 3].map((index) => `friend${index}.${product.newest}`);
  const attempts: RecordedAttempt[] = [];
  for (const email of people.slice(0, 3)) {
    attempts.push(await product.bookWith(shared, await product.freeStart(type), email));
  }
  const fourth = await product.api.book(shared, await product.freeStart(type), { email: people[3] ?? '' });
  if (fourth.slug !== 'too-many-pending') throw new Error(`a fourth attempt: ${fourth.answer.text}`);
  const [winner] = attempts;
  if (winner !== undefined) await confirmOptIn(product, winner);
  await product.advance(21 * MINUTE_MS);
};

const confirmOptIn = async (product: RecordedProduct, { email }: RecordedAttempt): Promise<void> => {
  const token = await product.mailedToken(email, 'o');
  const confirmed = await product.visit(200, `/v1/public/opt-ins/${token}/confirm`);
  if (jsonOf<BookingAnswer>(confirmed).status === 'awaitingOptIn') throw new Error(confirmed.text);
};

/** Links with terms of their own, and bookings that the host makes and changes. */
export const driveOwnTerms = async (product: RecordedProduct, hostId: string): Promise<void> => {
  const { api } = product;
  const type = await product.type('Catch-up', [hostId], {
    location: { type: 'video', value: 'https://meet.example.com/{random}' },
    maxGuests: 3,
  });
  const picked = [await product.freeStart(type), await product.freeStart(type)].map((start) => ({ start }));
  const overrides = { durationMinutes: 45, slots: picked, location: { type: 'inPerson', value: 'Room 5' } };
  const own = await product.link(type, { overrides, prefill: true });
  await api.expect(201, `/v1/links/${own.id}/regenerate`, { body: {} });

  const personal = await product.link(type, { recipientOnly: true, overrides: { confirmation: 'approval' } });
  const attempt = await product.bookWith(personal, await product.freeStart(type), product.newest);
  await confirmOptIn(product, attempt);
  await product.decide(200, attempt, 'approve');

  const guests = { guests: ['kim@example.org', 'sam@example.org'], tracking: { utm_source: 'newsletter' } };
  const { booking } = await product.attempt(type, {}, guests);
  const change = (body: object) => api.expect(200, `/v1/bookings/${booking.id}`, { method: 'PATCH', body });
  await change({ durationMinutes: 60 });
  await change({ location: { type: 'phone', value: '+44 20 7946 0000' } });
  await change({ durationMinutes: 20, location: null });

  const link = await product.link(type);
  await api.expect(200, `/v1/links/${link.id}/allow-attempts`, { body: {} });
  const body = { start: await product.freeStart(type), attendee: { name: 'Phone Caller', email: product.newest } };
  await api.expect(201, `/v1/links/${link.id}/bookings`, { body });
};

/** A copy of a type that is archived, restored, and archived before a reminder with a fresh link is due. */
const archiveCopy = async (product: RecordedProduct, type: string): Promise<void> => {
  const { api } = product;
  const copy = await api.expect<{ id: string }>(201, `/v1/meeting-types/${type}/duplicate`, { body: {} });
  const change = (what: 'archive' | 'restore') => api.expect(200, `/v1/meeting-types/${copy.id}/${what}`, { body: {} });
  await change('archive');
  await change('restore');
  await product.link(copy.id, { expiresInDays: 1, unusedReminderDays: [2] });
  await change('archive');
};

/** Meetings and unused links that people are reminded of, and an attendee who does not come. */
export const driveReminders = async (product: RecordedProduct, hostId: string): Promise<void> => {
  const reminders = [
    { minutesBefore: 24 * 60, to: 'both' },
    { minutesBefore: 60, to: 'attendee' },
  ];
  const type = await product.type('Review', [hostId], { reminders, unusedReminderDays: [1, 3] });
  await product.api.expect(200, `/v1/meeting-types/${type}`, { method: 'PATCH', body: { reminders, maxGuests: 2 } });
  await product.link(type);
  await product.link(type, { expiresInDays: 2, unusedReminderDays: [1] });
  await archiveCopy(product, type);
  const first = await product.attempt(type);
  const moved = await product.attempt(type);
  const cancelled = await product.attempt(type);
  await product.manage(200, moved, 'reschedule', { start: await product.freeStart(type) });
  await product.decide(200, cancelled, 'cancel', { reason: 'No longer needed' });
  for (let days = 0; days < 24; days += 1) await product.advance(DAY_MS);
  await product.decide(200, first, 'no-show', { noShow: true });
  await product.decide(200, moved, 'no-show', { noShow: true });
  await product.decide(200, moved, 'no-show', { noShow: false });
};
