import { DESKTOP, servedBrowser } from '@bookonce/testing/harness/browser/served-browser';
import type { LinkAnswer, ListAnswer } from '@bookonce/testing/harness/api-shapes';
import { servedProduct } from '@bookonce/testing/harness/served-product';
import { fromTomorrow } from '@bookonce/testing/harness/workspace-client';
import { beforeAll, describe, expect, it } from '@jest/globals';
import type { BrowserContextOptions, Page } from 'playwright-core';
import { book, chooseTime, fillDetails, heading } from './fixtures/attendee-steps.js';
import { generateLink, openShare, signedIn } from './fixtures/console-steps.js';
import { inspect } from './fixtures/inspect.js';

// The console goes by the browser's clock, so the product runs on the usual one, too.
const tomorrow = (time: string): string => `${fromTomorrow().from}T${time}:00.000Z`;

describe('a link made for one person', () => {
  const product = servedProduct();
  const { app, api } = product;
  const { visitor } = servedBrowser();
  let owner: BrowserContextOptions;
  let type: string;
  const recipient = { name: 'Ada Lovelace', email: 'ada.lovelace@example.com' };

  beforeAll(async () => {
    owner = await signedIn(product);
    type = await api.createMeetingType([await api.createHost()], {
      name: 'First talk',
      // Not today, of which only a minute may be left.
      bookingWindow: fromTomorrow(),
      maxGuests: 2,
      unusedReminderDays: [7],
      questions: [{ id: 'topic', label: 'What about?', type: 'text', required: true }],
    });
  });

  const open = async (path: string): Promise<Page> => {
    const page = await visitor({ ...DESKTOP, isMobile: false, timezoneId: 'UTC', ...owner });
    await page.goto(`${app.baseUrl}/console${path}`);
    return page;
  };
  const newestLink = async (): Promise<LinkAnswer> => {
    const [link] = (await api.expect<ListAnswer<LinkAnswer>>(200, '/v1/links?limit=1')).items;
    if (link === undefined) throw new Error('no link');
    return link;
  };

  it('fills in the form for its recipient', async () => {
    const link = await api.createLink(type, { recipient, prefill: true });
    const page = await visitor();
    await page.goto(link.url);
    await chooseTime(page, 2);
    await heading(page, 'Your details');
    expect(await page.getByLabel('Your name').inputValue()).toBe(recipient.name);
    expect(await page.getByLabel('E-mail', { exact: true }).inputValue()).toBe(recipient.email);
    await page.getByLabel('What about?').fill('x');
    await inspect(page, 'link-prefilled');
    await book(page);
    await heading(page, 'You are booked');
  });

  it('says plainly that another address cannot book', async () => {
    const link = await api.createLink(type, { recipient, recipientOnly: true });
    const page = await visitor();
    await page.goto(link.url);
    await chooseTime(page, 4);
    await fillDetails(page, { name: 'Bea', email: 'bea@example.com' });
    await page.getByLabel('What about?').fill('x');
    await book(page);
    await page.getByText('This link is for one person only.').waitFor();
    expect(await page.locator('input:focus').getAttribute('type')).toBe('email');
    expect(await page.content()).not.toContain(recipient.email);
    await inspect(page, 'link-not-the-recipient');
    await page.getByLabel('E-mail').fill('ADA.Lovelace@example.com');
    await book(page);
    await heading(page, 'Please confirm by e-mail');
  });

  it('offers its own times, for its own length and place', async () => {
    const page = await open('');
    await openShare(page, 'First talk');
    await page.getByText('Only this person can book').click();
    await page.getByLabel('Times to choose from').selectOption('picked');
    await page.getByText('Generate single-use link').click();
    await page.getByText('Enter the address of the only person who may book.').waitFor();
    await page.getByText('Pick at least one time.').waitFor();
    await inspect(page, 'console-share-wrong');
    await page.getByText('Only this person can book').click();
    await page.getByLabel('Name (optional)').fill(recipient.name);
    await page.getByLabel('E-mail (optional)').fill(recipient.email);
    await page.getByText('Fill in name and e-mail address').click();
    await page.getByLabel('and again after … days').fill('14');
    await page.getByLabel('Length in minutes').fill('45');
    await page.getByLabel('Where').selectOption('phone');
    await page.getByLabel('Number to call, or who calls whom').fill('+44 1234');
    await page.getByLabel('Confirmation').selectOption('approval');
    await page.locator(`.day[aria-label*="${dayLabel(tomorrow('00:00'))}"]`).click();
    await page.locator(`.time[data-start="${tomorrow('10:00')}"]`).click();
    await page.getByLabel('Another time').fill('10:45');
    await page.getByRole('button', { name: 'Add time' }).click();
    await page.getByText('2 times picked:').waitFor();
    await inspect(page, 'console-share-own-settings');
    const url = await generateLink(page);
    const slots = [{ start: tomorrow('10:00') }, { start: tomorrow('10:45') }];
    expect(await newestLink()).toMatchObject({
      url,
      recipient,
      prefill: true,
      unusedReminderDays: [7, 14],
      overrides: {
        durationMinutes: 45,
        location: { type: 'phone', value: '+44 1234' },
        confirmation: 'approval',
        slots,
      },
    });
    const attendee = await visitor({ timezoneId: 'UTC' });
    await attendee.goto(url);
    await attendee.getByText('45 minutes').waitFor();
    await attendee.getByText('Phone call: +44 1234').waitFor();
    await attendee.locator('.time').first().waitFor();
    expect(await attendee.locator('.time').count()).toBe(2);
    await inspect(attendee, 'link-picked-times');

    await page.goto(`${app.baseUrl}/console/links`);
    await page
      .getByRole('button', { name: `Details of the link for ${recipient.name}` })
      .first()
      .click();
    await page.getByText('after 7 and 14 days').waitFor();
    await inspect(page, 'console-link-own-settings');
  });

  it('stands out the day before it expires', async () => {
    await api.createLink(type, { recipient: { name: 'Late Larry' }, expiresInDays: 1 });
    const page = await open('/links');
    await page.getByText('One unused link expires by tomorrow.').waitFor();
    await page.getByRole('row', { name: 'Late Larry' }).getByText('tomorrow').waitFor();
    await inspect(page, 'console-links-expiring');
    await page.getByRole('button', { name: 'Show', exact: true }).click();
    await page.getByText(/^1 of \d+ links$/).waitFor();
  });

  it('is booked by the host on behalf of its recipient, who can then be given more time', async () => {
    const link = await api.createLink(type, { recipient: { name: 'Grace Hopper', email: 'grace@example.com' } });
    const page = await open('/links');
    await page.getByRole('button', { name: 'Details of the link for Grace Hopper' }).click();
    await page.getByRole('button', { name: 'Book for the recipient' }).click();
    await page.locator('.time').first().waitFor();
    await inspect(page, 'console-book-times');
    const start = await chooseTime(page, 20);
    await page.getByRole('button', { name: 'Book meeting' }).click();
    await page.getByText('Please fill this in.').waitFor();
    await page.getByLabel('What about?').fill('Compilers');
    await page.getByLabel('Guests, one e-mail address per line').fill('kay@example.com');
    await inspect(page, 'console-book-details');
    await page.getByRole('button', { name: 'Book meeting' }).click();
    await page.getByText('A meeting was booked with the link.').waitFor();
    const { bookingId } = await api.getLink(link.id);
    expect(await api.expect(200, `/v1/bookings/${bookingId}`)).toMatchObject({
      status: 'confirmed',
      start,
      attendee: { name: 'Grace Hopper', email: 'grace@example.com' },
      guests: ['kay@example.com'],
    });
    await page.goto(`${app.baseUrl}/console/bookings`);
    await page.getByRole('button', { name: 'Change the meeting with Grace Hopper' }).click();
    await page.getByLabel('Length in minutes').fill('60');
    await page.getByLabel('Where').selectOption('inPerson');
    await page.getByLabel('Address (optional)').fill('1 High Street');
    await inspect(page, 'console-booking-change');
    await page.getByRole('button', { name: 'Save' }).click();
    await page.getByRole('dialog').waitFor({ state: 'detached' });
    const end = new Date(Date.parse(start) + 3_600_000).toISOString();
    expect(await api.expect(200, `/v1/bookings/${bookingId}`)).toMatchObject({
      start,
      end,
      location: { type: 'inPerson', value: '1 High Street' },
    });
    await page.goto(`${app.baseUrl}/console/bookings?reschedule=${encodeURIComponent(end)}#${bookingId}`);
    await page.getByRole('dialog').getByText('Reschedule this meeting').waitFor();
    await inspect(page, 'console-booking-reschedule');
    await page.getByRole('dialog').getByRole('button', { name: 'Reschedule' }).click();
    await page.getByRole('dialog').waitFor({ state: 'detached' });
    expect(await api.expect(200, `/v1/bookings/${bookingId}`)).toMatchObject({ start: end });
    await page.getByRole('button', { name: 'Reschedule the meeting with Grace Hopper' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Reschedule' }).click();
    await page.getByText('The meeting is already at this time.').waitFor();
    await page.getByRole('button', { name: 'Keep this time' }).click();
    await page.getByLabel('Status').selectOption('declined');
    await page.getByText('No booking matches your search.').waitFor();
  });

  it('is imported from a CSV file with its own settings', async () => {
    const page = await open('/links');
    await page.getByRole('button', { name: 'Import CSV' }).click();
    await page.getByLabel('Meeting type').last().selectOption({ label: 'First talk' });
    await page.getByText('More columns').click();
    const text =
      'Name;E-mail;Length;Recipient only;Remind after days\nKay;kay@example.com;45;yes;3 5\nLou;lou@example.com;long;;\n';
    await page.getByLabel('CSV file').setInputFiles({ name: 'p.csv', mimeType: 'text/csv', buffer: Buffer.from(text) });
    await page.getByText('1 person found').waitFor();
    await page.getByText('Length “long”. Expected: a whole number from 1 to 1440.').waitFor();
    await inspect(page, 'console-import-columns');
    await page.getByRole('button', { name: 'Create 1 link' }).click();
    await page.getByText('1 link created.').waitFor();
    expect(await newestLink()).toMatchObject({
      recipient: { name: 'Kay' },
      recipientOnly: true,
      unusedReminderDays: [3, 5],
      overrides: { durationMinutes: 45 },
    });
  });

  it('is imported for more people than fit one batch, and for the others if the service refuses one', async () => {
    const page = await open('/links');
    await page.getByRole('button', { name: 'Import CSV' }).click();
    await page.getByLabel('Meeting type').last().selectOption({ label: 'First talk' });
    const people = Array.from({ length: 1_050 }, (_, index) => `guest.${index}@example.com`);
    const text = ['Email,Name', ...people.map((email) => `${email},Guest`)].join('\n');
    await page.route('**/v1/links/batch', async (route) => {
      const sent = route.request().postDataJSON() as { links: { recipient: { email: string } }[] };
      const refused = sent.links.findIndex(({ recipient }) => recipient.email === 'guest.7@example.com');
      if (refused < 0) return route.continue();
      const errors = [{ path: `links.${refused}.recipient.email`, message: 'is not deliverable' }];
      const problem = { type: '/problems/validation', title: 'Validation failed', status: 422, detail: '', errors };
      return route.fulfill({ status: 422, contentType: 'application/problem+json', body: JSON.stringify(problem) });
    });
    await page.getByLabel('CSV file').setInputFiles({ name: 'p.csv', mimeType: 'text/csv', buffer: Buffer.from(text) });
    await page.getByRole('button', { name: 'Create 1050 links' }).click();
    await page.getByText('1049 links created.').waitFor();
    await page.getByText('Row 9: Not accepted: e-mail.').waitFor();
    const linksOf = async (email: string): Promise<number> =>
      (await api.expect<{ items: unknown[] }>(200, `/v1/links?recipient=${email}`)).items.length;
    expect([await linksOf('guest.1049@example.com'), await linksOf('guest.7@example.com')]).toEqual([1, 0]);
  });
});

/** A part of the calendar's label for the day: `3 March 2026`. */
const dayLabel = (instant: string): string =>
  new Intl.DateTimeFormat('en-GB', { timeZone: 'UTC', day: 'numeric', month: 'long', year: 'numeric' }).format(
    new Date(instant),
  );
