import { DESKTOP, servedBrowser, snapshot } from '@bookonce/testing/harness/browser/served-browser';
import { servedProduct } from '@bookonce/testing/harness/served-product';
import { countStoredEvents } from '@bookonce/testing/harness/stored-history';
import { writtenMails } from '@bookonce/testing/harness/written-mails';
import { eventually } from '@bookonce/testing/harness/eventually';
import { beforeAll, describe, expect, it } from '@jest/globals';
import { book, chooseTime, fillDetails, heading } from './fixtures/attendee-steps.js';
import { inspect } from './fixtures/inspect.js';
import { mailedPages } from './fixtures/mailed-pages.js';

describe('a booking that its attendee confirms by mail', () => {
  const { app, api } = servedProduct({ testClock: '2026-03-02T08:00:00.000Z' });
  const { visitor } = servedBrowser();
  let type: string;

  beforeAll(async () => {
    type = await api.createMeetingType([await api.createHost()], {
      name: 'First talk',
      confirmation: 'doubleOptIn',
      location: { type: 'video', value: 'https://meet.example.com/{random}' },
      maxGuests: 2,
    });
  });

  /** Sends the form for the n-th free time, and waits for the page that waits. */
  const requested = async (name: string, nth: number) => {
    const link = await api.createLink(type);
    const page = await visitor();
    await page.goto(`${link.url}?utm_source=news&ref=spring&other=1`);
    const start = await chooseTime(page, nth);
    const email = `${name.toLowerCase()}@example.com`;
    await fillDetails(page, { name, email });
    await book(page);
    await heading(page, 'Please confirm by e-mail');
    return { link, page, start, email };
  };
  const mailedPage = async (email: string): Promise<string> =>
    `${app.baseUrl}${(await mailedPages(app, { to: email, kind: 'o' }))[0] ?? ''}`;

  it('waits for the mail, and follows when it is confirmed in another window', async () => {
    const { link, page, start, email } = await requested('Bea', 16);
    await page.getByText(`We have sent an e-mail to ${email}.`).waitFor();
    await inspect(page, 'opt-in-waiting');
    expect(await api.getLink(link.id)).toMatchObject({ status: 'active' });

    const other = await visitor();
    await other.goto(await mailedPage(email));
    await heading(other, 'Confirm your booking');
    const before = countStoredEvents(app.dataDir);
    await other.reload();
    await heading(other, 'Confirm your booking');
    expect(countStoredEvents(app.dataDir)).toBe(before);
    await inspect(other, 'opt-in');
    await other.getByRole('button', { name: 'Confirm booking' }).click();
    await heading(other, 'You are booked');
    await heading(page, 'You are booked');
    const { bookingId } = await api.getLink(link.id);
    expect(await api.expect(200, `/v1/bookings/${bookingId}`)).toMatchObject({
      status: 'confirmed',
      start,
      tracking: { utm_source: 'news', ref: 'spring' },
    });
    await page.getByRole('link', { name: /meet\.example\.com\/[0-9A-Za-z]{20}/ }).waitFor();

    await other.goto(await mailedPage(email));
    await heading(other, 'You have already confirmed');
    await other.getByRole('button', { name: 'Show booking' }).click();
    await heading(other, 'You are booked');
  });

  it('sends the mail again, three times', async () => {
    const { page, email } = await requested('Cy', 2);
    await mailedPage(email);
    for (let sent = 0; sent < 3; sent += 1) {
      const answered = page.waitForResponse(/opt-in-mail/);
      await page.getByRole('button', { name: 'Send the e-mail again' }).click();
      expect((await answered).status()).toBe(202);
      await page.getByText(`We have sent the e-mail to ${email} again.`).waitFor();
    }
    await eventually(async () => expect(await writtenMails(app.dataDir, email)).toHaveLength(4));
    await page.getByRole('button', { name: 'Send the e-mail again' }).click();
    await page.getByText('We have sent this e-mail several times.').waitFor();
    await inspect(page, 'opt-in-mailed-too-often');
  });

  it('leads back to the form if the address was wrong, with everything filled in', async () => {
    const { link, page, start, email } = await requested('Dan', 4);
    const mailed = await mailedPage(email);
    await page.getByRole('button', { name: 'Wrong address?' }).click();
    await heading(page, 'Your details');
    expect(new URL(page.url()).search).toBe('?utm_source=news&ref=spring&other=1');
    expect(await page.getByLabel('Your name').inputValue()).toBe('Dan');
    await book(page);
    await heading(page, 'Please confirm by e-mail');
    const other = await visitor();
    expect((await other.goto(mailed))?.status()).toBe(410);
    await heading(other, 'This booking was cancelled');
    await inspect(other, 'opt-in-cancelled');
    expect(await api.getLink(link.id)).toMatchObject({ status: 'active' });
    const [waiting] = (
      await api.expect<{ items: { start: string }[] }>(200, `/v1/bookings?linkId=${link.id}&status=awaitingOptIn`)
    ).items;
    expect(waiting?.start).toBe(start);
  });

  it('says that someone else has booked with the link', async () => {
    const { link, page, email } = await requested('Eve', 6);
    const other = await visitor();
    await other.goto(link.url);
    await chooseTime(other, 8);
    await fillDetails(other, { name: 'Flo', email: 'flo@example.com' });
    await book(other);
    await heading(other, 'Please confirm by e-mail');
    await other.goto(await mailedPage('flo@example.com'));
    await other.getByRole('button', { name: 'Confirm booking' }).click();
    await heading(other, 'You are booked');
    await heading(page, 'Your booking could not be made');
    await page.getByText('Someone else has already booked with this link.').waitFor();
    await other.goto(await mailedPage(email));
    await heading(other, 'Someone else has already booked with this link');
    await inspect(other, 'opt-in-too-late-used');
  });

  it('brings guests, and shows errors beside their fields', async () => {
    const link = await api.createLink(type);
    const page = await visitor(DESKTOP);
    await page.goto(link.url);
    await chooseTime(page, 10);
    await fillDetails(page, { name: 'Gus', email: 'gus@example.com' });
    await page.getByRole('button', { name: 'Add a guest' }).click();
    expect(await page.locator('input:focus').getAttribute('name')).toBe('guests.0');
    await page.keyboard.type('hal');
    await page.getByRole('button', { name: 'Add a guest' }).click();
    await page.getByLabel('E-mail of guest 2').fill('ida@example.com');
    await book(page);
    await page.getByText('This does not look like an e-mail address.').waitFor();
    await inspect(page, 'link-guests');
    await page.getByRole('button', { name: 'Remove guest 1' }).click();
    await book(page);
    await heading(page, 'Please confirm by e-mail');
    await page.getByText('ida@example.com').waitFor();
    const { items } = await api.expect<{ items: object[] }>(200, `/v1/bookings?linkId=${link.id}`);
    expect(items).toMatchObject([{ guests: ['ida@example.com'] }]);
  });

  it('is free again, and the link still good, if nobody confirms in time', async () => {
    const { page, email } = await requested('Jo', 12);
    const mailed = await mailedPage(email);
    await api.setClock('2026-03-02T09:00:00.000Z');
    await heading(page, 'Your booking could not be made');
    await page.getByText('You did not confirm in time.').waitFor();
    await inspect(page, 'opt-in-expired-waiting');
    const other = await visitor();
    expect((await other.goto(mailed))?.status()).toBe(410);
    await heading(other, 'This booking was not confirmed in time');
    await inspect(other, 'opt-in-too-late');
    await other.getByRole('link', { name: 'Choose another time' }).click();
    await heading(other, 'Choose a time');
    await page.getByRole('button', { name: 'Choose another time' }).click();
    await heading(page, 'Choose a time');
  });

  it('is in German for a German browser', async () => {
    const link = await api.createLink(type);
    const page = await visitor({ locale: 'de-DE', timezoneId: 'Europe/Berlin' });
    await page.goto(link.url);
    await chooseTime(page, 14);
    await page.getByLabel('Ihr Name').fill('Kim');
    await page.getByLabel('E-Mail').fill('kim@example.com');
    await page.getByRole('button', { name: 'Diese Zeit buchen' }).click();
    await heading(page, 'Bitte per E-Mail bestätigen');
    await snapshot(page, 'opt-in-waiting-de');
    await page.goto(await mailedPage('kim@example.com'));
    await heading(page, 'Bestätigen Sie Ihren Termin');
    await inspect(page, 'opt-in-de');
    await page.getByRole('button', { name: 'Termin bestätigen' }).click();
    await heading(page, 'Ihr Termin ist gebucht');
  });
});
