import { DESKTOP, servedBrowser, snapshot } from '@bookonce/testing/harness/browser/served-browser';
import type { LinkAnswer, ListAnswer } from '@bookonce/testing/harness/api-shapes';
import { eventually } from '@bookonce/testing/harness/eventually';
import { servedProduct } from '@bookonce/testing/harness/served-product';
import { ROUND_THE_CLOCK } from '@bookonce/testing/harness/workspace-client';
import { signInTokensTo } from '@bookonce/testing/harness/written-mails';
import { beforeAll, describe, expect, it } from '@jest/globals';
import { readFile } from 'node:fs/promises';
import type { BrowserContextOptions, Page } from 'playwright-core';
import { heading } from './fixtures/attendee-steps.js';
import { inspect } from './fixtures/inspect.js';

describe('the console', () => {
  const { app, api } = servedProduct();
  const { visitor } = servedBrowser();
  let owner: BrowserContextOptions;

  const open = async (path: string, options: BrowserContextOptions): Promise<Page> => {
    const page = await visitor({ ...DESKTOP, isMobile: false, ...options });
    page.setDefaultTimeout(10_000);
    await page.goto(`${app.baseUrl}/console${path}`);
    return page;
  };

  // The tests run in order: the first one signs in, the others use its session.
  beforeAll(async () => {
    await api.createMeetingType([await api.createHost({ name: 'Ada Host' })], { name: 'First talk' });
  });

  it('signs in on a press, not on opening the link, and signs out', async () => {
    const path = new URL((await app.firstRun()).consoleUrl).pathname.replace('/console', '');
    const scanner = await open(path, {});
    await heading(scanner, 'Sign in to the console');
    const page = await open(path, {});
    await page.getByRole('button', { name: 'Sign in' }).click();
    await heading(page, 'Meeting types');
    expect(page.url()).toBe(`${app.baseUrl}/console/`);
    owner = { storageState: await page.context().storageState() };
    await scanner.getByRole('button', { name: 'Sign in' }).click();
    await scanner.getByText('This link no longer works').waitFor();
  });

  it('creates a host with hours, and a meeting type with that host', async () => {
    const page = await open('/hosts/new', owner);
    await page.getByRole('button', { name: 'Save' }).click();
    await eventually(async () => expect(await page.getByText('Please fill this in.').count()).toBe(2));
    await page.getByLabel('Name').fill('Mary Jackson');
    await page.getByLabel('E-mail').fill('mary@example.com');
    await page.getByRole('combobox', { name: 'Time zone' }).fill('UTC');
    await snapshot(page, 'console-host-time-zone');
    await page.getByRole('option', { name: 'UTC', exact: false }).first().click();
    await page.getByLabel('Monday, hours 1, From').fill('10:00');
    await page.getByRole('button', { name: 'Copy to Monday to Friday' }).click();
    await page.getByRole('button', { name: 'Add hours: Saturday' }).click();
    await page.getByRole('button', { name: 'Save' }).click();
    await page.getByText('Mary Jackson is saved.').waitFor();
    await page.getByRole('button', { name: 'Connect a calendar' }).waitFor();
    await snapshot(page, 'console-host-created');
    const { items } = await api.expect<ListAnswer<{ id: string; name: string; schedule: object }>>(200, '/v1/hosts');
    const host = items.find(({ name }) => name === 'Mary Jackson');
    expect(host?.schedule).toEqual({
      timeZone: 'UTC',
      weekly: [
        { days: ['mon', 'tue', 'wed', 'thu', 'fri'], from: '10:00', to: '17:00' },
        { days: ['sat'], from: '09:00', to: '17:00' },
      ],
      overrides: [],
    });
    await page.goto(`${app.baseUrl}/console/meeting-types/new`);
    await page.getByLabel('Name').fill('Interview');
    await page.getByLabel('Length in minutes').fill('60');
    await page.getByText('Mary Jackson').click();
    await page.getByRole('button', { name: 'Add question' }).click();
    await page.getByLabel('Question 1', { exact: true }).and(page.locator('input')).fill('What about?');
    await page.getByLabel('Confirmation').selectOption('approval');
    await page.getByLabel('Time to answer in hours').fill('24');
    await page.getByLabel('Guests that attendees may bring').fill('2');
    await page.getByRole('button', { name: 'Remind a day and an hour before' }).click();
    await page.getByLabel('Send it to').last().selectOption('both');
    await page.getByLabel('Remind of an unused link after').fill('7');
    await inspect(page, 'console-meeting-type-reminders');
    await page.getByRole('button', { name: 'Save' }).click();
    await heading(page, 'Interview');
    const types = await api.expect<ListAnswer<{ name: string }>>(200, '/v1/meeting-types');
    expect(types.items.find(({ name }) => name === 'Interview')).toMatchObject({
      durationMinutes: 60,
      hostIds: [host?.id],
      questions: [{ label: 'What about?', type: 'text', required: false }],
      confirmation: 'approval',
      approvalHours: 24,
      maxGuests: 2,
      reminders: [
        { minutesBefore: 1440, to: 'attendee' },
        { minutesBefore: 60, to: 'both' },
      ],
      unusedReminderDays: [7],
    });
  });

  it("changes a host's language, and asks attendees of phone calls for their number", async () => {
    const host = await api.createHost({ name: 'Lin Host' });
    const page = await open(`/hosts/${host}`, owner);
    await page.getByLabel('Language').selectOption({ label: 'Deutsch (Österreich)' });
    await page.getByRole('button', { name: 'Save', exact: true }).click();
    await heading(page, 'Hosts and hours');
    expect(await api.expect(200, `/v1/hosts/${host}`)).toMatchObject({ language: 'de-AT' });
    await page.getByRole('link', { name: 'Edit hours of Lin Host' }).click();
    await page.getByLabel('Language').selectOption({ label: 'Default' });
    await page.getByRole('button', { name: 'Save', exact: true }).click();
    await heading(page, 'Hosts and hours');
    expect(await api.expect(200, `/v1/hosts/${host}`)).not.toHaveProperty('language');

    await page.goto(`${app.baseUrl}/console/meeting-types/new`);
    await page.getByLabel('Name').fill('Call');
    await page.getByText('Lin Host').click();
    await page.getByLabel('Where').selectOption({ label: 'Phone call' });
    await page.getByLabel('Number to call, or who calls whom').fill('We call you');
    await page.getByRole('button', { name: 'Ask attendees for their number' }).click();
    await page.locator('input:focus[value="Your phone number"]').waitFor();
    await inspect(page, 'console-phone-call');
    await page.getByRole('button', { name: 'Save', exact: true }).click();
    await heading(page, 'Meeting types');
    const types = await api.expect<ListAnswer<{ name: string }>>(200, '/v1/meeting-types');
    expect(types.items.find(({ name }) => name === 'Call')).toMatchObject({
      location: { type: 'phone', value: 'We call you' },
      questions: [{ label: 'Your phone number', type: 'text', required: true }],
    });
  });

  it('asks before unsaved changes are lost by a link', async () => {
    const page = await open('', owner);
    await page.getByRole('link', { name: 'Edit Interview' }).click();
    await page.getByLabel('Description (optional)').fill('Not yet saved');
    await page.getByRole('link', { name: 'Bookings' }).click();
    await page.getByText('Your changes have not been saved.').waitFor();
    await inspect(page, 'console-unsaved');
    await page.getByRole('button', { name: 'Keep editing' }).click();
    expect(await page.getByLabel('Description (optional)').inputValue()).toBe('Not yet saved');
    await page.getByRole('link', { name: 'Bookings' }).click();
    await page.getByRole('button', { name: 'Leave without saving' }).click();
    await heading(page, 'Bookings');
  });

  it('marks at its field what the service refuses', async () => {
    const page = await open('/meeting-types/new', owner);
    await page.getByLabel('Name').fill('Refused');
    await page.getByLabel('Maximum per day').fill('2');
    await page.getByText('Mary Jackson').click();
    await page.route('**/v1/meeting-types', (route) =>
      route.request().method() === 'POST'
        ? route.fulfill({
            status: 422,
            contentType: 'application/problem+json',
            json: {
              type: '/problems/validation-failed',
              title: 'Validation failed',
              status: 422,
              detail: 'See the errors.',
              errors: [{ path: 'maxPerDay', message: 'Too big: expected number' }],
            },
          })
        : route.fallback(),
    );
    await page.getByRole('button', { name: 'Save' }).click();
    await page.getByText('This was not accepted. Please change it.').waitFor();
    await page.getByLabel('Maximum per day').and(page.locator(':focus')).waitFor();
    expect(await page.getByText('Too big').count()).toBe(0);
  });

  it('saves only changed fields and keeps concurrent changes', async () => {
    const { items } = await api.expect<ListAnswer<{ id: string; name: string }>>(200, '/v1/meeting-types');
    const path = `/v1/meeting-types/${items.find(({ name }) => name === 'Interview')?.id ?? ''}`;
    const page = await open(path.replace('/v1', ''), owner);
    await page.getByLabel('Description (optional)').fill('Bring your questions.');
    await api.expect(200, path, { method: 'PATCH', body: { durationMinutes: 45 } });
    await page.getByRole('button', { name: 'Save' }).click();
    await heading(page, 'Meeting types');
    expect(await api.expect(200, path)).toMatchObject({ description: 'Bring your questions.', durationMinutes: 45 });
    await page.getByRole('link', { name: 'Edit Interview' }).click();
    await page.getByRole('button', { name: 'Save' }).click();
    await heading(page, 'Meeting types');
  });

  it('creates links from a CSV file, exports them, revokes and reminds', async () => {
    const page = await open('/links', owner);
    await page.getByRole('button', { name: 'Import CSV' }).click();
    await page.getByLabel('Meeting type').last().selectOption({ label: 'First talk' });
    const text =
      'Vorname;Nachname;E-Mail;Firma\n\nGrace;Hopper;grace@example.com;Navy\n' +
      'Katherine;Johnson;katherine@example.com;NASA\nNobody;;nowhere;\nGrace;;GRACE@example.com;\n';
    await page.getByLabel('CSV file').setInputFiles({ name: 'p.csv', mimeType: 'text/csv', buffer: Buffer.from(text) });
    await page.getByText('2 people found').waitFor();
    const previewed = page.getByRole('region', { name: 'Preview' }).getByRole('row');
    expect(await previewed.filter({ hasText: 'Expected: an e-mail address' }).textContent()).toMatch(/^5.*“nowhere”/);
    expect(await previewed.filter({ hasText: 'Same address as row 3' }).count()).toBe(1);
    await page.getByText('Use 1 other column of the file').click();
    await page.getByLabel('Firma').selectOption({ label: 'Note for yourself' });
    await snapshot(page, 'console-import-preview');
    await page.getByRole('button', { name: 'Create 2 links' }).click();
    await page.getByText('2 links created.').waitFor();
    const saving = page.waitForEvent('download');
    await page.getByRole('button', { name: 'Download as CSV' }).click();
    const saved = await readFile(await (await saving).path(), 'utf8');
    expect(saved.split('\r\n')[0]).toMatch(/Expires,Used,Meeting,Meeting type,Note$/);
    expect(saved.split('\r\n').slice(1, 3)).toEqual([
      expect.stringMatching(/^Grace Hopper,grace@example\.com,http.*\/1t\/[0-9A-Za-z]{22},Unused,/),
      expect.stringMatching(/^Katherine Johnson,/),
    ]);
    await page.getByRole('button', { name: 'Send', exact: true }).click();
    await page.getByText('Send 2 links by e-mail?').waitFor();
    await page.getByText('Each recipient gets an e-mail with their own link.').waitFor();
    await page.getByRole('dialog', { name: 'Send 2 links' }).getByRole('button', { name: 'Send' }).click();
    await page.getByText('2 links sent').waitFor();
    await page.getByRole('button', { name: 'Remind' }).waitFor();
    expect(await page.getByRole('button', { name: 'Send', exact: true }).count()).toBe(0);
    await snapshot(page, 'console-import-sent');
    await page.keyboard.press('Escape');
    await page.getByLabel('Search').fill('johnson');
    await page.getByText('1 of 3 links').waitFor();
    // The filter outlives a reload, and Back leads to the filter before.
    await page.reload();
    await page.getByText('1 of 3 links').waitFor();
    await page.getByLabel('Status').selectOption('consumed');
    await page.getByText('0 of 3 links').waitFor();
    await page.goBack();
    await page.getByText('1 of 3 links').waitFor();
    await page.locator('tbody .select-cell label').click();
    await page.getByRole('button', { name: 'Remind' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Send' }).click();
    await page.getByText('1 reminder sent').waitFor();
    await page.locator('tbody .select-cell label').click();
    await page.getByRole('button', { name: 'Revoke' }).click();
    await page.getByRole('alertdialog').getByRole('button', { name: 'Revoke' }).click();
    await page.getByRole('row', { name: 'Katherine' }).getByText('Revoked').waitFor();
    const { items } = await api.expect<ListAnswer<LinkAnswer>>(200, '/v1/links?recipient=katherine@example.com');
    expect(items.map(({ status }) => status)).toEqual(['revoked']);
    await page.getByLabel('Search').fill('');
    await page.getByText('3 links', { exact: true }).waitFor();
    await page.locator('thead .select-cell label').click();
    await page.getByRole('button', { name: 'Remind' }).click();
    await page.getByText('Send a reminder?').waitFor();
    await page.getByText(/^2 of the selected links are left out: 1 .+, 1 .+\.$/).waitFor();
    await inspect(page, 'console-remind-some');
    await page.keyboard.press('Escape');
    await page.goto(`${app.baseUrl}/console/sent-mail`);
    const { items: mails } = await api.expect<ListAnswer<{ to: string; subject: string }>>(200, '/v1/sent-mail');
    const toKatherine = mails.filter(({ to }) => to === 'katherine@example.com').map(({ subject }) => subject);
    expect(toKatherine).toEqual([
      expect.stringMatching(/^Reminder: choose a time/),
      expect.stringMatching(/^Choose a time: First talk/),
    ]);
  });

  it('creates an API key that is shown once, and revokes it', async () => {
    const page = await open('/api-keys', owner);
    await page.getByLabel('Name').fill('CRM');
    await page.getByRole('button', { name: 'Create key' }).click();
    const key = await page.getByLabel('New key: CRM').inputValue();
    const headers = { authorization: `Bearer ${key}` };
    expect((await api.visitor.send('/v1/hosts', { headers })).status).toBe(200);
    await page.reload();
    await page.getByRole('heading', { name: 'CRM' }).waitFor();
    expect(await page.content()).not.toContain(key);
    await page.getByRole('button', { name: 'Revoke CRM' }).click();
    await page.getByRole('button', { name: 'Revoke', exact: true }).click();
    await page.getByText('Revoked', { exact: false }).first().waitFor();
    await page.getByRole('button', { name: 'Revoke CRM' }).waitFor({ state: 'detached' });
    await page.getByLabel('Name').fill('Trial');
    await page.getByRole('button', { name: 'Create key' }).click();
    await page.getByText('Copy the key now').waitFor();
    await page.getByRole('button', { name: 'Revoke Trial' }).click();
    await page.getByRole('button', { name: 'Revoke', exact: true }).click();
    await page.getByText('Copy the key now').waitFor({ state: 'detached' });
  });

  /** Signs in from another browser. */
  const signIn = async (email: string): Promise<void> => {
    await api.visitor.send('/v1/sign-in-links', { body: { email } });
    const token = await eventually(async () => {
      const [first] = await signInTokensTo(app.dataDir, email);
      if (first === undefined) throw new Error('no mail yet');
      return first;
    });
    expect((await api.visitor.send('/v1/sessions', { body: { token } })).status).toBe(201);
  };

  it('offers to sign out the people whom a revoked key added', async () => {
    const { key } = await api.expect<{ key: string }>(201, '/v1/api-keys', { body: { name: 'Stolen' } });
    const body = { name: 'Stranger', email: 'stranger@example.com', schedule: ROUND_THE_CLOCK };
    const added = await api.visitor.send('/v1/hosts', { body, headers: { authorization: `Bearer ${key}` } });
    expect(added.status).toBe(201);
    await signIn('stranger@example.com');
    const page = await open('/api-keys', owner);
    await page.getByText('stranger@example.com ·').waitFor();
    await page.getByRole('button', { name: 'Revoke Stolen' }).click();
    const dialog = page.getByRole('alertdialog');
    expect(await dialog.getByLabel('End 1 open session of people it added').isChecked()).toBe(true);
    await dialog.getByRole('button', { name: 'Revoke', exact: true }).click();
    await page.getByText('stranger@example.com ·').waitFor({ state: 'detached' });
    await page.getByText('This is you').waitFor();
  });

  it('shows who is signed in, and ends the session of another browser', async () => {
    await signIn('ada@example.com');
    const page = await open('/api-keys', owner);
    await page.getByText('This is you').waitFor();
    await page.getByRole('button', { name: 'End session of Ada Host' }).click();
    await page.getByRole('alertdialog').getByRole('button', { name: 'End session' }).click();
    await page.getByText('ada@example.com ·').waitFor({ state: 'detached' });
    await page.getByText('This is you').waitFor();
  });

  it('shows nothing of the workspace after signing out', async () => {
    const page = await open('', owner);
    await page.getByRole('button', { name: 'Sign out' }).click();
    await heading(page, 'Sign in');
    await page.reload();
    await heading(page, 'Sign in');
  });
});
