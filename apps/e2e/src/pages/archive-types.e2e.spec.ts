import {
  accessibilityFaults,
  DESKTOP,
  servedBrowser,
  snapshot,
} from '@bookonce/testing/harness/browser/served-browser';
import type { ListAnswer } from '@bookonce/testing/harness/api-shapes';
import { servedProduct } from '@bookonce/testing/harness/served-product';
import { beforeAll, describe, expect, it } from '@jest/globals';
import type { BrowserContextOptions, Page } from 'playwright-core';
import { heading } from './fixtures/attendee-steps.js';
import { signedIn } from './fixtures/console-steps.js';

describe('meeting types in the console', () => {
  const product = servedProduct();
  const { app, api } = product;
  const { visitor } = servedBrowser();
  let owner: BrowserContextOptions;

  beforeAll(async () => {
    owner = { ...(await signedIn(product)), ...DESKTOP, isMobile: false };
    const typeId = await api.createMeetingType([await api.createHost()], { name: 'First talk' });
    await api.createLink(typeId);
    await api.createLink(typeId);
  });

  const inspect = async (page: Page, name: string): Promise<void> => {
    for (const colorScheme of ['dark', 'light'] as const) {
      await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
      expect([name, colorScheme, await accessibilityFaults(page)]).toEqual([name, colorScheme, []]);
      await snapshot(page, `${name}-${colorScheme}`);
    }
  };

  const open = async (path: string, options: BrowserContextOptions = {}): Promise<Page> => {
    const page = await visitor({ ...owner, ...options });
    await page.goto(`${app.baseUrl}/console${path}`);
    return page;
  };

  it('are duplicated, which opens the copy', async () => {
    const page = await open('/');
    await page.getByRole('button', { name: 'Duplicate First talk' }).click();
    await heading(page, 'Copy of First talk');
    await page.getByText('Copy made: “Copy of First talk”.').waitFor();
    expect(await page.getByLabel('Name', { exact: true }).inputValue()).toBe('Copy of First talk');
    await inspect(page, 'type-duplicated');
    // It is not made again by a reload.
    expect(new URL(page.url()).search).toBe('');
    await page.reload();
    await heading(page, 'Copy of First talk');
    expect(await page.getByText('Copy made').count()).toBe(0);
  });

  it('are archived after a question that counts their active links, and restored', async () => {
    const page = await open('/');
    await page.getByRole('button', { name: 'Archive First talk' }).click();
    await page.getByText('Its 2 active links still work.').waitFor();
    await inspect(page, 'type-archive');
    await page.getByRole('button', { name: 'Archive', exact: true }).click();
    await page.locator('button:focus', { hasText: 'Archived (1)' }).waitFor();
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { name: 'First talk', exact: true }).waitFor();
    expect(await page.getByRole('button', { name: 'Share First talk' }).count()).toBe(0);
    await page.getByText('Archived', { exact: true }).waitFor();
    await inspect(page, 'types-archived');
    await page.goto(`${app.baseUrl}/console/links`);
    const choice = page.getByLabel('Meeting type', { exact: true });
    await choice.waitFor();
    expect(await choice.locator('option').allTextContents()).toContain('First talk (archived)');
    await page.getByRole('button', { name: 'Import' }).click();
    const offered = await page.getByRole('dialog').getByLabel('Meeting type').locator('option').allTextContents();
    expect(offered).toContain('Copy of First talk');
    expect(offered.filter((name) => name.startsWith('First talk'))).toEqual([]);
    await page.goto(`${app.baseUrl}/console`);
    await page.getByRole('button', { name: 'Archived (1)' }).click();
    await page.getByRole('button', { name: 'Restore First talk' }).click();
    await page.locator('[aria-label="Share First talk"]:focus').waitFor();
    await page.getByRole('link', { name: 'Edit First talk' }).click();
    await page.getByRole('button', { name: 'Archive First talk' }).click();
    await page.getByRole('button', { name: 'Archive', exact: true }).click();
    await page.locator('[aria-label="Restore First talk"]:focus').waitFor();
    await page.keyboard.press('Enter');
    await page.locator('[aria-label="Archive First talk"]:focus').waitFor();
  });

  it('are archived in German for a German browser', async () => {
    const page = await open('/', { locale: 'de-DE' });
    await page.getByRole('button', { name: 'Archivieren: First talk' }).click();
    await page.getByText('Die 2 aktiven Links gelten weiter.').waitFor();
    await inspect(page, 'type-archive-de');
    await page.getByRole('button', { name: 'Archivieren', exact: true }).click();
    await page.getByRole('button', { name: 'Archiviert (1)' }).click();
    await page.getByRole('link', { name: 'Bearbeiten: First talk' }).click();
    await page.getByText('Diese Terminart ist archiviert').waitFor();
    await inspect(page, 'type-archived-de');
  });

  it('are archived under an open panel, which says so', async () => {
    const page = await open('/');
    await page.getByRole('button', { name: 'Share Copy of First talk' }).click();
    const panel = page.getByRole('dialog');
    await panel.getByRole('button', { name: 'Create link' }).waitFor();
    const { items } = await api.expect<ListAnswer<{ id: string; name: string }>>(200, '/v1/meeting-types');
    const copy = items.find(({ name }) => name === 'Copy of First talk');
    await api.expect(200, `/v1/meeting-types/${copy?.id}/archive`, { body: {} });
    await panel.getByText('This meeting type is archived').waitFor();
    expect(await panel.getByRole('button', { name: 'Create link' }).count()).toBe(0);
    await inspect(page, 'type-archived-while-sharing');
    await api.expect(200, `/v1/meeting-types/${copy?.id}/restore`, { body: {} });
    await panel.getByRole('button', { name: 'Create link' }).waitFor();
  });

  it('give links once they are restored, although the panel was refused one before', async () => {
    const page = await open('/');
    const sent: (string | undefined)[] = [];
    await page.route('**/v1/links', (route) => {
      sent.push(route.request().headers()['idempotency-key']);
      const problem = { type: '/problems/meeting-type-archived', title: 'Meeting type archived', status: 409 };
      return sent.length === 1 ? route.fulfill({ status: 409, json: problem }) : route.continue();
    });
    await page.getByRole('button', { name: 'Share Copy of First talk' }).click();
    const panel = page.getByRole('dialog');
    await panel.getByRole('button', { name: 'Create' }).click();
    await panel.getByRole('alert').waitFor();
    await panel.getByRole('button', { name: 'Create' }).click();
    await panel.getByRole('button', { name: 'Copy', exact: true }).waitFor();
    expect(new Set(sent).size).toBe(2);
  });
});
