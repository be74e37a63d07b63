import { PHONE, servedBrowser, snapshot } from '@bookonce/testing/harness/browser/served-browser';
import { servedProduct } from '@bookonce/testing/harness/served-product';
import { countStoredEvents, storedEvents } from '@bookonce/testing/harness/stored-history';
import { beforeAll, describe, expect, it } from '@jest/globals';
import { book, chooseTime, DETAILS, fillDetails, heading } from './fixtures/attendee-steps.js';

describe('booking with a link in a browser', () => {
  // A Monday morning, so that the day has the same free times whenever the test runs.
  const { app, api } = servedProduct({ testClock: '2026-03-02T08:00:00.000Z' });
  const { visitor } = servedBrowser();
  let type: string;

  beforeAll(async () => {
    type = await api.createMeetingType([await api.createHost()], {
      name: 'First talk',
      location: { type: 'video' },
      questions: [
        { id: 'topic', label: 'What about?', type: 'text', required: true },
        { id: 'size', label: 'Company size', type: 'select', required: false, options: ['small', 'large'] },
        { id: 'news', label: 'Send me news', type: 'checkbox', required: false },
      ],
    });
  });

  const opened = async () => {
    const link = await api.createLink(type);
    const page = await visitor(PHONE);
    await page.goto(link.url);
    return { link, page };
  };

  it('leads from the link to the confirmation, and ends the link', async () => {
    const { link, page } = await opened();
    await heading(page, 'First talk');
    await page.locator('.time').first().waitFor();
    await snapshot(page, 'link-times');
    const start = await chooseTime(page, 3);
    await heading(page, 'Your details');
    await fillDetails(page);
    await page.getByLabel('What about?').fill('Prices');
    await page.getByLabel('Company size').selectOption('small');
    await page.getByText('Send me news').click();
    await snapshot(page, 'link-details');
    await book(page);
    await heading(page, 'You are booked');
    await snapshot(page, 'booking-confirmed');
    expect(new URL(page.url()).pathname).toMatch(/^\/m\/[0-9A-Za-z]{22}$/);

    const { bookingId } = await api.getLink(link.id);
    expect(await api.expect(200, `/v1/bookings/${bookingId}`)).toMatchObject({
      start,
      attendee: { ...DETAILS, timeZone: 'Europe/London' },
      answers: { topic: 'Prices', size: 'small', news: true },
    });
    await page.reload();
    await heading(page, 'You are booked');
    expect((await page.goto(link.url))?.status()).toBe(410);
    await heading(page, 'This link has already been used');
  });

  it('changes nothing when the page is opened with all scripts run', async () => {
    const { link, page } = await opened();
    await page.locator('.time').first().waitFor();
    const before = countStoredEvents(app.dataDir);
    await page.reload();
    await page.locator('.time').first().waitFor();
    expect(countStoredEvents(app.dataDir)).toBe(before);
    expect(await api.getLink(link.id)).toMatchObject({ status: 'active' });
  });

  it('shows errors beside the fields and books nothing', async () => {
    const { link, page } = await opened();
    await chooseTime(page, 5);
    await page.getByLabel('Your name').fill('Bea');
    await page.getByLabel('E-mail').fill('bea@home');
    await page.getByLabel('What about?').fill('x');
    await book(page);
    await page.getByText('This does not look like an e-mail address.').waitFor();
    await snapshot(page, 'link-details-wrong');
    expect(await page.getByLabel('E-mail').getAttribute('aria-invalid')).toBe('true');
    expect(await api.getLink(link.id)).toMatchObject({ status: 'active' });
    await page.getByLabel('E-mail').fill('bea@example.com');
    await book(page);
    await heading(page, 'You are booked');
  });

  it('keeps the input across a reload and "back"', async () => {
    const { page } = await opened();
    await chooseTime(page, 7);
    await fillDetails(page);
    await page.goBack();
    await heading(page, 'Choose a time');
    await page.reload();
    await chooseTime(page, 7);
    expect(await page.getByLabel('Your name').inputValue()).toBe(DETAILS.name);
  });

  it('books once despite repeated presses and lost answers', async () => {
    const { link, page } = await opened();
    await chooseTime(page, 9);
    await fillDetails(page);
    await page.getByLabel('What about?').fill('x');
    let isLost = true;
    await page.route('**/bookings', async (route) => {
      const answer = await route.fetch();
      // The service books, but the first answer is lost.
      if (isLost) await route.abort();
      else await route.fulfill({ response: answer });
      isLost = false;
    });
    await page.getByRole('button', { name: 'Book this time' }).dblclick();
    await page.getByText('That did not work, but nothing was lost.').waitFor();
    await book(page);
    await heading(page, 'You are booked');
    const consumed = storedEvents(app.dataDir).filter(
      (event) => event.stream === `link-${link.id}` && event.type === 'LinkConsumed',
    );
    expect(consumed).toHaveLength(1);
    // Back to the link's page, which now says that the link is used.
    await page.goBack();
    await heading(page, 'This link has already been used');
    await page.goForward();
    await heading(page, 'You are booked');
  });

  it('reports a missing network at once, and does not book later on its own', async () => {
    const { link, page } = await opened();
    await chooseTime(page, 9);
    await fillDetails(page);
    await page.getByLabel('What about?').fill('x');
    await page.context().setOffline(true);
    await book(page);
    await page.getByText('That did not work, but nothing was lost.').waitFor();
    await page.context().setOffline(false);
    expect(await api.getLink(link.id)).toMatchObject({ status: 'active' });
    await book(page);
    await heading(page, 'You are booked');
  });

  it('lets the first attendee win and tells the second one', async () => {
    const { link, page } = await opened();
    const other = await visitor();
    await other.goto(link.url);
    for (const [index, one] of [page, other].entries()) {
      await chooseTime(one, 11 + index);
      await fillDetails(one);
      await one.getByLabel('What about?').fill('x');
    }
    await book(page);
    await heading(page, 'You are booked');
    await book(other);
    await heading(other, 'This link has already been used');
    expect(await other.content()).not.toContain('Bea');
  });

  it('offers other times and keeps the input if the chosen slot was just taken', async () => {
    const { link, page } = await opened();
    const start = await chooseTime(page, 14);
    await fillDetails(page);
    await page.getByLabel('What about?').fill('Prices');
    expect((await api.book(await api.createLink(await sameHostType()), start)).status).toBe(201);
    await book(page);
    await page.getByText('Someone else has just booked this time.').waitFor();
    await snapshot(page, 'link-slot-taken');
    await page.locator(`[data-start="${start}"]`).waitFor({ state: 'detached' });
    await chooseTime(page, 14);
    expect(await page.getByLabel('What about?').inputValue()).toBe('Prices');
    await book(page);
    await heading(page, 'You are booked');
    expect(await api.getLink(link.id)).toMatchObject({ status: 'consumed' });
  });

  /** A meeting type of the same host without questions. */
  const sameHostType = async (): Promise<string> => {
    const { hostIds } = await api.expect<{ hostIds: string[] }>(200, `/v1/meeting-types/${type}`);
    return api.createMeetingType(hostIds);
  };

  it('offers no times while the host it names is not of the meeting type, and says so', async () => {
    const [ada, bob] = [await api.createHost({ name: 'Ada' }), await api.createHost({ name: 'Bob' })];
    const team = await api.createMeetingType([ada, bob], { assignment: 'roundRobin' });
    const link = await api.createLink(team, { hostId: ada });
    const setHosts = (hostIds: readonly string[]) =>
      api.expect(200, `/v1/meeting-types/${team}`, { method: 'PATCH', body: { hostIds } });
    const slots = async (): Promise<readonly { start: string }[]> => {
      const { text } = await api.slots(link, '2026-03-03T00:00:00Z', '2026-03-04T00:00:00Z');
      return (JSON.parse(text) as { slots: { start: string }[] }).slots;
    };
    const [first] = await slots();
    if (first === undefined) throw new Error('no slots');

    await setHosts([bob]);
    const page = await visitor();
    await page.goto(link.url);
    await heading(page, 'No times at the moment');
    await page.getByText('Ada no longer takes this kind of meeting.').waitFor();
    await snapshot(page, 'link-host-left');
    expect(await slots()).toEqual([]);
    expect(await api.book(link, first.start)).toMatchObject({ status: 409 });
    expect(await api.getLink(link.id)).toMatchObject({ status: 'active', hostLeft: true });

    await setHosts([bob, ada]);
    expect(await slots()).toContainEqual(first);
    expect(await api.getLink(link.id)).not.toHaveProperty('hostLeft');
  });

  it('is in German for a German browser, and shows times in the chosen time zone', async () => {
    const link = await api.createLink(type);
    const page = await visitor({ locale: 'de-DE', timezoneId: 'Europe/Berlin' });
    await page.goto(link.url);
    await heading(page, 'Zeit wählen');
    const first = page.locator('.time').first();
    const before = await first.textContent();
    await page.getByRole('button', { name: 'Zeitzone ändern' }).click();
    await page.getByRole('combobox').fill('katmandu');
    await page.getByRole('option', { name: 'Kathmandu, Nepal' }).waitFor();
    await snapshot(page, 'link-time-zone-de');
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Enter');
    await page.getByText('Asia/Kathmandu').first().waitFor();
    expect(await first.textContent()).not.toBe(before);
    expect(await first.textContent()).toMatch(/:(15|45)$/);
  });

  it.each([undefined, 'Etc/Unknown', 'Mars/Phobos', 'BST'])(
    'works on a device that reports the time zone %s',
    async (reported) => {
      const link = await api.createLink(type);
      const page = await visitor({ timezoneId: 'America/New_York' });
      await page.addInitScript(reportZone(reported));
      await page.goto(link.url);
      await page.locator('.time').first().waitFor();
      await page.getByText('UTC-05:00').waitFor();
      await page.getByText('Please check that this one is right').waitFor();
      if (reported === undefined) await snapshot(page, 'link-time-zone-guessed');
      await chooseTime(page, 3);
      await fillDetails(page);
      await page.getByLabel('What about?').fill('Prices');
      await book(page);
      await heading(page, 'You are booked');
      const { bookingId } = await api.getLink(link.id);
      expect(await api.expect(200, `/v1/bookings/${bookingId}`)).toMatchObject({ attendee: { timeZone: 'Etc/GMT+5' } });
    },
  );

  it('books in spite of a device zone that the service does not accept', async () => {
    const link = await api.createLink(type);
    const page = await visitor({ timezoneId: 'America/New_York' });
    // The runtime knows this name; the IANA database has dropped it.
    await page.addInitScript(reportZone('US/Pacific-New'));
    await page.goto(link.url);
    await chooseTime(page, 3);
    await fillDetails(page);
    await page.getByLabel('What about?').fill('Prices');
    await book(page);
    await heading(page, 'You are booked');
    const { bookingId } = await api.getLink(link.id);
    expect(await api.expect(200, `/v1/bookings/${bookingId}`)).toMatchObject({ attendee: { timeZone: 'Etc/GMT+8' } });
  });

  it('says which of two equal times is which in the night when the clocks are set back', async () => {
    const starts = ['2026-10-25T00:00:00.000Z', '2026-10-25T01:00:00.000Z'];
    const link = await api.createLink(type, { overrides: { slots: starts.map((start) => ({ start })) } });
    const page = await visitor({ timezoneId: 'Europe/Berlin' });
    await page.goto(link.url);
    await page.getByText(/^Next free time: Sunday,? 25 October 2026 at 02:00 \(UTC\+02:00\)$/).waitFor();
    await page.locator('.time').nth(1).waitFor();
    expect(await page.locator('.time').allTextContents()).toEqual(['02:00 (UTC+02:00)', '02:00 (UTC+01:00)']);
    await snapshot(page, 'link-repeated-hour');
    await page.locator('.time').nth(1).click();
    await page.getByText('(Europe/Berlin, UTC+01:00)').waitFor();
    await snapshot(page, 'link-repeated-hour-details');
  });
});

/** Makes a page believe that the device reports this zone. */
const reportZone = (timeZone: string | undefined): string => `{
  const original = Intl.DateTimeFormat.prototype.resolvedOptions;
  const own = original.call(new Intl.DateTimeFormat()).timeZone;
  Intl.DateTimeFormat.prototype.resolvedOptions = function () {
    const options = original.call(this);
    return options.timeZone === own ? { ...options, timeZone: ${JSON.stringify(timeZone)} } : options;
  };
}`;
