import { DESKTOP, servedBrowser } from '@bookonce/testing/harness/browser/served-browser';
import { servedProduct } from '@bookonce/testing/harness/served-product';
import { describe, expect, it } from '@jest/globals';
import { signedIn } from './fixtures/console-steps.js';

const START = '2026-03-02T08:00:00.000Z';
const NEXT_MORNING = '2026-03-03T09:00:00.000Z';

describe('a console in a browser with another clock', () => {
  const product = servedProduct({ testClock: START });
  const { app, api } = product;
  const { visitor } = servedBrowser();

  it("counts from the service's time", async () => {
    const typeId = await api.createMeetingType([await api.createHost()]);
    await api.createLink(typeId, { recipient: { name: 'Grace Hopper' }, expiresInDays: 20 });
    await api.book(await api.createLink(typeId), NEXT_MORNING);
    const page = await visitor({ ...DESKTOP, ...(await signedIn(product)) });

    await page.goto(`${app.baseUrl}/console/links`);
    const row = page.getByRole('row').filter({ hasText: 'Grace Hopper' });
    expect(await row.textContent()).toContain('in 20 days');

    await page.goto(`${app.baseUrl}/console/bookings`);
    await page.getByRole('tabpanel').getByText('Bea').first().waitFor();
    expect(await page.getByRole('tab', { selected: true }).textContent()).toBe('Upcoming 1');
  });
});
