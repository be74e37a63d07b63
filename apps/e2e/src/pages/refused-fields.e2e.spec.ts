import { DESKTOP, PHONE, servedBrowser, snapshot } from '@bookonce/testing/harness/browser/served-browser';
import { servedProduct } from '@bookonce/testing/harness/served-product';
import { fromTomorrow, midnightAfter } from '@bookonce/testing/harness/workspace-client';
import { beforeAll, describe, expect, it } from '@jest/globals';
import type { BrowserContextOptions, Page } from 'playwright-core';
import { chooseTime } from './fixtures/attendee-steps.js';
import { openShare, signedIn } from './fixtures/console-steps.js';

const RAW = 'Too small: expected string to have >=1 characters';

/** Answers writes to this path as a service does that does not accept these fields. */
const refuse = (page: Page, path: string, ...fields: readonly string[]) =>
  page.route(path, (route) =>
    route.request().method() === 'GET'
      ? route.fallback()
      : route.fulfill({
          status: 422,
          contentType: 'application/problem+json',
          json: {
            type: '/problems/validation-failed',
            title: 'Validation failed',
            status: 422,
            detail: 'See the errors.',
            errors: fields.map((field) => ({ path: field, message: RAW })),
          },
        }),
  );

describe('what the service does not accept', () => {
  const product = servedProduct();
  const { app, api } = product;
  const { visitor } = servedBrowser();
  let owner: BrowserContextOptions;
  let type: string;
  beforeAll(async () => {
    owner = await signedIn(product);
    type = await api.createMeetingType([await api.createHost({ name: 'Ada Host' })], {
      name: 'First talk',
      bookingWindow: fromTomorrow(),
      questions: [{ id: 'q1', label: 'What about?', type: 'text', required: false }],
    });
    await api.createLink(type, { recipient: { name: 'Ben', email: 'ben@example.com' } });
    await api.book(await api.createLink(type), midnightAfter(3));
  });

  const open = async (path: string, options: BrowserContextOptions = {}): Promise<Page> => {
    const page = await visitor({ ...DESKTOP, isMobile: false, ...owner, ...options });
    page.setDefaultTimeout(10_000);
    await page.goto(`${app.baseUrl}${path}`);
    return page;
  };
  /** The first field from the top has the focus, and its problem is in the language of the page. */
  const isMarked = async (page: Page, label: string, text = 'This was not accepted. Please change it.') => {
    await page.getByLabel(label).and(page.locator('[aria-invalid=true]:focus')).waitFor();
    await page.getByText(text).first().waitFor();
    expect(await page.getByText('Too small').count()).toBe(0);
  };

  it('is marked at the name of the workspace', async () => {
    const page = await open('/console/workspace');
    await page.getByLabel('Name', { exact: true }).fill('Analytical Engines');
    await refuse(page, '**/v1/workspace', 'name');
    await page.getByRole('button', { name: 'Save' }).click();
    await isMarked(page, 'Name');
  });

  it('is marked in the share panel, also if the options were closed', async () => {
    const page = await open('/console/');
    await page.getByRole('button', { name: 'Share First talk' }).click();
    await refuse(page, '**/v1/links', 'overrides.durationMinutes', 'recipient.name');
    await page.getByRole('button', { name: 'Create link' }).click();
    await isMarked(page, 'Name (optional)');
    expect(await page.locator('[aria-invalid=true]').count()).toBe(2);
    await snapshot(page, 'console-share-refused');
    await page.getByLabel('Name (optional)').fill('Ben');
    expect(await page.locator('[aria-invalid=true]').count()).toBe(0);
  });

  it('is marked in dialogs', async () => {
    const page = await open('/console/bookings');
    await refuse(page, '**/v1/bookings/**', 'reason', 'start', 'location.value', 'durationMinutes');
    await page.getByRole('button', { name: 'Cancel', exact: false }).click();
    await page.getByLabel('Reason (optional)').fill('Ill');
    await page.getByRole('alertdialog').getByRole('button').last().click();
    await isMarked(page, 'Reason (optional)');
    await page.getByLabel('Reason (optional)').fill('');
    await page.keyboard.press('Escape');
    await page.getByRole('button', { name: 'Reschedule', exact: false }).click();
    await page.locator('.day-starts .start').nth(5).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Reschedule' }).click();
    await isMarked(page, 'Time');
    await snapshot(page, 'console-reschedule-refused');
    await page.getByLabel('Time', { exact: true }).fill('');
    await page.getByRole('dialog').getByRole('button', { name: 'Reschedule' }).click();
    await isMarked(page, 'Time', 'Choose a day and a time.');
  });

  it('is marked in German', async () => {
    const page = await open('/console/api-keys', { locale: 'de-DE' });
    await refuse(page, '**/v1/api-keys', 'name');
    await page.getByLabel('Name').fill('CRM');
    await page.getByRole('button', { name: 'Schlüssel erzeugen' }).click();
    await isMarked(page, 'Name', 'Diese Angabe wurde nicht angenommen. Bitte ändern Sie sie.');
  });

  it("is marked in a host's hours and time zone", async () => {
    const page = await open('/console/hosts');
    await page.getByRole('link', { name: 'Edit hours of Ada Host' }).click();
    await page.getByRole('textbox', { name: 'Name' }).fill('Ada');
    const save = page.getByRole('button', { name: 'Save', exact: true });
    await refuse(page, '**/v1/hosts/*', 'schedule.weekly.0.from');
    await save.click();
    await isMarked(page, 'Monday, hours 1, From');
    await snapshot(page, 'console-hours-refused');
    await page.getByRole('textbox', { name: 'Name' }).fill('Ada Host again');
    expect(await page.locator('[aria-invalid=true]').count()).toBe(0);
    await refuse(page, '**/v1/hosts/*', 'schedule.timeZone');
    await save.click();
    await isMarked(page, 'Time zone');
  });

  it('is marked in a booking for a recipient', async () => {
    const page = await open('/console/links');
    await page.getByRole('button', { name: 'Ben' }).click();
    await page.getByRole('button', { name: 'Book for the recipient' }).click();
    await chooseTime(page, 3);
    await page.getByLabel('Name of the attendee').fill('');
    await page.getByRole('button', { name: 'Book meeting' }).click();
    await isMarked(page, 'Name of the attendee', 'Please fill this in.');
    await page.getByLabel('Name of the attendee').fill('Ben');
    await refuse(page, '**/v1/links/*/bookings', 'note', 'answers.q1');
    await page.getByRole('button', { name: 'Book meeting' }).click();
    await isMarked(page, 'What about?');
  });

  it("is marked in the attendee's form, without the words of a validator", async () => {
    const link = await api.createLink(type);
    const page = await open(new URL(link.url).pathname, { locale: 'de-DE' });
    await chooseTime(page, 7);
    await page.getByLabel('Ihr Name').fill('Ben');
    await page.getByLabel('E-Mail').fill('ben@example.com');
    await refuse(page, '**/v1/public/links/*/bookings', 'answers.q1');
    await page.getByRole('button', { name: 'Diese Zeit buchen' }).click();
    await isMarked(page, 'What about?', 'Diese Angabe wurde nicht angenommen. Bitte ändern Sie sie.');
  });

  it('does not hide a new link: it is in view, with the focus on it', async () => {
    const page = await open('/console/', PHONE);
    await openShare(page, 'First talk');
    await page.getByLabel('Name (optional)').fill('Ben');
    await page.getByText('Generate single-use link').scrollIntoViewIfNeeded();
    await page.getByText('Generate single-use link').click();
    const link = page.getByLabel('Single-use link', { exact: true });
    await link.and(page.locator(':focus')).waitFor();
    const copy = page.getByRole('button', { name: 'Copy', exact: true });
    for (const part of [link, copy]) {
      const box = await part.boundingBox();
      if (box === null) throw new Error('not shown');
      expect(box.y).toBeGreaterThanOrEqual(0);
      expect(box.y + box.height).toBeLessThanOrEqual(page.viewportSize()?.height ?? 0);
    }
    await page.screenshot({ path: 'page-snapshots/console-share-made-phone.png' });
  });
});
