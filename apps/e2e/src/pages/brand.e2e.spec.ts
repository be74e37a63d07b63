import {
  accessibilityFaults,
  DESKTOP,
  servedBrowser,
  snapshot,
} from '@bookonce/testing/harness/browser/served-browser';
import type { LinkAnswer } from '@bookonce/testing/harness/api-shapes';
import { LOGO_PNG } from '@bookonce/testing/harness/logo-png';
import { servedProduct } from '@bookonce/testing/harness/served-product';
import { midnightAfter } from '@bookonce/testing/harness/workspace-client';
import { beforeAll, describe, expect, it } from '@jest/globals';
import type { BrowserContextOptions, Page } from 'playwright-core';
import { heading } from './fixtures/attendee-steps.js';
import { signedIn } from './fixtures/console-steps.js';

describe('the look of a workspace', () => {
  const product = servedProduct();
  const { app, api } = product;
  const { visitor } = servedBrowser();
  let owner: BrowserContextOptions;
  let link: LinkAnswer;

  beforeAll(async () => {
    owner = { ...(await signedIn(product)), ...DESKTOP, isMobile: false };
    const typeId = await api.createMeetingType([await api.createHost({ name: 'Ada Host' })], { name: 'First talk' });
    link = await api.createLink(typeId);
  });

  const inspect = async (page: Page, name: string): Promise<void> => {
    for (const colorScheme of ['dark', 'light'] as const) {
      await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
      expect([name, colorScheme, await accessibilityFaults(page)]).toEqual([name, colorScheme, []]);
      await snapshot(page, `${name}-${colorScheme}`);
    }
  };
  /** Fails on anything that the browser complains of, such as a blocked style or a missing icon. */
  const complaintsOf = (page: Page): readonly string[] => {
    const complaints: string[] = [];
    page.on('console', (message) => {
      if (message.type() === 'error' || message.type() === 'warning') complaints.push(message.text());
    });
    return complaints;
  };

  /** A picture of one colour, as the browser writes it. */
  const drawn = async (page: Page, width: number, height: number, type: string): Promise<Buffer> => {
    const address = await page.evaluate(
      `(() => {
        const canvas = Object.assign(document.createElement('canvas'), { width: ${width}, height: ${height} });
        canvas.getContext('2d').fillRect(0, 0, ${width}, ${height});
        return canvas.toDataURL('${type}');
      })()`,
    );
    return Buffer.from(String(address).replace(/^.*,/, ''), 'base64');
  };

  it('is set in the console, with a preview', async () => {
    const page = await visitor(owner);
    const complaints = complaintsOf(page);
    await page.goto(`${app.baseUrl}/console`);
    await page.getByRole('link', { name: 'Workspace', exact: true }).click();
    await heading(page, 'Workspace');
    await page.getByLabel('Name', { exact: true }).fill('Analytical Engines');
    await page.getByLabel('Colour (optional)').fill('#ffd4');
    await page.getByRole('button', { name: 'Save' }).click();
    await page.getByText('A colour has three or six digits').waitFor();
    await page.getByLabel('Colour (optional)').fill('FD4');
    await page.getByText('Shown as chosen on dark backgrounds').waitFor();
    // As pasted: it is neither cut nor refused for the space around it.
    await page.getByLabel('Colour (optional)').fill('');
    await page.getByLabel('Colour (optional)').focus();
    await page.keyboard.insertText('  #FFD400  ');
    expect(await page.getByLabel('Colour (optional)').inputValue()).toBe('  #FFD400  ');
    await page.getByText('Shown as chosen on dark backgrounds').waitFor();
    await page.getByRole('button', { name: 'Save' }).click();
    await page.getByText('Saved. Attendees see it from now on.').waitFor();
    expect(await page.getByLabel('Colour (optional)').inputValue()).toBe('#ffd400');
    await page.getByText('· Analytical Engines ·').waitFor();
    const file = { name: 'logo.png', mimeType: 'image/png', buffer: Buffer.from(LOGO_PNG, 'base64') };
    await page.locator('input[type=file]').setInputFiles(file);
    await page.getByText('Attendees see the logo from now on.').waitFor();
    await inspect(page, 'workspace');
    const text = { name: 'logo.png', mimeType: 'image/png', buffer: Buffer.from('no picture') };
    await page.locator('input[type=file]').setInputFiles(text);
    await page.getByText('This file is not a picture.').waitFor();
    expect(complaints.filter((complaint) => !complaint.includes('422'))).toEqual([]);
  });

  it('takes pictures that are too large, as the browser draws them smaller', async () => {
    const page = await visitor(owner);
    await page.goto(`${app.baseUrl}/console/workspace`);
    await heading(page, 'Workspace');
    for (const [width, height, mimeType, shown] of [
      [3_000, 1_500, 'image/png', { width: 384, height: 192 }],
      [300, 100, 'image/jpeg', { width: 300, height: 100 }],
      [300, 100, 'image/webp', { width: 300, height: 100 }],
    ] as const) {
      await page
        .locator('input[type=file]')
        .setInputFiles({ name: 'logo', mimeType, buffer: await drawn(page, width, height, mimeType) });
      await page.getByText('Attendees see the logo from now on.').waitFor();
      await page.locator(`img[width="${shown.width}"][height="${shown.height}"]`).first().waitFor();
    }
    const tall = { name: 'tall', mimeType: 'image/png', buffer: await drawn(page, 100, 500, 'image/png') };
    await page.locator('input[type=file]').setInputFiles(tall);
    const narrow = page.locator('img[width="100"][height="500"]').first();
    await narrow.waitFor();
    expect((await narrow.boundingBox())?.width).toBeGreaterThan(20);
    await inspect(page, 'workspace-tall-logo');
    await page
      .locator('input[type=file]')
      .setInputFiles({ name: 'logo', mimeType: 'image/png', buffer: await drawn(page, 8, 8, 'image/png') });
    await page.getByText('This picture is too small or too narrow for a logo.').waitFor();
    const file = { name: 'logo.png', mimeType: 'image/png', buffer: Buffer.from(LOGO_PNG, 'base64') };
    await page.locator('input[type=file]').setInputFiles(file);
    await page.locator('img[width="120"]').first().waitFor();
  });

  it('follows changes that are made elsewhere, without losing edits', async () => {
    const page = await visitor(owner);
    await page.goto(`${app.baseUrl}/console/workspace`);
    await page.getByLabel('Colour (optional)').fill('#aa0000');
    await api.expect(200, '/v1/workspace', { method: 'PATCH', body: { name: 'Difference Engines' } });
    await page.getByText('· Difference Engines ·').waitFor();
    await page.locator('input[value="Difference Engines"]').waitFor();
    expect(await page.getByLabel('Colour (optional)').inputValue()).toBe('#aa0000');
    await api.expect(200, '/v1/workspace', { method: 'PATCH', body: { name: 'Analytical Engines' } });
    await page.getByText('· Analytical Engines ·').waitFor();
  });

  it('is on the pages of attendees, readable in light and dark', async () => {
    const page = await visitor();
    const complaints = complaintsOf(page);
    await page.goto(link.url);
    await heading(page, 'First talk');
    const logo = page.getByRole('img', { name: 'Analytical Engines' });
    expect(await logo.evaluate((image): unknown => Reflect.get(image, 'naturalWidth'))).toBe(120);
    await inspect(page, 'branded-link');
    const { booking } = await api.book(link, new Date(Date.parse(midnightAfter(3)) + 9 * 3_600_000).toISOString());
    await page.goto(booking?.manageUrl ?? '');
    await heading(page, 'First talk');
    await inspect(page, 'branded-booking');
    expect(complaints).toEqual([]);
    await page.goto(link.url);
    await heading(page, 'This link has already been used');
    await inspect(page, 'branded-used');
  });

  it('is set in German in a German browser, and the logo is taken away again', async () => {
    const page = await visitor({ ...owner, locale: 'de-DE' });
    await page.goto(`${app.baseUrl}/console/workspace`);
    await heading(page, 'Arbeitsbereich');
    await inspect(page, 'workspace-de');
    await page.getByRole('button', { name: 'Logo entfernen' }).click();
    await page.getByText('Das Logo ist entfernt.').waitFor();
    await page.getByText('Kein Logo: Gäste sehen den Namen.').waitFor();
  });
});
