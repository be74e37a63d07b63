import { DESKTOP, servedBrowser, snapshot } from '@bookonce/testing/harness/browser/served-browser';
import { servedProduct } from '@bookonce/testing/harness/served-product';
import { describe, expect, it } from '@jest/globals';
import { heading } from './fixtures/attendee-steps.js';
import { signedIn } from './fixtures/console-steps.js';

const START = '2026-03-02T08:00:00.000Z';
const NEXT_MORNING = '2026-03-03T09:00:00.000Z';

describe('pages in a browser with another clock', () => {
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

  it('shows that a meeting is over, which only its host can still cancel', async () => {
    const typeId = await api.createMeetingType([await api.createHost()]);
    const { booking } = await api.book(await api.createLink(typeId), NEXT_MORNING);
    if (booking === null) throw new Error('not booked');
    const page = await visitor();
    await page.goto(booking.manageUrl);
    await heading(page, 'You are booked');
    await api.setClock(booking.end);
    await page.reload();
    await heading(page, 'This meeting is over');
    await snapshot(page, 'booking-over');
    for (const text of ['Cancel booking', 'Reschedule', 'Calendar file', 'confirmation']) {
      expect(await page.getByText(text).count()).toBe(0);
    }
    const manageToken = new URL(booking.manageUrl).pathname.split('/').at(-1);
    const refused = await api.host.send(`/v1/public/bookings/${manageToken}/cancel`, { body: {} });
    expect(refused.status).toBe(409);
    expect(refused.text).toContain('is over');
    await api.expect(200, `/v1/bookings/${booking.id}/cancel`, { body: {} });
    await page.reload();
    await heading(page, 'Your booking was cancelled');
    expect(await page.getByText('will not take place').count()).toBe(0);
  });
});
