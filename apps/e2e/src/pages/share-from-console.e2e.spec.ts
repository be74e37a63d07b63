import { eventually } from '@bookonce/testing/harness/eventually';
import type { LinkAnswer, ListAnswer } from '@bookonce/testing/harness/api-shapes';
import { DESKTOP, servedBrowser, snapshot } from '@bookonce/testing/harness/browser/served-browser';
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

  it('creates a link with texts to copy, and shows when it is used', async () => {
    const page = await console();
    await openShare(page, 'First talk');
    await page.getByLabel('Name (optional)').fill('Grace');
    await page.getByLabel('E-mail (optional)').fill('grace@example.com');
    const url = await generateLink(page);
    expect(url).toMatch(/\/1t\/[0-9A-Za-z]{22}$/);
    await page.getByRole('button', { name: 'Copy', exact: true }).click();
    await page.getByText('Copied').waitFor();
    expect(await copied(page)).toBe(url);
    expect(await page.getByRole('link', { name: 'Open in mail program' }).getAttribute('href')).toContain(
      `mailto:grace%40example.com?subject=Choose%20a%20time`,
    );
    await page.getByRole('button', { name: 'Send by e-mail' }).click();
    await page.getByText('We send the link to grace@example.com.').waitFor();
    await page.getByLabel('Your message (optional)').fill('See you soon.');
    await page.getByRole('button', { name: 'Send', exact: true }).click();
    await page.getByText('Sent to grace@example.com.').waitFor();
    await page.getByRole('button', { name: 'Send reminder' }).click();
    const reminder = page.getByRole('dialog', { name: 'Send a reminder?' });
    await reminder.getByText('grace@example.com last got this link on').waitFor();
    expect(await reminder.getByLabel('Your message (optional)').inputValue()).toBe('');
    await snapshot(page, 'console-share-reminder');
    await reminder.getByRole('button', { name: 'Go back' }).click();
    await eventually(async () => {
      const { items } = await api.expect<ListAnswer<{ to: string; subject: string }>>(200, '/v1/sent-mail');
      const subject = expect.stringMatching(/^Choose a time: First talk/);
      expect(items).toContainEqual(expect.objectContaining({ to: 'grace@example.com', subject }));
    });
    await page.getByLabel('Language of the texts').selectOption({ label: 'Deutsch' });
    await page.getByText('bitte wählen Sie für „First talk“ einen Termin').waitFor();
    await snapshot(page, 'console-share-german');
    await page.getByRole('button', { name: 'Copy message' }).click();
    await eventually(async () => expect(await copied(page)).toContain('Guten Tag Grace, bitte wählen Sie'));
    await page.getByLabel('Language of the texts').selectOption({ label: 'English' });
    await page.getByText('Please choose a time that suits you').waitFor();
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
    // The list updates itself through the change stream.
    await row.getByText('Used', { exact: true }).waitFor();
  });

  it('regenerates on Refresh after a warning, and the previous link ends', async () => {
    const page = await console();
    await openShare(page, 'First talk');
    const first = await generateLink(page);
    await page.getByRole('button', { name: 'Refresh' }).click();
    await page.getByText('The previous link will stop working at once').waitFor();
    expect(await statusOf(first)).toBe(200);
    await page.getByRole('button', { name: 'Go back' }).click();
    expect(await statusOf(first)).toBe(200);
    await page.getByRole('button', { name: 'Refresh' }).click();
    // A double press creates one link, and the dead link cannot be copied.
    await page.getByRole('button', { name: 'Refresh link' }).dblclick();
    await page.getByText('The previous link has stopped working.').waitFor();
    const second = await page.getByLabel('Single-use link', { exact: true }).inputValue();
    expect(second).not.toBe(first);
    expect([await statusOf(first), await statusOf(second)]).toEqual([410, 200]);
  });

  it('regenerates an older link from the list', async () => {
    const type = (await api.expect<{ items: { id: string }[] }>(200, '/v1/meeting-types')).items[0]?.id ?? '';
    const { url } = await api.createLink(type, { recipient: { name: 'Annie Easley' } });
    const page = await console('/links');
    await page.getByRole('button', { name: 'Details of the link for Annie Easley' }).click();
    await page.getByRole('button', { name: 'Refresh' }).click();
    await page.getByRole('button', { name: 'Refresh link' }).click();
    await page.getByText('The previous link has stopped working.').waitFor();
    const fresh = await page.getByLabel('Single-use link', { exact: true }).inputValue();
    expect([await statusOf(url), await statusOf(fresh)]).toEqual([410, 200]);
    await page.getByRole('button', { name: 'Close' }).click();
    await page.getByRole('row', { name: 'Annie Easley' }).getByText('Replaced').waitFor();
    // Opened later, the new link is a link like any other.
    await page.getByRole('button', { name: 'Details of the link for Annie Easley' }).first().click();
    await page
      .getByLabel('Single-use link', { exact: true })
      .and(page.locator(`[value="${fresh}"]`))
      .waitFor();
    expect(await page.getByText('The previous link has stopped working.').count()).toBe(0);
  });

  it('says that a link stays active when its switch is turned off, and offers to revoke it', async () => {
    const page = await console();
    await page.getByRole('button', { name: 'Share First talk' }).click();
    // No option has to be opened for a link.
    await page.getByRole('button', { name: 'Create link' }).click();
    const url = await page.getByLabel('Single-use link', { exact: true }).inputValue();
    await page.getByRole('button', { name: 'Advanced options' }).click();
    await page.getByText('Generate single-use link').click();
    await page.getByText('Your link stays active').waitFor();
    expect(await statusOf(url)).toBe(200);
    await page.getByRole('button', { name: 'Revoke that link' }).click();
    await page.getByRole('button', { name: 'Revoke', exact: true }).click();
    await page.getByText('The link is revoked.').waitFor();
    expect(await statusOf(url)).toBe(410);
  });

  it('does not offer a link that has ended meanwhile', async () => {
    const page = await console();
    await openShare(page, 'First talk');
    const url = await generateLink(page);
    const { items } = await api.expect<ListAnswer<LinkAnswer>>(200, '/v1/links');
    const made = items.find((link) => link.url === url);
    await api.expect(200, `/v1/links/${made?.id ?? ''}/revoke`, { body: {} });
    await page.getByText('This link can no longer be used.').waitFor();
    expect(await page.getByRole('button', { name: 'Copy', exact: true }).count()).toBe(0);
    await page.getByRole('button', { name: 'Create another link' }).click();
    expect(await generateLink(page)).not.toBe(url);
  });

  it('chooses one host of a team, and rejects invalid input before sending', async () => {
    const page = await console();
    await openShare(page, 'Team demo');
    await page.getByLabel('Valid for').fill('0');
    await page.getByText('Generate single-use link').click();
    await page.getByText('A number from 1 to 3650.').waitFor();
    await page.getByText('One field needs your attention').waitFor();
    await page.getByLabel('Valid for').and(page.locator(':focus')).waitFor();
    await page.getByLabel('Valid for').fill('3');
    await page.getByLabel('Host').selectOption({ label: 'Noor Patel' });
    const url = await generateLink(page);
    const shown = jsonOf<{ hosts: unknown }>(await api.visitor.send(`/v1/public/links/${tokenOf(url)}`));
    expect(shown.hosts).toEqual([{ name: 'Noor Patel' }]);
  });

  it('works with the keyboard alone', async () => {
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
    // The focus returns to the button that opened the panel.
    await page.locator(':focus[aria-label="Share First talk"]').waitFor();
  });

  it('changes nothing when opened', async () => {
    const before = countStoredEvents(app.dataDir);
    for (const path of ['', '/links', '/bookings', '/hosts', '/sent-mail', '/api-keys', '/meeting-types/new']) {
      const page = await console(path);
      await page.getByRole('heading', { level: 1 }).waitFor();
    }
    expect(countStoredEvents(app.dataDir)).toBe(before);
  });
});
