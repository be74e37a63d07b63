import { DESKTOP, servedBrowser, snapshot } from '@bookonce/testing/harness/browser/served-browser';
import type { BookingAnswer, LinkAnswer } from '@bookonce/testing/harness/api-shapes';
import { servedProduct } from '@bookonce/testing/harness/served-product';
import { countStoredEvents } from '@bookonce/testing/harness/stored-history';
import { tokenOf } from '@bookonce/testing/harness/workspace-client';
import { jsonOf } from '@bookonce/testing/harness/http-client';
import { beforeAll, describe, expect, it } from '@jest/globals';
import type { BrowserContextOptions, Page } from 'playwright-core';
import { chooseTime, DETAILS, fillDetails, heading } from './fixtures/attendee-steps.js';
import { signedIn } from './fixtures/console-steps.js';
import { inspect } from './fixtures/inspect.js';
import { mailedPages } from './fixtures/mailed-pages.js';

const HOST = 'ada@example.com';
const START = Date.parse('2026-03-02T08:00:00.000Z');
const at = (day: number, hour: number): string => new Date(START + day * 86_400_000 + hour * 3_600_000).toISOString();

describe('a booking that its host approves', () => {
  const product = servedProduct({ testClock: new Date(START).toISOString() });
  const { app, api } = product;
  const { visitor } = servedBrowser();
  let owner: BrowserContextOptions;
  let type: string;
  let hostId: string;

  beforeAll(async () => {
    owner = await signedIn(product);
    hostId = await api.createHost({ email: HOST });
    type = await api.createMeetingType([hostId], {
      name: 'First talk',
      confirmation: 'approval',
      questions: [{ id: 'topic', label: 'What about?', type: 'longText', required: true }],
      maxGuests: 3,
    });
  });

  const requested = async (name: string, start: string): Promise<{ booking: BookingAnswer; link: LinkAnswer }> => {
    const link = await api.createLink(type, { recipient: { name } });
    const answer = await api.visitor.send(`/v1/public/links/${tokenOf(link.url)}/bookings`, {
      body: {
        start,
        attendee: { name, email: `${name.toLowerCase()}@example.com`, timeZone: 'Europe/London' },
        answers: { topic: 'Prices,\nand when to begin' },
        note: 'I look forward to it.',
        guests: ['cy@example.com'],
        tracking: { utm_source: 'news' },
      },
    });
    if (answer.status !== 202) throw new Error(`not requested: ${answer.text}`);
    return { booking: jsonOf<BookingAnswer>(answer), link };
  };
  /** Also returns the address of the page behind the buttons of the host's mail. */
  const asked = async (name: string, start: string) => {
    const made = await requested(name, start);
    const [path = ''] = await mailedPages(app, { to: HOST, kind: 'a', about: name });
    return { ...made, url: `${app.baseUrl}${path}` };
  };
  const setBusy = ({ start, end }: BookingAnswer) =>
    api.expect(200, `/v1/hosts/${hostId}/busy`, { method: 'PUT', body: { intervals: [{ start, end }] } });
  const open = async (path: string): Promise<Page> => {
    const page = await visitor({ ...DESKTOP, isMobile: false, ...owner });
    await page.goto(`${app.baseUrl}/console${path}`);
    return page;
  };
  const statusOf = async ({ id }: BookingAnswer): Promise<object> => api.expect<object>(200, `/v1/bookings/${id}`);

  it('is requested on the booking page, can be moved, and be cancelled', async () => {
    const link = await api.createLink(type);
    const page = await visitor();
    await page.goto(link.url);
    await chooseTime(page, 6);
    await page.getByText('We send the answer there.').waitFor();
    await fillDetails(page);
    await page.getByLabel('What about?').fill('Prices');
    await snapshot(page, 'approval-details');
    await page.getByRole('button', { name: 'Request this time' }).click();
    await heading(page, 'Waiting for approval');
    await page.getByText('The host has received your request and can answer until').waitFor();
    await inspect(page, 'approval-waiting');
    await page.getByRole('button', { name: 'Reschedule' }).click();
    await chooseTime(page, 3);
    await page.getByRole('button', { name: 'Reschedule booking' }).click();
    await page.getByText('Your request was rescheduled. The host is asked again.').waitFor();
    await inspect(page, 'approval-moved');
    const paths = await mailedPages(app, { to: HOST, kind: 'a', about: DETAILS.name, count: 2 });
    const host = await visitor();
    const statuses = new Map<number | undefined, string>();
    for (const path of paths) statuses.set((await host.goto(`${app.baseUrl}${path}`))?.status(), path);
    expect([...statuses.keys()].toSorted()).toEqual([200, 410]);
    await host.goto(`${app.baseUrl}${statuses.get(410) ?? ''}`);
    await heading(host, 'This booking was rescheduled');
    await inspect(host, 'decide-moved');
    await page.getByRole('button', { name: 'Cancel request' }).click();
    await heading(page, 'Cancel this request?');
    await page.getByRole('button', { name: 'Cancel request' }).click();
    await heading(page, 'Your booking was cancelled');
    expect((await visitor().then((other) => other.goto(link.url)))?.status()).toBe(410);
  });

  it('is approved by a mail, with one more press', async () => {
    const { booking, url } = await asked('Lou', at(3, 2));
    const page = await visitor();
    await page.goto(`${url}?decision=approve`);
    await heading(page, 'Approve this booking?');
    const before = countStoredEvents(app.dataDir);
    await page.reload();
    await heading(page, 'Approve this booking?');
    expect(countStoredEvents(app.dataDir)).toBe(before);
    await page.getByText('and when to begin').waitFor();
    await inspect(page, 'decide-approve');
    await page.getByLabel('Message to the attendee').fill('See you soon.');
    await page.getByRole('button', { name: 'Approve booking' }).click();
    await heading(page, 'You have approved this booking');
    await inspect(page, 'decide-approved');
    expect(await statusOf(booking)).toMatchObject({ status: 'confirmed' });
    expect((await page.reload())?.status()).toBe(410);
    await heading(page, 'This booking has been approved');
    await inspect(page, 'decide-too-late');
    await page.goto(booking.manageUrl);
    await page.getByText('See you soon.').waitFor();
    await inspect(page, 'approval-approved');
  });

  it('is declined by a mail, with a reason and a fresh link', async () => {
    const { booking, url } = await asked('Dan', at(3, 4));
    const page = await visitor();
    await page.goto(url);
    await page.getByRole('button', { name: 'Decline' }).click();
    await heading(page, 'Decline this booking?');
    expect(await page.locator('h2:focus').textContent()).toBe('Decline this booking?');
    await page.getByLabel('Reason').fill('I am away.');
    await page.getByLabel('Send a new link').check();
    await inspect(page, 'decide-decline');
    await page.getByRole('button', { name: 'Decline booking' }).click();
    await heading(page, 'You have declined this booking');
    await page.getByText('Dan gets an e-mail with a new link.').waitFor();
    await inspect(page, 'decide-declined');
    expect(await statusOf(booking)).toMatchObject({ status: 'declined', endedReason: 'I am away.' });
    await page.goto(booking.manageUrl);
    await heading(page, 'Your booking was declined');
    await page.getByText('I am away.').waitFor();
    await page.getByText('We have e-mailed you a new link').waitFor();
    await inspect(page, 'approval-declined');
  });

  it('tells a host who comes too late what was decided', async () => {
    const { booking, url } = await asked('Eve', at(3, 6));
    const page = await visitor();
    await page.goto(`${url}?decision=decline`);
    await heading(page, 'Decline this booking?');
    await api.expect(200, `/v1/bookings/${booking.id}/approve`, { body: {} });
    await page.getByRole('button', { name: 'Decline booking' }).click();
    await heading(page, 'This booking has been approved');
  });

  it('waits in the console, whose count follows', async () => {
    const page = await open('');
    await page.getByRole('link', { name: 'Approvals' }).click();
    await heading(page, 'Nothing is waiting');
    await inspect(page, 'console-approvals-empty');
    const { booking: first } = await asked('Flo', at(4, 4));
    await api.setClock(new Date(START + 60_000).toISOString());
    const { booking: second } = await asked('Gus', at(4, 2));
    await api.setClock(new Date(START + 120_000).toISOString());
    await asked('Hal', at(4, 6));
    await page.getByRole('link', { name: 'Approvals (3 bookings are waiting)' }).waitFor();
    expect(await page.locator('.booking-card strong').allTextContents()).toEqual(['Flo', 'Gus', 'Hal']);
    await page
      .getByText(/Without an answer by \d+ \w+ 2026, \d\d:\d\d \(.+\), the booking is declined\./)
      .first()
      .waitFor();
    await inspect(page, 'console-approvals');
    await setBusy(first);
    await page.getByText('This time is no longer free: set by the API.').waitFor();
    await inspect(page, 'console-approvals-clash');
    await page.getByRole('button', { name: 'Approve the booking by Flo' }).click();
    await page.getByLabel('Message to the attendee').fill('Welcome');
    await page.getByRole('dialog').getByText('This time is no longer free').waitFor();
    await inspect(page, 'console-approve');
    await page.getByRole('button', { name: 'Approve booking' }).click();
    await page.getByText('Approved. Flo gets the confirmation by e-mail.').waitFor();
    await page.getByRole('link', { name: 'Approvals (2 bookings are waiting)' }).waitFor();
    expect(await statusOf(first)).toMatchObject({ status: 'confirmed', message: 'Welcome' });

    const other = await open('/approvals');
    await other.getByRole('button', { name: 'Approve the booking by Gus' }).click();
    await page.getByRole('button', { name: 'Decline the booking by Gus' }).click();
    await page.getByLabel('Reason').fill('Too early');
    await page.getByText('Send a new link').click();
    await inspect(page, 'console-decline');
    await page.getByRole('button', { name: 'Decline booking' }).click();
    await page.getByText('Declined. Gus gets an e-mail with a new link.').waitFor();
    expect(await statusOf(second)).toMatchObject({ status: 'declined', freshLinkId: expect.any(String) });
    await other.getByRole('button', { name: 'Approve booking' }).click();
    await other.getByText('The booking by Gus has already been declined.').waitFor();
    await inspect(other, 'console-approvals-too-late');
    await other.getByRole('link', { name: 'Approvals (1 booking is waiting)' }).waitFor();
  });

  it('is declined by itself if nobody answers', async () => {
    const { booking } = await asked('Ida', at(6, 2));
    await api.setClock(at(3, 1));
    const page = await visitor();
    await page.goto(booking.manageUrl);
    await page.getByText('The host did not answer in time').waitFor();
    await inspect(page, 'approval-expired');
  });

  it('is in German for a German browser', async () => {
    const { url, booking } = await asked('Kim', at(6, 4));
    const page = await visitor({ locale: 'de-DE', timezoneId: 'Europe/Berlin' });
    await page.goto(booking.manageUrl);
    await heading(page, 'Wartet auf Zusage');
    await snapshot(page, 'approval-waiting-de');
    const console = await visitor({ ...DESKTOP, isMobile: false, ...owner, locale: 'de-DE' });
    await console.goto(`${app.baseUrl}/console/bookings`);
    await setBusy(booking);
    await console.getByText('Diese Zeit ist inzwischen belegt: über die API gesetzt.').waitFor();
    await inspect(console, 'console-bookings-clash-de');
    await page.goto(url);
    await heading(page, 'Ihre Entscheidung');
    await page.getByText('Diese Zeit ist inzwischen belegt').waitFor();
    await inspect(page, 'decide-de');
    await page.getByRole('button', { name: 'Zusagen' }).click();
    await page.getByRole('button', { name: 'Termin zusagen' }).click();
    await heading(page, 'Sie haben den Termin zugesagt');
    await console.goto(`${app.baseUrl}/console/approvals`);
    await heading(console, 'Keine offenen Anfragen');
    await snapshot(console, 'console-approvals-de');
  });
});
