import { servedBrowser, snapshot } from '@bookonce/testing/harness/browser/served-browser';
import type { BookingAnswer } from '@bookonce/testing/harness/api-shapes';
import { eventually } from '@bookonce/testing/harness/eventually';
import { servedProduct } from '@bookonce/testing/harness/served-product';
import { writtenMails } from '@bookonce/testing/harness/written-mails';
import { countStoredEvents } from '@bookonce/testing/harness/stored-history';
import { midnightAfter } from '@bookonce/testing/harness/workspace-client';
import { beforeAll, describe, expect, it } from '@jest/globals';
import { chooseTime, heading } from './fixtures/attendee-steps.js';

describe('the page of a booking', () => {
  const { app, api } = servedProduct();
  const { visitor } = servedBrowser();
  const start = midnightAfter(3);
  let type: string;

  beforeAll(async () => {
    type = await api.createMeetingType([await api.createHost()], { location: { type: 'phone', value: '+44 1234' } });
  });

  const booked = async (at: string) => {
    const { booking } = await api.book(await api.createLink(type), at);
    if (booking === null) throw new Error('not booked');
    const page = await visitor();
    await page.goto(booking.manageUrl);
    await heading(page, 'You are booked');
    const now = (): Promise<BookingAnswer> => api.expect(200, `/v1/bookings/${booking.id}`);
    return { booking, page, now };
  };
  const later = (slots: number): string => new Date(Date.parse(start) + slots * 30 * 60_000).toISOString();

  it('shows the booking with calendar links; reading changes nothing', async () => {
    const { booking, page } = await booked(later(0));
    const before = countStoredEvents(app.dataDir);
    await page.reload();
    await heading(page, 'You are booked');
    const google = await page.getByRole('link', { name: /Google Calendar/ }).getAttribute('href');
    expect(new URL(google ?? '').searchParams.get('dates')).toMatch(/^\d{8}T\d{6}Z\/\d{8}T\d{6}Z$/);
    const outlook = await page.getByRole('link', { name: /Outlook/ }).getAttribute('href');
    expect(new URL(outlook ?? '').searchParams.get('startdt')).toBe(booking.start);
    const file = page.waitForEvent('download');
    await page.getByRole('link', { name: 'Calendar file' }).click();
    expect((await file).suggestedFilename()).toBe('booking.ics');
    expect(countStoredEvents(app.dataDir)).toBe(before);
  });

  it('reschedules after a confirmation, with the current time marked', async () => {
    const { page, now } = await booked(later(2));
    await page.getByRole('button', { name: 'Reschedule' }).click();
    await page.locator('.time').first().waitFor();
    await page.locator(`[data-start="${later(2)}"][data-disabled]`).waitFor();
    await snapshot(page, 'booking-reschedule');
    const chosen = await chooseTime(page, 9);
    await page.getByRole('heading', { name: /^Reschedule to/ }).waitFor();
    await snapshot(page, 'booking-reschedule-confirm');
    expect((await now()).start).toBe(later(2));
    await page.getByRole('button', { name: 'Reschedule booking' }).click();
    await page.getByText('Your booking was rescheduled.').waitFor();
    await snapshot(page, 'booking-rescheduled');
    expect((await now()).start).toBe(chosen);
  });

  it('keeps the time if the new slot was just taken', async () => {
    const { page, now } = await booked(later(4));
    await page.getByRole('button', { name: 'Reschedule' }).click();
    const chosen = await chooseTime(page, 12);
    expect((await api.book(await api.createLink(type), chosen)).status).toBe(201);
    await page.getByRole('button', { name: 'Reschedule booking' }).click();
    await page.getByText('Your booking is unchanged').waitFor();
    expect((await now()).start).toBe(later(4));
    await page.locator(`[data-start="${chosen}"]`).waitFor({ state: 'detached' });
  });

  it('cancels after a confirmation', async () => {
    const { page, now } = await booked(later(6));
    await page.getByRole('button', { name: 'Cancel booking' }).click();
    await heading(page, 'Cancel this booking?');
    await snapshot(page, 'booking-cancel-sure');
    await page.getByRole('button', { name: 'Keep booking' }).click();
    await heading(page, 'You are booked');
    await page.getByRole('button', { name: 'Cancel booking' }).click();
    await page.getByLabel(/^Reason/).fill('I am ill');
    await page.getByRole('button', { name: 'Cancel booking' }).click();
    await heading(page, 'Your booking was cancelled');
    await snapshot(page, 'booking-cancelled');
    expect(await now()).toMatchObject({ status: 'cancelled', endedReason: 'I am ill' });
  });

  it('shows that the booking was cancelled elsewhere', async () => {
    const { booking, page } = await booked(later(8));
    await page.getByRole('button', { name: 'Reschedule' }).click();
    await chooseTime(page, 14);
    await api.expect(200, `/v1/bookings/${booking.id}/cancel`, { body: {} });
    await page.getByRole('button', { name: 'Reschedule booking' }).click();
    await page.getByText('That is no longer possible.').waitFor();
    await heading(page, 'Your booking was cancelled');
  });

  it('mails the manage link again only to the address that booked', async () => {
    const link = await api.createLink(type);
    const { booking } = await api.book(link, later(10), { email: 'bea.again@example.com' });
    const page = await visitor();
    expect((await page.goto(link.url))?.status()).toBe(410);
    const mailsWithTheLink = async (): Promise<number> =>
      (await writtenMails(app.dataDir, 'bea.again@example.com')).filter(({ text }) =>
        text.includes(booking?.manageUrl ?? 'none'),
      ).length;
    await eventually(async () => expect(await mailsWithTheLink()).toBe(1));
    const ask = async (email: string): Promise<void> => {
      await page.getByLabel('The e-mail address you booked with').fill(email);
      await page.getByRole('button', { name: 'Send link to my booking' }).click();
    };
    await ask('not an address');
    await page.getByText('This does not look like an e-mail address.').waitFor();
    expect(await page.getByText('If you booked').count()).toBe(0);
    await ask('somebody.else@example.com');
    await page.getByText('If you booked with that address').waitFor();
    await page.reload();
    await ask('Bea.Again@example.com');
    await page.getByText('If you booked with that address').waitFor();
    await snapshot(page, 'end-consumed-sent');
    await eventually(async () => expect(await mailsWithTheLink()).toBe(2));
  });
});
