import { DESKTOP, PHONE, servedBrowser, snapshot } from '@bookonce/testing/harness/browser/served-browser';
import { servedProduct } from '@bookonce/testing/harness/served-product';
import { midnightAfter } from '@bookonce/testing/harness/workspace-client';
import { nextSignInTokenTo } from '@bookonce/testing/harness/written-mails';
import { beforeAll, describe, expect, it } from '@jest/globals';
import type { BrowserContextOptions, Page } from 'playwright-core';
import { heading } from './fixtures/attendee-steps.js';
import { generateLink, openShare, signedIn } from './fixtures/console-steps.js';
import { inspect } from './fixtures/inspect.js';

const GRACE = 'grace@example.com';
const at = (days: number, hours: number): string =>
  new Date(Date.parse(midnightAfter(days)) + hours * 3_600_000).toISOString();

describe('the console of a plain host', () => {
  const product = servedProduct();
  const { app, api } = product;
  const { visitor } = servedBrowser();
  const ids = { grace: '', ada: '', talk: '' };
  let host: BrowserContextOptions;
  let owner: BrowserContextOptions;

  const open = async (path: string, options: BrowserContextOptions): Promise<Page> => {
    const page = await visitor({ ...DESKTOP, isMobile: false, ...options });
    page.setDefaultTimeout(10_000);
    await page.goto(`${app.baseUrl}/console${path}`);
    return page;
  };

  const seen = new Set<string>();
  /** Asks for a sign-in link, and presses the button that it leads to. */
  const signIn = async (page: Page): Promise<void> => {
    await page.getByLabel('E-mail').fill(GRACE);
    await page.getByRole('button', { name: 'Send sign-in link' }).click();
    const token = await nextSignInTokenTo(app.dataDir, GRACE, seen);
    await page.goto(`${app.baseUrl}/console/sign-in/${token}`);
    await page.getByRole('button', { name: 'Sign in' }).click();
    await heading(page, 'Meeting types');
  };

  /** Collects the requests that are refused from now on. */
  const refusals = (page: Page): readonly string[] => {
    const refused: string[] = [];
    page.on('response', (answer) => {
      if (answer.status() >= 400) refused.push(`${answer.status()} ${answer.url()}`);
    });
    return refused;
  };

  // The tests run in order: the first one signs in, the others use its session.
  beforeAll(async () => {
    owner = await signedIn(product);
    ids.grace = await api.createHost({ name: 'Grace Hopper', email: GRACE, role: 'host' });
    ids.ada = await api.createHost({ name: 'Ada Host' });
    const both = { name: 'Team talk', assignment: 'roundRobin', hostIds: [ids.grace, ids.ada] };
    const team = await api.createMeetingType([ids.grace], both);
    ids.talk = await api.createMeetingType([ids.ada], { name: 'Talk with Ada' });
    const mine = await api.createLink(team, { hostId: ids.grace, recipient: { name: 'Names Grace' } });
    const theirs = await api.createLink(ids.talk, { recipient: { name: 'Names Ada' } });
    expect((await api.book(mine, at(3, 9), { email: 'mine@example.com' })).status).toBe(201);
    expect((await api.book(theirs, at(3, 11), { email: 'theirs@example.com' })).status).toBe(201);
  });

  it('says who is signed in, and has only pages for hosts', async () => {
    const page = await open('', {});
    await signIn(page);
    host = { storageState: await page.context().storageState() };
    await page.getByText('Grace Hopper · Demo workspace · Host').waitFor();
    const places = page.getByRole('navigation', { name: 'Console' }).getByRole('link');
    const own = ['Meeting types', 'Links', 'Bookings', 'Approvals', 'Hosts and hours'];
    expect(await places.allTextContents()).toEqual(own);
    const refused = refusals(page);
    for (const name of own) {
      await places.getByText(name, { exact: true }).click();
      await page.getByRole('heading', { level: 1, name }).waitFor();
      await page.waitForLoadState('networkidle');
      await inspect(page, `plain-host-${name.toLowerCase().replaceAll(' ', '-')}`);
      expect([name, await page.getByRole('link', { name: /^(New|Add|Create) / }).count()]).toEqual([name, 0]);
    }
    expect(refused).toEqual([]);
  });

  it('shows own bookings only', async () => {
    const page = await open('/bookings', host);
    const refused = refusals(page);
    await page.getByText('mine@example.com').first().waitFor();
    expect(await page.getByText('theirs@example.com').count()).toBe(0);
    expect(refused).toEqual([]);
  });

  it('shares a link, shows only own links, and hides the booking of another host', async () => {
    const page = await open('', host);
    const refused = refusals(page);
    expect(await page.getByRole('link', { name: /^Edit / }).count()).toBe(0);
    await page.getByRole('heading', { name: 'Talk with Ada' }).waitFor();
    expect(await page.getByRole('button', { name: 'Share Talk with Ada' }).count()).toBe(0);
    await openShare(page, 'Team talk');
    await page.getByLabel('Name (optional)').fill('Made by Grace');
    const url = await generateLink(page);
    await inspect(page, 'plain-host-share');
    // Grace has a booking then, so it is Ada's.
    await api.book({ url } as Parameters<typeof api.book>[0], at(3, 9), { email: 'third@example.com' });
    await page.keyboard.press('Escape');
    await page.getByRole('link', { name: 'Links' }).click();
    const made = page.getByRole('row', { name: 'Made by Grace' });
    await made.getByText('Used', { exact: true }).waitFor();
    expect(await made.getByRole('link').count()).toBe(0);
    await page.getByRole('row', { name: 'Names Grace' }).waitFor();
    expect(await page.getByText('Names Ada').count()).toBe(0);
    await page.getByRole('button', { name: 'Details of the link for Made by Grace' }).click();
    await page.getByText('A meeting was booked with the link.').waitFor();
    expect(await page.getByRole('dialog').getByRole('link').count()).toBe(0);
    await inspect(page, 'plain-host-link');
    expect(refused).toEqual([]);
  });

  it('offers no way around the confirmation that other hosts ask for', async () => {
    const approval = { assignment: 'roundRobin', confirmation: 'approval' };
    await api.createMeetingType([ids.grace], { name: 'Asking Grace', confirmation: 'approval' });
    const shared = await api.createMeetingType([ids.grace, ids.ada], { name: 'Asking both', ...approval });
    await api.createLink(shared, { hostId: ids.grace, recipient: { name: 'Asks both' } });
    const page = await open('', host);
    const refused = refusals(page);
    for (const [name, choices] of [
      ['Asking Grace', 1],
      ['Asking both', 0],
    ] as const) {
      await openShare(page, name);
      await page.getByLabel('Length in minutes').waitFor();
      expect([name, await page.getByLabel('Confirmation').count()]).toEqual([name, choices]);
      await page.keyboard.press('Escape');
    }
    await page.goto(`${app.baseUrl}/console/links`);
    await page.getByRole('button', { name: 'Details of the link for Asks both' }).click();
    await page.getByRole('heading', { name: 'History' }).waitFor();
    expect(await page.getByRole('button', { name: 'Book for the recipient' }).count()).toBe(0);
    await page.keyboard.press('Escape');
    expect(refused).toEqual([]);
  });

  it('says to owners why a type whose hosts are deactivated takes no new links', async () => {
    const zoe = await api.createHost({ name: 'Zoe' });
    await api.createMeetingType([zoe], { name: 'Talk with Zoe' });
    await api.expect(200, `/v1/hosts/${zoe}`, { method: 'PATCH', body: { active: false } });
    const page = await open('', owner);
    await openShare(page, 'Talk with Zoe');
    await page.getByText('Generate single-use link').click();
    await page.getByRole('alert').getByText('Nobody could book with this link').waitFor();
    await inspect(page, 'share-without-hosts');
  });

  it('warns owners of the API keys that a person keeps', async () => {
    const email = 'lin@example.com';
    const lin = await api.createHost({ name: 'Lin Chen', email, role: 'owner' });
    await api.visitor.send('/v1/sign-in-links', { body: { email } });
    const token = await nextSignInTokenTo(app.dataDir, email, new Set());
    const entered = await api.visitor.send('/v1/sessions', { body: { token } });
    const cookie = entered.headers['set-cookie']?.[0]?.split(';')[0] ?? '';
    const headers = { cookie, 'sec-fetch-site': 'same-origin' };
    for (const name of ['CRM', 'Reports']) {
      expect((await api.visitor.send('/v1/api-keys', { body: { name }, headers })).status).toBe(201);
    }
    const page = await open(`/hosts/${lin}`, owner);
    await page.getByRole('button', { name: 'Deactivate host' }).click();
    await page.getByText('2 API keys that this person may have created stay valid').waitFor();
    await page.getByText(/: (“CRM”, “Reports”|“Reports”, “CRM”)\. Revoke them here:/).waitFor();
    await inspect(page, 'deactivate-with-keys');
    await page.getByRole('button', { name: 'Go back' }).click();
    const keys = await api.expect<{ items: readonly { id: string; createdByHostIds: readonly string[] }[] }>(
      200,
      '/v1/api-keys',
    );
    const [first] = keys.items.filter(({ createdByHostIds }) => createdByHostIds.includes(lin));
    await api.expect(200, `/v1/api-keys/${first?.id ?? ''}`, { method: 'DELETE' });
    await page.reload();
    await page.getByRole('button', { name: 'Deactivate host' }).click();
    await page.getByText('1 API key that this person may have created stays valid').waitFor();
    await page.getByRole('alertdialog').getByRole('link', { name: 'API keys' }).click();
    await heading(page, 'API keys');
    expect(await page.getByText('Created by Lin Chen', { exact: true }).count()).toBe(2);
    await inspect(page, 'api-keys-with-makers');
  });

  it('lets owners confirm only once they know of the keys, or that they cannot be known', async () => {
    const lee = await api.createHost({ name: 'Lee' });
    const page = await open('', owner);
    const loaded = Promise.withResolvers<undefined>();
    let fails = false;
    await page.route('**/v1/api-keys?*', async (route) => {
      await loaded.promise;
      await (fails ? route.fulfill({ status: 500, json: {} }) : route.continue());
    });
    await page.goto(`${app.baseUrl}/console/hosts/${lee}`);
    await page.getByRole('button', { name: 'Deactivate host' }).click();
    const dialog = page.getByRole('alertdialog');
    const yes = dialog.getByRole('button', { name: 'Deactivate host' });
    await dialog.getByText('Looking for API keys of this person…').waitFor();
    expect(await yes.isDisabled()).toBe(true);
    fails = true;
    loaded.resolve(undefined);
    await dialog.getByRole('alert').getByText('The API keys could not be loaded. Keys that Lee created').waitFor();
    await inspect(page, 'deactivate-keys-unknown');
    fails = false;
    await dialog.getByRole('button', { name: 'Try again' }).click();
    await dialog.getByText('The API keys could not be loaded').waitFor({ state: 'detached' });
    await yes.click();
    await page.getByText('This host is deactivated, so attendees see no times.').waitFor();
  });

  it('says aloud that a host of a team is deactivated only if the others cannot take the meeting', async () => {
    const noor = await api.createHost({ name: 'Noor' });
    const both = [ids.ada, noor];
    const assignments = ['roundRobin', 'collective'] as const;
    const types = await Promise.all(
      assignments.map((assignment) => api.createMeetingType(both, { name: `Noor ${assignment}`, assignment })),
    );
    const link = await api.createLink(types[1] ?? '', { recipient: { name: 'Waits for both' } });
    expect(link).toBeDefined();
    await api.expect(200, `/v1/hosts/${noor}`, { method: 'PATCH', body: { active: false } });
    const page = await open('', owner);
    const card = (name: string) => page.getByRole('listitem').filter({ has: page.getByRole('heading', { name }) });
    await card('Noor roundRobin').getByText('Deactivated: Noor', { exact: true }).waitFor();
    await card('Noor collective').getByText('Deactivated: Noor. Choose another host for new bookings.').waitFor();
    await inspect(page, 'types-with-deactivated-hosts');
    await page.goto(`${app.baseUrl}/console/links`);
    await page.getByText('no times', { exact: true }).waitFor();
    await inspect(page, 'links-without-times');
    await page.getByRole('button', { name: 'Details of the link for Waits for both' }).click();
    await page.getByText('it needs all hosts of the meeting type, and not all of them are active').waitFor();
  });

  it('lets the host edit their own hours, but not their role', async () => {
    const page = await open('/hosts', host);
    const refused = refusals(page);
    await page.getByRole('heading', { name: 'Ada Host' }).waitFor();
    expect(await page.getByRole('link', { name: /^Edit / }).count()).toBe(1);
    await page.getByRole('link', { name: 'Edit hours of Grace Hopper' }).click();
    await heading(page, 'Grace Hopper');
    await page.getByText('Role and access').waitFor({ state: 'detached' });
    await page.getByLabel('Monday, hours 1, From').fill('10:00');
    await inspect(page, 'plain-host-hours');
    await page.getByRole('button', { name: 'Save' }).click();
    await heading(page, 'Hosts and hours');
    const saved = await api.expect<{ schedule: { weekly: readonly object[] } }>(200, `/v1/hosts/${ids.grace}`);
    expect(saved.schedule.weekly).toContainEqual(expect.objectContaining({ days: ['mon'], from: '10:00' }));
    expect(refused).toEqual([]);
  });

  it('says that a page is for owners', async () => {
    const page = await open('', host);
    const refused = refusals(page);
    const types = `/meeting-types/${ids.talk}`;
    for (const path of ['/workspace', '/api-keys', '/sent-mail', '/hosts/new', `/hosts/${ids.ada}`, types]) {
      await page.goto(`${app.baseUrl}/console${path}`);
      await heading(page, 'For owners only');
      await page.waitForLoadState('networkidle');
    }
    await inspect(page, 'plain-host-owners-only');
    expect(refused).toEqual([]);
  });

  it('is in German, and fits a phone', async () => {
    for (const colorScheme of ['light', 'dark'] as const) {
      const page = await open('', { ...PHONE, ...host, locale: 'de-DE', colorScheme });
      await page.getByText('Grace Hopper · Demo workspace · Gastgeber').waitFor();
      await page.getByRole('heading', { name: 'Team talk' }).waitFor();
      await snapshot(page, `plain-host-german-${colorScheme}`);
      await page.goto(`${app.baseUrl}/console/api-keys`);
      await heading(page, 'Nur für Inhaber');
      await snapshot(page, `plain-host-german-owners-only-${colorScheme}`);
    }
  });

  it('asks for sign-in by itself when an owner changes the role, and then has the new one', async () => {
    const page = await open('/bookings', host);
    await page.getByText('mine@example.com').first().waitFor();
    const office = await open(`/hosts/${ids.grace}`, owner);
    await office.getByLabel('Role', { exact: true }).selectOption('owner');
    await office.getByRole('button', { name: 'Change role' }).click();
    await office.getByRole('alertdialog').getByText('Grace Hopper gets the role “Owner”').waitFor();
    await inspect(office, 'change-role');
    await office.getByRole('alertdialog').getByRole('button', { name: 'Change role' }).click();
    await heading(page, 'Sign in');
    await page.getByText('You were signed out. Please sign in again.').waitFor();
    await inspect(page, 'sign-in-access-changed');
    await page.reload();
    await page.getByText('You were signed out.').waitFor();
    await signIn(page);
    await page.getByText('Grace Hopper · Demo workspace · Owner').waitFor();
    await page.getByRole('link', { name: 'API keys' }).waitFor();
  });

  it('is closed while the host is deactivated', async () => {
    const page = await open('', {});
    await signIn(page);
    const office = await open(`/hosts/${ids.grace}`, owner);
    await office.getByRole('button', { name: 'Deactivate host' }).click();
    await office.getByRole('alertdialog').getByText('Deactivate Grace Hopper?').waitFor();
    await inspect(office, 'deactivate-host');
    await office.getByRole('alertdialog').getByRole('button', { name: 'Deactivate host' }).click();
    await heading(page, 'Sign in');
    await office.getByText('This host cannot sign in').waitFor();
    await office.getByText('This host is deactivated, so attendees see no times.').waitFor();
    await inspect(office, 'host-deactivated');
    await office.getByRole('link', { name: 'Hosts and hours' }).click();
    await office.getByText('Owner · Deactivated').waitFor();
    await inspect(office, 'hosts-one-deactivated');
    await office.getByRole('link', { name: 'Edit hours of Grace Hopper' }).click();
    await office.getByRole('button', { name: 'Reactivate host' }).click();
    await office.getByRole('dialog').getByRole('button', { name: 'Reactivate host' }).click();
    await office.getByRole('button', { name: 'Deactivate host' }).waitFor();
    await signIn(page);
  });

  it('asks for sign-in by itself when an owner ends the session', async () => {
    const page = await open('', {});
    await signIn(page);
    const { items } = await api.expect<{ items: readonly { id: string; email: string }[] }>(200, '/v1/sessions');
    const mine = items.filter(({ email }) => email === GRACE);
    for (const { id } of mine) await api.host.send(`/v1/sessions/${id}`, { method: 'DELETE' });
    await heading(page, 'Sign in');
    await page.getByText('You were signed out. Please sign in again.').waitFor();
  });
});
