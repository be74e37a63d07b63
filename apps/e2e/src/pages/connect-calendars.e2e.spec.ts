import { FakeCalendarServer } from '@bookonce/testing/calendars/fake-calendar-server';
import { serveCalendars, type ServedCalendars } from '@bookonce/testing/calendars/serve-calendars';
import { DESKTOP, servedBrowser } from '@bookonce/testing/harness/browser/served-browser';
import { servedProduct } from '@bookonce/testing/harness/served-product';
import { ROUND_THE_CLOCK } from '@bookonce/testing/harness/workspace-client';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { BrowserContextOptions, Page } from 'playwright-core';
import { book, chooseTime, fillDetails, heading } from './fixtures/attendee-steps.js';
import { busyCalendar } from './fixtures/busy-calendar.js';
import { signedIn } from './fixtures/console-steps.js';
import { inspect } from './fixtures/inspect.js';

const START = '2026-03-02T08:00:00.000Z';
const DAY = '2026-03-05';
const PASSWORD = 'app-password';
const env = { ALLOW_PRIVATE_NETWORK: 'true' };
const morning = { ...ROUND_THE_CLOCK, weekly: [{ ...ROUND_THE_CLOCK.weekly[0], from: '08:00', to: '12:00' }] };
const HOURLY = { durationMinutes: 60, slotIntervalMinutes: 60 };

