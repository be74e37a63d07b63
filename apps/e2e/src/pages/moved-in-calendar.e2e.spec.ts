import { DESKTOP, servedBrowser } from '@bookonce/testing/harness/browser/served-browser';
import { servedProduct } from '@bookonce/testing/harness/served-product';
import { midnightAfter } from '@bookonce/testing/harness/workspace-client';
import { beforeAll, describe, expect, it } from '@jest/globals';
import type { BrowserContextOptions, Page } from 'playwright-core';
import { signedIn } from './fixtures/console-steps.js';
import { inspect } from './fixtures/inspect.js';

describe('a booking whose event the host changed in their own calendar', () => {
  const product = servedProduct();
  const { app, api } = product;
  const { visitor } = servedBrowser();
  const start = midnightAfter(3);
  const movedTo = new Date(Date.parse(start) + 10 * 60 * 60_000).toISOString();
  let owner: BrowserContextOptions;
  let moved: string;
  let deleted: string;
  beforeAll(async () => {
    owner = await signedIn(product);
    const type = await api.createMeetingType([await api.createHost({ name: 'Ada Host' })]);
    const booked = async (at: string): Promise<string> =>
      (await api.book(await api.createLink(type), at)).booking?.id ?? '';
    moved = await booked(start);
    deleted = await booked(new Date(Date.parse(start) + 60 * 60_000).toISOString());
  });

  /** Opens the bookings with a calendar that reports the changes, as one that was read does. */
  const open = async (locale: string): Promise<Page> => {
    const page = await visitor({ ...DESKTOP, isMobile: false, ...owner, locale });
    const differing = [
      { bookingId: moved, difference: 'movedByHost', start: movedTo },
      { bookingId: deleted, difference: 'deletedByHost' },
    ];
    const calendar = { id: 'cal_1', type: 'caldav', name: 'Cloud', state: 'ok', lastReadAt: null, differing };
    await page.route('**/v1/hosts/*/calendars', (route) =>
      route.fulfill({ json: { items: [{ ...calendar, busyCount: 0, skippedCount: 0 }], horizonDays: 400 } }),
    );
    await page.goto(`${app.baseUrl}/console/bookings`);
    return page;
  };

  it('is marked in the list, and can follow the move', async () => {
    const page = await open('en-GB');
    await page.getByText('In the calendar “Cloud”, this meeting was moved to').waitFor();
    await page.getByText('This meeting was deleted from the calendar “Cloud”.').waitFor();
    await inspect(page, 'console-moved-in-calendar');
    await page.getByRole('button', { name: /^Reschedule the booking with/ }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Reschedule' }).click();
    await page.getByRole('dialog').waitFor({ state: 'detached' });
    expect(await api.expect(200, `/v1/bookings/${moved}`)).toMatchObject({ start: movedTo });
  });

  it('is marked in German', async () => {
    const page = await open('de-DE');
    await page.getByText('Im Kalender „Cloud“ wurde dieser Termin').first().waitFor();
    await inspect(page, 'console-moved-in-calendar-german');
  });
});
