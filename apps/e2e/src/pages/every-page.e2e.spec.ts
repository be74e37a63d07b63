import {
  accessibilityFaults,
  DESKTOP,
  servedBrowser,
  snapshot,
} from '@bookonce/testing/harness/browser/served-browser';
import type { LinkAnswer } from '@bookonce/testing/harness/api-shapes';
import { servedProduct } from '@bookonce/testing/harness/served-product';
import { beforeAll, describe, expect, it } from '@jest/globals';
import type { Page } from 'playwright-core';
import { book, chooseTime, heading } from './fixtures/attendee-steps.js';

const START = '2026-03-02T08:00:00.000Z';
const day = (count: number): string => new Date(Date.parse(START) + count * 86_400_000).toISOString();

describe('every page for attendees', () => {
  const { app, api } = servedProduct({ testClock: START });
  const { visitor } = servedBrowser();
  const ends: { name: string; link: { url: string }; english: string; german: string }[] = [];
  let active: LinkAnswer;
  let manageUrl: string;

  beforeAll(async () => {
    const type = await api.createMeetingType([await api.createHost()], {
      description: 'Half an hour to get to know each other.',
      location: { type: 'inPerson', value: '1 High Street' },
      questions: [{ id: 'topic', label: 'What about?', type: 'longText', required: false }],
    });
    const [consumed, expired, replaced, revoked] = [
      await api.createLink(type),
      await api.createLink(type, { expiresInDays: 1 }),
      await api.createLink(type),
      await api.createLink(type),
    ];
    const { booking } = await api.book(consumed, day(5));
    manageUrl = booking?.manageUrl ?? '';
    await api.expect(201, `/v1/links/${replaced.id}/regenerate`, { body: {} });
    await api.expect(200, `/v1/links/${revoked.id}/revoke`, { body: {} });
    await api.setClock(day(2));
    active = await api.createLink(type);
    const unknown = { url: `${app.baseUrl}/1t/${'A'.repeat(22)}` };
    ends.push(
      {
        name: 'consumed',
        link: consumed,
        english: 'This link has already been used',
        german: 'Dieser Link wurde schon benutzt',
      },
      { name: 'expired', link: expired, english: 'This link has expired', german: 'Dieser Link ist abgelaufen' },
      {
        name: 'replaced',
        link: replaced,
        english: 'This link has been replaced by a newer one',
        german: 'Dieser Link wurde durch einen neueren ersetzt',
      },
      {
        name: 'revoked',
        link: revoked,
        english: 'This link has been revoked',
        german: 'Dieser Link wurde widerrufen',
      },
      { name: 'unknown', link: unknown, english: 'We do not know this link', german: 'Diesen Link kennen wir nicht' },
    );
  });

  const expectAccessible = async (page: Page): Promise<void> => expect(await accessibilityFaults(page)).toEqual([]);
  const expectFits = async (page: Page): Promise<void> =>
    expect(await page.evaluate('document.documentElement.scrollWidth')).toBeLessThanOrEqual(
      page.viewportSize()?.width ?? 0,
    );

  it("says how the link ended, in the browser's language, without personal data", async () => {
    const english = await visitor();
    const german = await visitor({ locale: 'de-AT' });
    for (const end of ends) {
      expect((await english.goto(end.link.url))?.status()).toBe(end.name === 'unknown' ? 404 : 410);
      await heading(english, end.english);
      await expectAccessible(english);
      await snapshot(english, `end-${end.name}`);
      expect(await english.content()).not.toContain('Bea');
      await german.goto(end.link.url);
      await heading(german, end.german);
    }
  });

  it.each(['light', 'dark'] as const)('is accessible in %s colours', async (colorScheme) => {
    const page = await visitor({ colorScheme });
    await page.goto(active.url);
    await page.locator('.time').first().waitFor();
    await expectAccessible(page);
    if (colorScheme === 'dark') await snapshot(page, 'link-times-dark');
    await page.getByRole('button', { name: 'Change time zone' }).click();
    // While the list is open, its library hides the rest of the page from screen readers; Tab closes it.
    await page.getByRole('listbox').waitFor();
    await page.keyboard.press('Escape');
    await page.getByRole('listbox').waitFor({ state: 'detached' });
    await expectAccessible(page);
    await chooseTime(page, 0);
    await heading(page, 'Your details');
    await expectAccessible(page);
    await book(page);
    await page.locator('[aria-invalid="true"]').first().waitFor();
    await expectAccessible(page);

    await page.goto(manageUrl);
    await heading(page, 'You are booked');
    await expectAccessible(page);
    if (colorScheme === 'dark') await snapshot(page, 'booking-confirmed-dark');
    await page.getByRole('button', { name: 'Reschedule' }).click();
    await page.locator('.time').first().waitFor();
    await expectAccessible(page);
    await chooseTime(page, 3);
    await expectAccessible(page);
    await page.goto(manageUrl);
    await page.getByRole('button', { name: 'Cancel booking' }).click();
    await expectAccessible(page);
  });

  it('fits a screen of 320 px and a zoom of 200 %', async () => {
    for (const viewport of [
      { width: 320, height: 640 },
      { width: 640, height: 450 },
    ]) {
      const page = await visitor({ ...DESKTOP, viewport });
      await page.goto(active.url);
      await page.locator('.time').first().waitFor();
      await expectFits(page);
      await chooseTime(page, 0);
      await expectFits(page);
      await page.goto(manageUrl);
      await heading(page, 'You are booked');
      await expectFits(page);
    }
  });

  it('shows the first free day at once if this month is full', async () => {
    const type = await api.createMeetingType([await api.createHost()], {
      bookingWindow: { type: 'range', from: '2026-05-04', to: '2026-05-08' },
    });
    const page = await visitor();
    await page.goto((await api.createLink(type)).url);
    await heading(page, 'Free times on Monday, 4 May 2026');
  });

  it('opens at a window that begins in months, names its first time, and ends where it ends', async () => {
    const type = await api.createMeetingType([await api.createHost()], {
      bookingWindow: { type: 'range', from: '2026-07-27', to: '2026-08-07' },
    });
    const { url } = await api.createLink(type);
    const page = await visitor();
    await page.goto(url);
    await page.getByText(/^Next free time: Monday,? 27 July 2026 at /).waitFor();
    // The weeks before are not shown.
    expect(await page.locator('.day', { hasText: /^8$/ }).isVisible()).toBe(false);
    expect(await page.getByRole('button', { name: 'Previous month' }).isDisabled()).toBe(true);
    await expectAccessible(page);
    await snapshot(page, 'link-times-in-months');
    await page.getByRole('button', { name: 'Next month' }).click();
    await heading(page, 'Free times on Saturday, 1 August 2026');
    expect(await page.getByRole('button', { name: 'Next month' }).isDisabled()).toBe(true);
    expect(await page.getByText('Next free time').count()).toBe(0);

    const german = await visitor({ ...DESKTOP, locale: 'de-DE', timezoneId: 'Europe/Berlin' });
    await german.goto(url);
    await german
      .getByText(/Montag, 27\. Jul/)
      .first()
      .waitFor();
    await snapshot(german, 'link-times-in-months-de');
  });

  it('says that nothing is left of a window, and offers no other month', async () => {
    const type = await api.createMeetingType([await api.createHost()], {
      bookingWindow: { type: 'range', from: '2026-03-01', to: '2026-03-03' },
    });
    const page = await visitor();
    await page.goto((await api.createLink(type)).url);
    await page.getByText('There are no free times left.').waitFor();
    expect(await page.getByRole('button', { name: 'Next month' }).isDisabled()).toBe(true);
  });

  it('keeps the chosen day on every way back, and no message of the form', async () => {
    const page = await visitor();
    await page.goto(active.url);
    await page.getByRole('button', { name: 'Next month' }).click();
    await page.locator('.day.free', { hasText: /^15/ }).click();
    const day = 'Free times on Wednesday, 15 April 2026';
    await heading(page, day);
    await chooseTime(page, 3);
    await book(page);
    await page.getByText('Two fields need your attention').waitFor();
    await snapshot(page, 'link-details-two-missing');
    await page.getByRole('button', { name: 'Change time' }).click();
    await heading(page, day);
    expect(await page.getByRole('alert').count()).toBe(0);
    await chooseTime(page, 4);
    await page.goBack();
    await heading(page, day);
    await page.reload();
    await heading(page, day);

    await page.goto(manageUrl);
    await page.getByRole('button', { name: 'Reschedule' }).click();
    await page.getByRole('button', { name: 'Next month' }).click();
    await page.locator('.day.free', { hasText: /^15/ }).click();
    await heading(page, day);
    await chooseTime(page, 3);
    await page.getByRole('button', { name: 'Back to times' }).click();
    await heading(page, day);
    await page.getByRole('button', { name: 'Keep this time' }).click();
    await heading(page, 'You are booked');
  });

  it('says that it is loading and, after ten seconds, offers to try again', async () => {
    const page = await visitor();
    await page.clock.install();
    let isSlow = true;
    await page.route('**/slots?*', async (route) => {
      if (!isSlow) await route.continue();
    });
    await page.goto(active.url);
    await page.getByText('Looking for free times…').waitFor();
    await page.clock.fastForward(9_000);
    expect(await page.getByRole('button', { name: 'Try again' }).count()).toBe(0);
    await page.clock.fastForward(1_000);
    await page.getByText('This is taking longer than usual.').waitFor();
    await expectAccessible(page);
    await snapshot(page, 'link-times-slow');
    isSlow = false;
    await page.getByRole('button', { name: 'Try again' }).click();
    await page.locator('.time').first().waitFor();
  });

  it('says so before its script is there, too', async () => {
    const page = await visitor();
    let letThrough = (): void => undefined;
    const isLet = new Promise<void>((resolve) => (letThrough = resolve));
    await page.route('**/*.js', async (route) => {
      await isLet;
      await route.continue();
    });
    await page.goto(active.url, { waitUntil: 'commit' });
    await page.getByText('Loading…').waitFor();
    await snapshot(page, 'link-opening');
    await page.getByRole('link', { name: 'Try again' }).waitFor({ timeout: 15_000 });
    letThrough();
    await page.locator('.time').first().waitFor();
    expect(await page.getByText('Loading…').count()).toBe(0);
  });

  it('shows five lines of a long description, with links, and where a call is only after booking', async () => {
    const type = await api.createMeetingType([await api.createHost()], {
      description: `${'We talk about what you need. '.repeat(12)}\n\nMore: https://example.com/a?b=1&c=2.\n<b>bold</b> javascript:alert(1)`,
      location: { type: 'video', value: 'Room at https://meet.example.com/42, password: sesame' },
    });
    const link = await api.createLink(type);
    for (const javaScriptEnabled of [true, false]) {
      const page = await visitor({ javaScriptEnabled });
      await page.goto(link.url);
      if (javaScriptEnabled) {
        await page.locator('.time').first().waitFor();
        await expectAccessible(page);
      }
      expect(await page.content()).not.toMatch(/sesame|meet\.example\.com/);
      const text = page.locator('.description');
      const height = async (): Promise<number> => (await text.boundingBox())?.height ?? 0;
      expect(await height()).toBeLessThan(6 * 24);
      await snapshot(page, 'link-long-description');
      await page.getByText('Show more').click();
      expect(await height()).toBeGreaterThan(6 * 24);
      const anchor = text.getByRole('link');
      expect(await anchor.getAttribute('href')).toBe('https://example.com/a?b=1&c=2');
      expect(await anchor.getAttribute('rel')).toBe('noopener noreferrer nofollow');
      expect(await text.locator('b').count()).toBe(0);
      await snapshot(page, 'link-long-description-open');
      await page.getByText('Show less').click();
      expect(await height()).toBeLessThan(6 * 24);
    }
    expect(
      JSON.stringify(await api.expect(200, new URL(link.url).pathname.replace('/1t/', '/v1/public/links/'))),
    ).not.toContain('sesame');
    const { booking } = await api.book(link, day(9));
    const page = await visitor();
    await page.goto(booking?.manageUrl ?? '');
    await page.getByRole('link', { name: 'https://meet.example.com/42' }).waitFor();
    await page.getByText('password: sesame').waitFor();
    await snapshot(page, 'booking-with-place');
  });

  it('can be booked with the keyboard alone', async () => {
    const page = await visitor(DESKTOP);
    await page.goto(active.url);
    await page.locator('.time').first().waitFor();
    const tabTo = async (selector: string): Promise<void> => {
      for (let presses = 0; presses < 40; presses += 1) {
        await page.keyboard.press('Tab');
        if ((await page.locator(`${selector}:focus`).count()) > 0) return;
      }
      throw new Error(`no way by keyboard to ${selector}`);
    };
    await tabTo('.day');
    await page.keyboard.press('ArrowRight');
    await page.keyboard.press('Enter');
    await tabTo('.time');
    await page.keyboard.press('Enter');
    await heading(page, 'Your details');
    expect(await page.locator('h2:focus').textContent()).toBe('Your details');
    await tabTo('input[autocomplete=name]');
    await page.keyboard.type('Bea Guest');
    await tabTo('input[type=email]');
    await page.keyboard.type('bea@example.com');
    await tabTo('button[type=submit]');
    await page.keyboard.press('Enter');
    await heading(page, 'You are booked');
    expect(await page.locator('h2:focus').textContent()).toBe('You are booked');
  });
});
