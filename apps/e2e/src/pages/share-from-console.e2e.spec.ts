import { eventually } from '@bookonce/testing/harness/eventually';
import type { LinkAnswer, ListAnswer } from '@bookonce/testing/harness/api-shapes';
import { DESKTOP, servedBrowser } from '@bookonce/testing/harness/browser/served-browser';
import { jsonOf } from '@bookonce/testing/harness/http-client';
import { servedProduct } from '@bookonce/testing/harness/served-product';
import { countStoredEvents } from '@bookonce/testing/harness/stored-history';
import { tokenOf } from '@bookonce/testing/harness/workspace-client';
import { beforeAll, describe, expect, it } from '@jest/globals';
import type { BrowserContextOptions, Page } from 'playwright-core';
import { book, chooseTime, fillDetails, heading } from './fixtures/attendee-steps.js';
import { generateLink, openShare, signedIn } from './fixtures/console-steps.js';

const CLIPBOARD = { permissions: ['clipboard-read', 'clipboard-write'] };

describe('sharing from the console', () => {
  const product = servedProduct();
  const { app, api } = product;
  const { visitor } = servedBrowser();
  let owner: BrowserContextOptions;

  beforeAll(async () => {
    owner = { ...(await signedIn(product)), ...DESKTOP, ...CLIPBOARD, isMobile: false };
    await api.createMeetingType([await api.createHost()], { name: 'First talk' });
  });

  const console = async (path = ''): Promise<Page> => {
    const page = await visitor(owner);
    await page.goto(`${app.baseUrl}/console${path}`);
    return page;
  };
  const copied = (page: Page): Promise<string> => page.evaluate('navigator.clipboard.readText()');
  const statusOf = async (url: string): Promise<number> =>
    (await api.visitor.send(`/v1/public/links/${tokenOf(url)}`)).status;

  it('makes a link for somebody, to copy with the words to send it with, and sees it used', async () => {
    const page = await console();
    await openShare(page, 'First talk');
    await page.getByLabel('Name (optional)').fill('Grace');
    await page.getByLabel('E-mail (optional)').fill('grace@example.com');
    const url = await generateLink(page);
    expect(url).toMatch(/\/1t\/[0-9A-Za-z]{22}$/);
    await page.getByRole('button', { name: 'Copy', exact: true }).click();
    await page.getByText('Copied').waitFor();
    expect(await copied(page)).toBe(url);
    await page.getByRole('button', { name: 'Copy message' }).click();
    await eventually(async () => expect(await copied(page)).toContain(`Hello Grace, please choose a time`));
    expect(await copied(page)).toContain(url);

    const list = await console('/links');
    const row = list.getByRole('row', { name: 'Grace' });
    await row.getByText('Unused').waitFor();
    const guest = await visitor();
    await guest.goto(url);
    await chooseTime(guest);
    await fillDetails(guest);
    await book(guest);
    await heading(guest, 'You are booked');
    // Nobody loads the list again: the service says that it has changed.
    await row.getByText('Used', { exact: true }).waitFor();
  });

  it('makes a new link at Refresh, says so before, and the previous one is dead', async () => {
    const page = await console();
    await openShare(page, 'First talk');
    const first = await generateLink(page);
    await page.getByRole('button', { name: 'Refresh' }).click();
    await page.getByText('The previous link will stop working at once').waitFor();
    expect(await statusOf(first)).toBe(200);
    await page.getByRole('button', { name: 'Keep it as it is' }).click();
    expect(await statusOf(first)).toBe(200);
    await page.getByRole('button', { name: 'Refresh' }).click();
    // Pressed twice, it makes one new link, and never leaves the dead one to be copied.
    await page.getByRole('button', { name: 'Make a new link' }).dblclick();
    await page.getByText('The previous link has stopped working.').waitFor();
    const second = await page.getByLabel('Single-use link', { exact: true }).inputValue();
    expect(second).not.toBe(first);
    expect([await statusOf(first), await statusOf(second)]).toEqual([410, 200]);
  });

  it('makes a new link in place of one that was sent long ago, from the list', async () => {
    const type = (await api.expect<{ items: { id: string }[] }>(200, '/v1/meeting-types')).items[0]?.id ?? '';
    const { url } = await api.createLink(type, { recipient: { name: 'Annie Easley' } });
    const page = await console('/links');
    await page.getByRole('button', { name: 'Details of the link for Annie Easley' }).click();
    await page.getByRole('button', { name: 'Refresh' }).click();
    await page.getByRole('button', { name: 'Make a new link' }).click();
    await page.getByText('The previous link has stopped working.').waitFor();
    const fresh = await page.getByLabel('Single-use link', { exact: true }).inputValue();
    expect([await statusOf(url), await statusOf(fresh)]).toEqual([410, 200]);
    await page.getByRole('button', { name: 'Close' }).click();
    await page.getByRole('row', { name: 'Annie Easley' }).getByText('Replaced').waitFor();
  });

  it('offers no link to copy that has died meanwhile', async () => {
    const page = await console();
    await openShare(page, 'First talk');
    const url = await generateLink(page);
    const { items } = await api.expect<ListAnswer<LinkAnswer>>(200, '/v1/links');
    const made = items.find((link) => link.url === url);
    await api.expect(200, `/v1/links/${made?.id ?? ''}/revoke`, { body: {} });
    await page.getByText('This link cannot be used any more.').waitFor();
    expect(await page.getByRole('button', { name: 'Copy', exact: true }).count()).toBe(0);
    await page.getByRole('button', { name: 'Make another link' }).click();
    expect(await generateLink(page)).not.toBe(url);
  });

  it('picks the calendar of one host of a team, and refuses what makes no sense before it is sent', async () => {
    const page = await console();
    await openShare(page, 'Team demo');
    await page.getByLabel('Valid for').fill('0');
    await page.getByText('Generate single-use link').click();
    await page.getByText('A whole number of days from 1 to 3650.').waitFor();
    await page.getByLabel('Valid for').fill('3');
    await page.getByLabel('Whose calendar').selectOption({ label: 'Noor Patel' });
    const url = await generateLink(page);
    const shown = jsonOf<{ hosts: unknown }>(await api.visitor.send(`/v1/public/links/${tokenOf(url)}`));
    expect(shown.hosts).toEqual([{ name: 'Noor Patel' }]);
  });

  it('is done by keyboard alone', async () => {
    const page = await console();
    await page.getByRole('button', { name: 'Share First talk' }).focus();
    await page.keyboard.press('Enter');
    await page.getByRole('dialog').waitFor();
    const focused = (): Promise<string> =>
      page.evaluate(`document.activeElement.closest('label, button, div.field')?.textContent ?? ''`);
    const tabTo = async (name: string): Promise<void> => {
      for (let steps = 0; steps < 25; steps += 1) {
        if ((await focused()).includes(name)) return;
        await page.keyboard.press('Tab');
      }
      throw new Error(`no way to ${name}`);
    };
    await tabTo('Advanced options');
    await page.keyboard.press('Enter');
    await tabTo('Name (optional)');
    await page.keyboard.type('Katherine');
    await tabTo('Generate single-use link');
    await page.keyboard.press('Space');
    await page.getByLabel('Single-use link', { exact: true }).waitFor();
    await tabTo('Copy');
    await page.keyboard.press('Enter');
    await page.getByText('Copied').waitFor();
    await page.keyboard.press('Escape');
    await page.getByRole('dialog').waitFor({ state: 'detached' });
    // The focus comes back to where the panel was opened from.
    await page.locator(':focus[aria-label="Share First talk"]').waitFor();
  });

  it('changes nothing by being looked at', async () => {
    const before = countStoredEvents(app.dataDir);
    for (const path of ['', '/links', '/bookings', '/hosts', '/sent-mail', '/api-keys', '/meeting-types/new']) {
      const page = await console(path);
      await page.getByRole('heading', { level: 1 }).waitFor();
    }
    expect(countStoredEvents(app.dataDir)).toBe(before);
  });
});
