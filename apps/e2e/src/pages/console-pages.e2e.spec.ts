import {
  accessibilityFaults,
  DESKTOP,
  servedBrowser,
  snapshot,
} from '@bookonce/testing/harness/browser/served-browser';
import { servedProduct } from '@bookonce/testing/harness/served-product';
import { midnightAfter } from '@bookonce/testing/harness/workspace-client';
import { beforeAll, describe, expect, it } from '@jest/globals';
import type { BrowserContextOptions, Page } from 'playwright-core';
import { heading } from './fixtures/attendee-steps.js';
import { generateLink, openShare, signedIn } from './fixtures/console-steps.js';

const at = (days: number, hours: number): string =>
  new Date(Date.parse(midnightAfter(days)) + hours * 3_600_000).toISOString();

describe('every page of the console', () => {
  const product = servedProduct();
  const { app, api } = product;
  const { visitor } = servedBrowser();
  let owner: BrowserContextOptions;
  let typeId: string;
  let hostId: string;

  beforeAll(async () => {
    owner = await signedIn(product);
    hostId = await api.createHost({ name: 'Ada Host' });
    typeId = await api.createMeetingType([hostId], {
      name: 'First talk',
      description: 'Half an hour to get to know each other.',
      location: { type: 'video', value: 'https://meet.example.com/first-talk-with-a-long-address' },
      questions: [{ id: 'topic', label: 'What about?', type: 'select', options: ['Prices', 'Plans'], required: false }],
    });
    const recipients = [
      { name: 'Grace Hopper', email: 'grace@example.com' },
      { name: 'Katherine Johnson', email: 'katherine@example.com' },
      { email: 'annie@example.com' },
    ];
    const [grace, , annie] = await Promise.all(
      recipients.map((recipient) => api.createLink(typeId, { recipient, note: 'Met at the fair' })),
    );
    if (grace === undefined || annie === undefined) throw new Error('no links');
    await api.book(grace, at(3, 9));
    await api.expect(200, `/v1/links/${annie.id}/revoke`, { body: { reason: 'A typo in the address' } });
    const past = await api.createLink(typeId, { recipient: { name: 'Mary Jackson' } });
    const { booking } = await api.book(past, at(4, 9));
    await api.expect(200, `/v1/bookings/${booking?.id ?? ''}/cancel`, { body: { reason: 'We are ill' } });
    await api.expect(201, '/v1/api-keys', { body: { name: 'CRM' } });
  });

  /** Checks accessibility and the layout at 320 px, and takes screenshots. */
  const inspect = async (page: Page, name: string): Promise<void> => {
    for (const colorScheme of ['dark', 'light'] as const) {
      await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
      expect([name, colorScheme, await accessibilityFaults(page)]).toEqual([name, colorScheme, []]);
    }
    await page.setViewportSize({ width: 320, height: 900 });
    const width = await page.evaluate('document.documentElement.scrollWidth');
    expect([name, width]).toEqual([name, 320]);
    await page.setViewportSize(DESKTOP.viewport);
    await snapshot(page, `console-${name}`);
  };

  const open = async (path: string, options: BrowserContextOptions = owner): Promise<Page> => {
    const page = await visitor({ ...DESKTOP, isMobile: false, ...options });
    await page.goto(`${app.baseUrl}/console${path}`);
    return page;
  };

  it('asks for an e-mail address when signed out', async () => {
    const page = await open('', {});
    await heading(page, 'Sign in');
    await inspect(page, 'sign-in');
    await page.getByRole('button', { name: 'Send sign-in link' }).click();
    await page.getByText('This does not look like an e-mail address.').waitFor();
    await page.getByLabel('E-mail').fill('nobody@example.com');
    await page.getByRole('button', { name: 'Send sign-in link' }).click();
    await heading(page, 'Check your e-mail');
    await inspect(page, 'sign-in-sent');
  });

  it('shows meeting types, and an editor with a preview', async () => {
    const page = await open('');
    await page.getByRole('heading', { name: 'First talk' }).waitFor();
    await inspect(page, 'meeting-types');
    await page.getByRole('link', { name: 'Edit First talk' }).click();
    await heading(page, 'First talk');
    await page.getByText('and 40 more').first().waitFor();
    await inspect(page, 'meeting-type-editor');
    await page.getByLabel('Name').fill('');
    await page.getByRole('button', { name: 'Save' }).click();
    await page.getByText('Please fill this in.').waitFor();
    await page.locator('input:focus[aria-invalid="true"]').waitFor();
    await inspect(page, 'meeting-type-wrong');
    await page.getByLabel('Name').fill('First talk');
    await page.getByText('and 40 more').first().waitFor();
    await page.getByLabel('Length in minutes').fill('');
    await page.getByText('The times appear here once').waitFor();
    await page.getByText('and 40 more').waitFor({ state: 'detached' });
    await inspect(page, 'meeting-type-incomplete');
  });

  it('shows the share panel', async () => {
    const page = await open('');
    await openShare(page, 'Team demo');
    await inspect(page, 'share-form');
    await page.getByLabel('Name (optional)').fill('Dorothy Vaughan');
    await generateLink(page);
    await inspect(page, 'share-link');
    await page.getByRole('button', { name: 'Refresh' }).click();
    await page.getByText('will stop working at once').waitFor();
    await inspect(page, 'share-refresh');
  });

  it('shows links, each with its history', async () => {
    const page = await open('/links');
    await page.getByRole('button', { name: 'Details of the link for Grace Hopper' }).waitFor();
    await page
      .getByRole('link', { name: /^Booked by Bea.*, \w{3},? \d+ \w+,? 09:00$/ })
      .first()
      .waitFor();
    await inspect(page, 'links');
    await page.getByRole('button', { name: 'Details of the link for Grace Hopper' }).click();
    await page
      .getByText('A meeting was booked with the link.')
      .getByText(/^by Bea.+ · .+ at 09:00$/)
      .waitFor();
    await inspect(page, 'link-history');
    await page.keyboard.press('Escape');
    await page.getByRole('button', { name: 'Details of the link for Katherine Johnson' }).click();
    await page.getByText('The link was created.').waitFor();
    await inspect(page, 'link-open');
    await page.keyboard.press('Escape');
    await page.getByRole('button', { name: 'Import CSV' }).click();
    await inspect(page, 'links-import');
    await page.keyboard.press('Escape');
    await page.getByLabel('Search').fill('nobody at all');
    await heading(page, 'No link matches your search.');
    await inspect(page, 'links-none-found');
  });

  it('shows bookings, hosts with their hours, sent mail and API keys', async () => {
    const page = await open('/bookings');
    await page.getByText('bea@example.com').first().waitFor();
    await page.getByText('Times are in the time zone Europe/London.').waitFor();
    await page
      .getByRole('region', { name: /^\w+,? \d+ \w+ \d{4}$/ })
      .getByText('bea@example.com')
      .first()
      .waitFor();
    // The host set the place: it does not pass for something that the attendee said.
    await page.getByText('Video call: https://meet.example.com/first-talk').first().waitFor();
    expect(await page.getByText('Answers', { exact: true }).count()).toBe(0);
    await inspect(page, 'bookings');
    await page.getByLabel('Search').fill('nobody at all');
    await page.getByText('No booking matches your search.').waitFor();
    await page.getByLabel('Search').fill('bea first');
    await page.getByRole('button', { name: 'Cancel the meeting with' }).first().click();
    await inspect(page, 'booking-cancel');
    await page.getByRole('button', { name: 'Keep booking' }).click();
    await page.getByRole('tab', { name: 'Past & cancelled' }).click();
    await page.getByText('Reason: We are ill').waitFor();
    await inspect(page, 'bookings-past');
    await page.goto(`${app.baseUrl}/console/hosts`);
    await page.getByRole('heading', { name: 'Ada Host' }).waitFor();
    await inspect(page, 'hosts');
    await page.goto(`${app.baseUrl}/console/hosts/${hostId}`);
    await page.getByText('and 40 more').first().waitFor();
    await page.getByRole('button', { name: 'Add day' }).click();
    await page.getByRole('button', { name: 'Add time off' }).click();
    await inspect(page, 'host-editor');
    await page.goto(`${app.baseUrl}/console/sent-mail`);
    await page.getByText('To bea@example.com').first().waitFor();
    await inspect(page, 'sent-mail');
    await page.getByRole('button', { name: 'First talk' }).first().click();
    await page.locator('pre').waitFor();
    await inspect(page, 'sent-mail-opened');
    await page.goto(`${app.baseUrl}/console/api-keys`);
    await page.getByRole('heading', { name: 'CRM' }).waitFor();
    await inspect(page, 'api-keys');
  });

  it('says what to do first in an empty workspace', async () => {
    const page = await open('/api-keys');
    await page.route(/\/v1\/(meeting-types|hosts|links|bookings|sent-mail)\?/, (route) =>
      route.fulfill({ json: { items: [], nextCursor: null } }),
    );
    for (const [path, words] of [
      ['', 'First, add a host'],
      ['/hosts', 'No hosts yet'],
      ['/links', 'No links yet'],
      ['/sent-mail', 'No mails yet'],
    ] as const) {
      await page.goto(`${app.baseUrl}/console${path}`);
      await heading(page, words);
      await inspect(page, `empty${path.replace('/', '-')}`);
    }
    await page.goto(`${app.baseUrl}/console/bookings`);
    await page.getByText('No upcoming meetings.').waitFor();
    await inspect(page, 'empty-bookings');
  });

  it('is in German for a German browser, also for unknown pages', async () => {
    const page = await open('', { ...owner, locale: 'de-DE' });
    await heading(page, 'Terminarten');
    await page.getByRole('heading', { name: 'First talk' }).waitFor();
    await inspect(page, 'german');
    await page.goto(`${app.baseUrl}/console/nowhere`);
    await heading(page, 'Diese Seite gibt es nicht');
    await inspect(page, 'nowhere');
  });
});
