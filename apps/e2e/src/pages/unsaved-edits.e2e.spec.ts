import { DESKTOP, servedBrowser, snapshot } from '@bookonce/testing/harness/browser/served-browser';
import { servedProduct } from '@bookonce/testing/harness/served-product';
import { fromTomorrow, midnightAfter } from '@bookonce/testing/harness/workspace-client';
import { beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { BrowserContextOptions, Page } from 'playwright-core';
import { chooseTime, heading } from './fixtures/attendee-steps.js';
import { openShare, signedIn } from './fixtures/console-steps.js';
import { inspect } from './fixtures/inspect.js';

describe('edits that are not saved', () => {
  const product = servedProduct();
  const { app, api } = product;
  const { visitor } = servedBrowser();
  let owner: BrowserContextOptions;
  let host: string;
  let page: Page;
  beforeAll(async () => {
    owner = await signedIn(product);
    host = await api.createHost({ name: 'Ada Host' });
    const type = await api.createMeetingType([host], { name: 'First talk', bookingWindow: fromTomorrow() });
    await api.createLink(type, { recipient: { name: 'Ben', email: 'ben@example.com' } });
    await api.book(await api.createLink(type), midnightAfter(3));
  });
  beforeEach(async () => {
    page = await visitor({ ...DESKTOP, isMobile: false, ...owner });
    page.setDefaultTimeout(10_000);
  });

  const goTo = (path: string) => page.goto(`${app.baseUrl}/console${path}`);
  const press = (name: string): Promise<void> => page.getByRole('button', { name, exact: true }).click();
  const question = () => page.getByRole('alertdialog', { name: 'Leave without saving?' });
  const stay = async (): Promise<void> => {
    await question().waitFor();
    await page.keyboard.press('Escape');
    await question().waitFor({ state: 'detached' });
  };
  const addressIs = (path: string): void => expect(page.url()).toBe(`${app.baseUrl}/console${path}`);

  it('are kept until the host says otherwise: Back, Forward and links', async () => {
    await goTo('/');
    await page.getByRole('link', { name: 'Hosts and hours' }).click();
    await page.getByRole('link', { name: 'Edit hours of Ada Host' }).click();
    await page.getByRole('link', { name: 'Bookings' }).click();
    await heading(page, 'Bookings');
    await page.goBack();
    await page.getByLabel('Name').fill('Ada of the form');
    await page.goBack();
    await question().waitFor();
    addressIs(`/hosts/${host}`);
    await inspect(page, 'console-unsaved-back');
    await stay();
    await page.goBack();
    await stay();
    await page.goForward();
    await stay();
    await page.getByRole('link', { name: 'Links', exact: true }).click();
    await stay();
    addressIs(`/hosts/${host}`);
    expect(await page.getByLabel('Name').inputValue()).toBe('Ada of the form');
    await press('Sign out');
    await press('Keep editing');
    await page.goBack();
    await press('Leave without saving');
    await heading(page, 'Hosts and hours');
    addressIs('/hosts');
    await page.goBack();
    await heading(page, 'Meeting types');
  });

  it('are kept when the tab is closed, until the browser has asked', async () => {
    await goTo(`/hosts/${host}`);
    await page.getByLabel('Name').fill('Ada of the form');
    const asked = page.waitForEvent('dialog');
    const reloading = page.reload();
    const dialog = await asked;
    expect(dialog.type()).toBe('beforeunload');
    await dialog.accept();
    await reloading;
    expect(await page.getByLabel('Name').inputValue()).toBe('Ada Host');
  });

  it('are kept when a panel is closed: Close, Esc, a click outside, Back', async () => {
    await goTo('/hosts');
    await page.getByRole('link', { name: 'Edit hours of Ada Host' }).click();
    await press('Connect a calendar');
    await page.keyboard.press('Escape');
    await page.getByRole('dialog').waitFor({ state: 'detached' });
    await press('Connect a calendar');
    const field = page.getByLabel('Address of the calendar');
    await field.fill('https://calendar.example/work.ics');
    /** The panel has the focus again, so that keys reach it. */
    const stayInPanel = async (): Promise<void> => {
      await stay();
      await page.locator('[role=dialog]:focus-within').waitFor();
    };
    await press('Close');
    await stayInPanel();
    await page.keyboard.press('Escape');
    await stayInPanel();
    await page.mouse.click(5, 300);
    await stayInPanel();
    await page.goBack();
    await stayInPanel();
    addressIs(`/hosts/${host}`);
    expect(await field.inputValue()).toBe('https://calendar.example/work.ics');
    await page.keyboard.press('Escape');
    await press('Leave without saving');
    await page.getByRole('dialog').waitFor({ state: 'detached' });
    addressIs(`/hosts/${host}`);
  });

  it('hold each form for itself', async () => {
    await goTo(`/hosts/${host}`);
    await page.getByLabel('Name').fill('Ada Renamed');
    await press('Connect a calendar');
    await page.getByLabel('Address of the calendar').fill('x');
    await page.keyboard.press('Escape');
    await press('Leave without saving');
    await page.getByLabel('Country').selectOption({ label: 'Germany' });
    await press('Save');
    await question().waitFor();
    await press('Keep editing');
    await page.getByLabel('Country').selectOption({ index: 0 });
    await page.getByRole('link', { name: 'Links', exact: true }).click();
    await heading(page, 'Links');
  });

  const forms: readonly (readonly [string, string, () => Promise<void>])[] = [
    [
      'a new link',
      'Meeting types',
      async () => {
        await openShare(page, 'First talk');
        await page.getByLabel('Name (optional)').fill('Ben');
      },
    ],
    ['an API key', 'API keys', () => page.getByLabel('Name').fill('CRM')],
    [
      'a file to import',
      'Links',
      async () => {
        await press('Import CSV');
        const buffer = Buffer.from('Name;E-Mail\nGrace;grace@example.com\n');
        await page.getByLabel('CSV file').setInputFiles({ name: 'p.csv', mimeType: 'text/csv', buffer });
        await page.getByText('1 person found').waitFor();
      },
    ],
    [
      'a booking for a recipient',
      'Links',
      async () => {
        await page.getByRole('button', { name: 'Ben' }).click();
        await press('Book for the recipient');
        await chooseTime(page, 3);
      },
    ],
    [
      'a reason to cancel',
      'Bookings',
      async () => {
        await page.getByRole('button', { name: 'Cancel', exact: false }).click();
        await page.getByLabel('Reason (optional)').fill('Ill');
      },
    ],
    [
      'another time',
      'Bookings',
      async () => {
        await page.getByRole('button', { name: 'Reschedule', exact: false }).click();
        await page.getByLabel('Time', { exact: true }).fill('11:11');
      },
    ],
  ];

  it.each(forms)('are asked about in the form for %s', async (_form, place, fill) => {
    await goTo('/hosts');
    await page.getByRole('link', { name: place, exact: true }).click();
    await heading(page, place);
    const { href } = new URL(page.url());
    await fill();
    await page.goBack();
    await press('Keep editing');
    expect(page.url()).toBe(href);
    await page.keyboard.press('Escape');
    if (place !== 'API keys') await press('Keep editing');
    await page.goBack();
    await page.getByRole('alertdialog').getByRole('button').last().click();
    await heading(page, 'Hosts and hours');
  });

  it('are dropped at once by the answer that keeps things as they are', async () => {
    const day = midnightAfter(20).slice(0, 10);
    await api.expect(200, `/v1/hosts/${host}`, { method: 'PATCH', body: { timeOff: [{ from: day, to: day }] } });
    await goTo('/bookings');
    await page.getByRole('button', { name: 'Reschedule', exact: false }).click();
    await page.getByLabel('Day', { exact: true }).fill(day);
    await page.getByText('No free times within the hours on this day.').waitFor();
    const earliest = (await page.getByLabel('Day', { exact: true }).getAttribute('min')) ?? '';
    expect(earliest).toMatch(/^\d{4}-\d\d-\d\d$/);
    await page.getByLabel('Day', { exact: true }).fill('2020-03-02');
    await page.getByText('This day is over.').waitFor();
    await page.getByLabel('Day', { exact: true }).fill(day);
    await page.getByText('No free times within the hours on this day.').waitFor();
    await page.getByLabel('Time', { exact: true }).fill('11:11');
    await inspect(page, 'console-reschedule-no-times');
    await press('Keep this time');
    await page.getByRole('dialog').waitFor({ state: 'detached' });
    expect(await question().count()).toBe(0);
  });

  it('are gone after leaving: a message to one recipient reaches no other', async () => {
    await goTo('/links');
    await page.getByRole('button', { name: 'Ben' }).click();
    const message = page.getByLabel('Your message (optional)');
    // Both ways to mail the link of the panel.
    for (const opener of ['Send by e-mail', 'Send']) {
      await press(opener);
      await message.fill('Dear Ben');
      await press('Go back');
      await press('Leave without saving');
      await message.waitFor({ state: 'detached' });
      await press(opener);
      expect([opener, await message.inputValue()]).toEqual([opener, '']);
      await press('Go back');
      await message.waitFor({ state: 'detached' });
    }
    await press('Send by e-mail');
    await message.fill('Dear Ben');
    await page.getByRole('dialog', { name: 'Send this link' }).getByRole('button', { name: 'Send' }).click();
    await page.getByText('Sent to ben@example.com.', { exact: true }).waitFor();
    await press('Remind');
    expect(await message.inputValue()).toBe('');
    await message.fill('Dear Ben again');
    await page.getByRole('dialog', { name: 'Send a reminder?' }).getByRole('button', { name: 'Send' }).click();
    await page.getByText('1 reminder sent').waitFor();
    for (const opener of ['Remind', 'Send reminder']) {
      await press(opener);
      expect([opener, await message.inputValue()]).toEqual([opener, '']);
      await press('Go back');
      await message.waitFor({ state: 'detached' });
    }
    await press('Send reminder');
    await page.getByRole('dialog', { name: 'Send a reminder?' }).getByRole('button', { name: 'Send reminder' }).click();
    await page.getByText('Reminder sent to ben@example.com.').waitFor();
  });

  it('are asked about for a role that is chosen, but not changed', async () => {
    await goTo('/hosts');
    await page.getByRole('link', { name: 'Edit hours of Ada' }).click();
    const role = page.getByLabel('Role', { exact: true });
    await role.selectOption('owner');
    await press('Change role');
    await page.getByRole('alertdialog', { name: 'Change role?' }).getByRole('button', { name: 'Go back' }).click();
    expect(await role.inputValue()).toBe('owner');
    await page.goBack();
    await stay();
    expect(await role.inputValue()).toBe('owner');
    expect(await api.expect(200, `/v1/hosts/${host}`)).toMatchObject({ role: 'host' });
    await role.selectOption('host');
    expect(await page.getByRole('button', { name: 'Change role' }).count()).toBe(0);
    await page.goBack();
    await heading(page, 'Hosts and hours');
  });

  it('asks in German', async () => {
    page = await visitor({ ...DESKTOP, isMobile: false, ...owner, locale: 'de-DE' });
    await goTo('/hosts');
    await page.getByRole('link', { name: 'Ada' }).click();
    await page.getByLabel('Name').fill('Ada im Formular');
    await page.goBack();
    await page.getByRole('button', { name: 'Weiter bearbeiten' }).waitFor();
    await snapshot(page, 'console-unsaved-german');
  });
});
