import type { LinkAnswer } from '@bookonce/testing/harness/api-shapes';
import { accessibilityFaults, DESKTOP, servedBrowser } from '@bookonce/testing/harness/browser/served-browser';
import { servedProduct } from '@bookonce/testing/harness/served-product';
import { type BookingOutcome, fromTomorrow, midnightAfter, tokenOf } from '@bookonce/testing/harness/workspace-client';
import { beforeAll, describe, expect, it } from '@jest/globals';
import type { BrowserContextOptions, Page } from 'playwright-core';
import { book, chooseTime, fillDetails, heading } from './fixtures/attendee-steps.js';
import { signedIn } from './fixtures/console-steps.js';
import { inspect } from './fixtures/inspect.js';
import { useUpAttempts } from './fixtures/used-up-links.js';

const START = midnightAfter(3);
const GERMAN = { locale: 'de-DE', timezoneId: 'Europe/Berlin' };
const MOVES = 10;

const later = (slots: number): string => new Date(Date.parse(START) + slots * 30 * 60_000).toISOString();
const outcome = ({ status, slug, booking }: BookingOutcome) => [status, slug ?? booking?.status];
const expectAccessible = async (page: Page): Promise<void> => expect(await accessibilityFaults(page)).toEqual([]);

describe('a link that was tried a hundred times', () => {
  const product = servedProduct();
  const { app, api } = product;
  const { visitor } = servedBrowser();
  let owner: BrowserContextOptions;
  let links: readonly [overApi: LinkAnswer, revoked: LinkAnswer, inConsole: LinkAnswer, inGerman: LinkAnswer];

  beforeAll(async () => {
    owner = { ...(await signedIn(product)), ...DESKTOP, isMobile: false };
    const type = await api.createMeetingType([await api.createHost()], { bookingWindow: fromTomorrow() });
    const create = (name: string) => api.createLink(type, { recipient: { name } });
    links = [await create('Ada'), await create('Grace'), await create('Annie'), await create('Mary')];
    await useUpAttempts(product, links);
  });

  it('answers 429 until its host allows more, and 410 first if it is dead', async () => {
    const [link, revoked] = links;
    const refused = await api.book(link, later(0));
    expect(outcome(refused)).toEqual([429, 'too-many-attempts']);
    expect(Number(refused.answer.headers['retry-after'])).toBeGreaterThan(0);
    await api.expect(200, `/v1/links/${revoked.id}/revoke`, { body: {} });
    expect(outcome(await api.book(revoked, later(0)))).toEqual([410, 'link-revoked']);

    const allowed = await api.expect<{ attempts: object }>(200, `/v1/links/${link.id}/allow-attempts`, { body: {} });
    expect(allowed.attempts).toEqual({ stored: 100, allowed: 200 });
    expect(outcome(await api.book(link, later(0)))).toEqual([201, 'confirmed']);
  });

  it('tells its guest, and works again once its host presses Allow more attempts', async () => {
    const [, , link] = links;
    const guest = await visitor();
    await guest.goto(link.url);
    await chooseTime(guest, 2);
    await fillDetails(guest);
    await book(guest);
    await guest.getByText('There were too many attempts with this link. Ask the person').waitFor();
    await expectAccessible(guest);

    const console = await visitor(owner);
    await console.goto(`${app.baseUrl}/console/links`);
    await console.getByRole('button', { name: 'Details of the link for Annie' }).click();
    const notice = console.getByText('Nobody can book with this link for now: there were 100 attempts');
    await notice.waitFor();
    await inspect(console, 'console-link-used-up');
    await console.getByRole('button', { name: 'Allow more attempts' }).click();
    await notice.waitFor({ state: 'detached' });
    await console.getByText('More booking attempts were allowed.').waitFor();

    await book(guest);
    await heading(guest, 'You are booked');
  });

  it('says so in German, too', async () => {
    const [, , , link] = links;
    const guest = await visitor(GERMAN);
    await guest.goto(link.url);
    await chooseTime(guest, 4);
    await guest.getByLabel('Ihr Name').fill('Bea');
    await guest.getByLabel('E-Mail').fill('bea@example.com');
    await guest.locator('button[type=submit]').click();
    await guest.getByText('Mit diesem Link gab es zu viele Versuche.').waitFor();
    await expectAccessible(guest);

    const console = await visitor({ ...owner, locale: 'de-DE' });
    await console.goto(`${app.baseUrl}/console/links`);
    await console.getByRole('button', { name: /Mary/ }).first().click();
    await console.getByText('Mit diesem Link kann vorerst niemand mehr buchen: Es gab 100 Versuche').waitFor();
    await expectAccessible(console);
    await console.getByRole('button', { name: 'Weitere Versuche zulassen' }).click();
    await console.getByText('Weitere Buchungsversuche wurden zugelassen.').waitFor();
  });
});

describe('a booking that was moved ten times', () => {
  const { api } = servedProduct();
  const { visitor } = servedBrowser();
  let type: string;

  beforeAll(async () => {
    type = await api.createMeetingType([await api.createHost()]);
  });

  const booked = async (first: number) => {
    const { booking } = await api.book(await api.createLink(type), later(first));
    if (booking === null) throw new Error('not booked');
    const path = `/v1/public/bookings/${tokenOf(booking.manageUrl)}/reschedule`;
    const move = async (times: number): Promise<void> => {
      for (let time = 0; time < times; time += 1) {
        const body = { start: later(first + 1 + (time % 2)) };
        expect((await api.visitor.send(path, { body })).status).toBe(200);
      }
    };
    return { booking, move };
  };

  it.each([
    ['en-GB', 'You cannot reschedule this any more. You can still cancel it', 'Reschedule', 'Cancel booking'],
    ['de-DE', 'Sie können nicht noch einmal verschieben. Absagen ist weiter möglich.', 'Verschieben', 'Absagen'],
  ])('offers no further move, but a cancellation: %s', async (locale, text, reschedule, cancel) => {
    const { booking, move } = await booked(locale === 'en-GB' ? 4 : 8);
    await move(MOVES);
    const page = await visitor({ locale });
    await page.goto(booking.manageUrl);
    await page.getByText(text).waitFor();
    await expectAccessible(page);
    expect(await page.getByRole('button', { name: reschedule }).count()).toBe(0);
    await page.getByRole('button', { name: cancel }).first().waitFor();
  });

  it('says so if the last move was made elsewhere meanwhile', async () => {
    const { booking, move } = await booked(12);
    await move(MOVES - 1);
    const page = await visitor();
    await page.goto(booking.manageUrl);
    await page.getByRole('button', { name: 'Reschedule' }).click();
    await chooseTime(page, 20);
    await api.visitor.send(`/v1/public/bookings/${tokenOf(booking.manageUrl)}/reschedule`, {
      body: { start: later(15) },
    });
    await page.getByRole('button', { name: 'Reschedule booking' }).click();
    await page.getByText('You cannot reschedule this any more.').waitFor();
    await expectAccessible(page);
    expect(await api.expect(200, `/v1/bookings/${booking.id}`)).toMatchObject({ start: later(15) });
  });
});