describe('calendars in the console', () => {
  const product = servedProduct({ env, testClock: START });
  const { app, api } = product;
  const { visitor } = servedBrowser();
  const server = new FakeCalendarServer({ username: 'ann', password: PASSWORD });
  let served: ServedCalendars;
  let owner: BrowserContextOptions;
  beforeAll(async () => {
    served = await serveCalendars(server);
    owner = await signedIn(product);
  });
  afterAll(() => served.stop());

  const open = async (path: string, options: BrowserContextOptions = {}): Promise<Page> => {
    const page = await visitor({ ...DESKTOP, isMobile: false, ...owner, ...options });
    await page.goto(`${app.baseUrl}/console${path}`);
    return page;
  };
  const press = (page: Page, name: string): Promise<void> => page.getByRole('button', { name, exact: true }).click();
  const cardOf = (page: Page, name: string) => page.locator('.calendar-list > li').filter({ hasText: name });

  it('connects a feed, shows its state, reads it and disconnects it', async () => {
    const host = await api.createHost({ name: 'Ada Host', schedule: morning });
    const address = `${served.url}${server.setFeed('work', busyCalendar(DAY, [9, 11], 'Work'))}`;
    const page = await open(`/hosts/${host}`);
    await page.getByText('No calendar is connected.').waitFor();
    await page.getByText('Only events of the next 400 days are checked.').waitFor();
    await inspect(page, 'calendars-none');

    await press(page, 'Connect a calendar');
    await page.getByText('Secret address in iCal format').waitFor();
    await inspect(page, 'calendars-connect');
    await press(page, 'Connect');
    await page.locator('input:focus[aria-invalid="true"]').waitFor();
    await page.getByLabel('Address of the calendar').fill(`${served.url}/feeds/nothing.ics`);
    await press(page, 'Connect');
    await page.getByText('Nothing is at this address.').waitFor();
    await page.locator('input:focus[aria-invalid="true"]').waitFor();
    await inspect(page, 'calendars-refused');
    await page.getByLabel('Address of the calendar').fill(address);
    await page.keyboard.press('Enter');
    await page.getByText('Work is connected: 2 busy times.').waitFor();
    await cardOf(page, 'Work').getByText('Works', { exact: true }).waitFor();
    await inspect(page, 'calendars-feed');
    expect(await page.content()).not.toContain(address);

    server.lies = { everyAnswer: { status: 500 } };
    await press(page, 'Read now: Work');
    await page.getByText('Work could not be read.').waitFor();
    await cardOf(page, 'Work').getByText('Cannot be read since').waitFor();
    await inspect(page, 'calendars-failing');
    server.lies = {};
    server.setFeed('work', busyCalendar(DAY, [9], 'Work'));
    await press(page, 'Read now: Work');
    await page.getByText('Work was read.').waitFor();
    await cardOf(page, 'Work').getByText('1 busy time', { exact: false }).waitFor();

    await press(page, 'Disconnect Work');
    await page.getByText('Events that we wrote to it stay there.').waitFor();
    await inspect(page, 'calendars-disconnect');
    await press(page, 'Disconnect');
    await page.getByText('Work is disconnected.').waitFor();
    await page.getByText('No calendar is connected.').waitFor();
    await page.locator('h2:focus').filter({ hasText: 'Calendars' }).waitFor();
  });

  it('shows what others change, while it is open', async () => {
    const host = await api.createHost();
    const url = `${served.url}${server.setFeed('live', busyCalendar(DAY, [9], 'Live'))}`;
    const page = await open(`/hosts/${host}`);
    await page.getByText('No calendar is connected.').waitFor();
    const { id } = await api.expect<{ id: string }>(201, `/v1/hosts/${host}/calendars`, { body: { type: 'ics', url } });
    await cardOf(page, 'Live').getByText('Works', { exact: true }).waitFor();
    server.lies = { everyAnswer: { status: 500 } };
    await api.expect(200, `/v1/hosts/${host}/calendars/${id}/read`, { body: {} });
    await cardOf(page, 'Live').getByText('Fails', { exact: true }).waitFor();
    server.lies = {};
  });

  it('connects an account, and lets the chosen collections count', async () => {
    server.addCollection('home', { name: 'Home', color: '#1d9bf0' });
    server.addCollection('team', { name: 'Team' });
    server.collection('home').put('a.ics', busyCalendar(DAY, [9], 'Home'));
    server.collection('team').put('b.ics', busyCalendar(DAY, [11], 'Team'));
    const host = await api.createHost({ schedule: morning });
    const page = await open(`/hosts/${host}`);
    await press(page, 'Connect a calendar');
    await page.getByLabel('How').selectOption({ label: 'By server and app password' });
    await page.getByLabel('Server').fill(served.url);
    await page.getByLabel('User name').fill('ann');
    await page.getByLabel('App password').fill('wrong');
    await page.getByLabel('Name (optional)').fill('Cloud');
    await press(page, 'Connect');
    await page.getByText('Many providers need an app password here.').waitFor();
    await inspect(page, 'calendars-password');
    await page.getByLabel('App password').fill(PASSWORD);
    await press(page, 'Connect');
    await page.getByText('Cloud is connected: 2 busy times.').waitFor();

    await press(page, 'Settings of Cloud');
    await page.getByRole('dialog').locator('label', { hasText: 'Team' }).click();
    await page.getByLabel('Where bookings go').selectOption({ label: 'Home' });
    await page.getByLabel('While it cannot be read').selectOption({ label: 'Refuse bookings' });
    await page.getByText('attendees wait up to 1.5 seconds').waitFor();
    await inspect(page, 'calendars-settings');
    await page.getByRole('dialog').getByRole('button', { name: 'Save' }).click();
    await page.getByText('The settings of Cloud are saved.').waitFor();
    await cardOf(page, 'Cloud').getByText('1 busy time').waitFor();
    await cardOf(page, 'Cloud').getByText('Nothing can be booked while it cannot be read').waitFor();
    await cardOf(page, 'Cloud').getByText('Bookings go to “Home”').waitFor();
    await inspect(page, 'calendars-account');

    await press(page, 'Settings of Cloud');
    await page.getByRole('dialog').locator('label', { hasText: 'Home' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Save' }).click();
    await page.getByText('Choose at least one.').waitFor();
  });

  it('says why a time is not offered, in both languages and with the keyboard alone', async () => {
    const host = await api.createHost({ name: 'Grace Host', schedule: morning });
    const onMars = busyCalendar(DAY, [9], 'Private').replaceAll(/(DTSTART|DTEND):(.*)Z/g, '$1;TZID=Mars:$2');
    const url = `${served.url}${server.setFeed('why', onMars)}`;
    const calendar = await api.expect(201, `/v1/hosts/${host}/calendars`, { body: { type: 'ics', url } });
    expect(calendar).toMatchObject({ busyCount: 1, unknownZones: ['Mars'] });
    const type = await api.createMeetingType([host], { name: 'Why talk', ...HOURLY });
    const page = await open(`/meeting-types/${type}`);
    const ask = async (time: string): Promise<void> => {
      await page.getByLabel('Day', { exact: true }).fill(DAY);
      await page.getByLabel('Another time').fill(time);
      await page.keyboard.press('Enter');
    };
    await page.getByLabel('Day', { exact: true }).fill(DAY);
    const starts = page.getByRole('list', { name: 'Times of this day' }).getByRole('button');
    await starts.nth(3).waitFor();
    expect(await starts.allTextContents()).toEqual(['08:00', '09:00', '10:00', '11:00']);
    await page.getByRole('button', { name: '09:00, not offered' }).click();
    await page.getByText('Busy: calendar “Private”, read this minute.').waitFor();
    await page.getByRole('heading', { name: 'Grace Host' }).waitFor();
    await inspect(page, 'why-busy');
    await page.keyboard.press('Tab');
    await page.locator('.start:focus', { hasText: '10:00' }).waitFor();
    await page.keyboard.press('Space');
    await page.getByText('10:00 is offered.').waitFor();
    await ask('12:00');
    await page.getByText('The meeting does not fit into the hours.').waitFor();
    await ask('08:30');
    await page.getByText('Start times are every 60 minutes').waitFor();
    await ask('08:00');
    await page.getByText('08:00 is offered.').waitFor();
    await page.goto(`${app.baseUrl}/console/hosts/${host}`);
    await page.getByLabel('Day', { exact: true }).fill('2026-03-01');
    await page.getByRole('button', { name: '11:00, not offered' }).click();
    await page.getByText('This time is in the past.').waitFor();

    const german = await open(`/meeting-types/${type}`, { locale: 'de-DE' });
    await german.getByLabel('Tag', { exact: true }).fill(DAY);
    await german.getByRole('button', { name: /^09:00, nicht/ }).click();
    await german.getByText('Belegt: Kalender „Private“, gelesen').waitFor();
    await inspect(german, 'why-german');
    await german.goto(`${app.baseUrl}/console/hosts/${host}`);
    await cardOf(german, 'Private').getByText('„Mars“').waitFor();
    await inspect(german, 'calendars-german');
    await german.getByRole('button', { name: 'Kalender verbinden' }).click();
    await german.getByLabel('Adresse des Kalenders').fill(`${served.url}/feeds/nothing.ics`);
    await german.getByRole('button', { name: 'Verbinden', exact: true }).click();
    await german.getByText('Unter dieser Adresse gibt es nichts.').waitFor();
    await inspect(german, 'calendars-german-refused');
  });

  it('lets holidays count, but not those that are switched off, in both languages', async () => {
    const host = await api.createHost({ name: 'Lin Host', schedule: morning });
    const page = await open(`/hosts/${host}`);
    await page.getByText('No holidays are kept free. Choose a country.').waitFor();
    await page.getByLabel('Country').selectOption({ label: 'Germany' });
    await page.getByLabel('Region').selectOption({ label: 'Berlin' });
    expect(await page.getByText('No holidays are kept free. Choose a country.').count()).toBe(0);
    await press(page, 'Save holidays');
    await page.locator('.holiday-list label', { hasText: /International Women.s Day.*8.*2026/ }).waitFor();
    await page.getByText(/^Saved: \d+ holidays are kept free\.$/).waitFor();
    await inspect(page, 'holidays');

    const boxOf = (of: Page, name: string) => of.locator('.holiday-list label', { hasText: name }).first();
    await boxOf(page, 'Good Friday').click();
    await page.getByText(/April.* can be booked\.$/).waitFor();
    const stored = await api.expect<{ off: readonly string[] }>(200, `/v1/hosts/${host}/holidays`);
    expect(stored.off).toEqual(['2026-04-03']);
    await inspect(page, 'holidays-off');

    const german = await open(`/hosts/${host}`, { locale: 'de-DE' });
    await boxOf(german, 'Karfreitag').click();
    await german.getByText('Freitag, 3. April 2026 bleibt frei.').waitFor();
    await page.locator('.holiday-list label[data-selected]', { hasText: /Good Friday.*2026/ }).waitFor();
    await german.getByLabel('Land').selectOption({ label: 'Österreich' });
    await german.getByRole('button', { name: 'Feiertage speichern' }).click();
    await german.getByText('Staatsfeiertag').first().waitFor();
    await inspect(german, 'holidays-german');
    await german.getByLabel('Land').selectOption({ label: 'Keine Feiertage' });
    await german.getByRole('button', { name: 'Feiertage speichern' }).click();
    await german.getByText('Gespeichert: Auch an Feiertagen kann gebucht werden.').waitFor();
    await page.getByText('No holidays are kept free. Choose a country.').waitFor();
  });

  it('asks attendees to try again while the calendar is away, and keeps what they entered', async () => {
    const host = await api.createHost({ schedule: morning });
    const calendars = `/v1/hosts/${host}/calendars`;
    const url = `${served.url}${server.setFeed('away', busyCalendar(DAY, [9], 'Away'))}`;
    const { id } = await api.expect<{ id: string }>(201, calendars, { body: { type: 'ics', url } });
    await api.expect(200, `${calendars}/${id}`, { method: 'PATCH', body: { whenUnreachable: 'refuse' } });
    const type = await api.createMeetingType([host], HOURLY);
    const link = await api.createLink(type);
    const page = await visitor(DESKTOP);
    await page.goto(link.url);
    await chooseTime(page, 2);
    await fillDetails(page);
    await api.setClock('2026-03-02T08:30:00.000Z');
    server.lies = { everyAnswer: { status: 500 } };
    await book(page);
    await page.getByText('We cannot check the host’s calendar right now').waitFor();
    await inspect(page, 'calendar-away');
    server.lies = {};
    await page.getByText('You can try again now').waitFor();
    await page.getByRole('button', { name: 'Try again' }).click();
    await heading(page, 'You are booked');

    await page.getByRole('button', { name: 'Reschedule' }).click();
    await chooseTime(page, 1);
    await api.setClock('2026-03-02T09:30:00.000Z');
    server.lies = { everyAnswer: { status: 500 } };
    await page.getByRole('button', { name: 'Reschedule booking' }).click();
    await page.getByText('Your booking is unchanged.').waitFor();
    await inspect(page, 'calendar-away-reschedule');
    server.lies = {};
    await page.getByRole('button', { name: 'Choose another time' }).click();
    await page.locator('.time').first().waitFor();
  });
});
