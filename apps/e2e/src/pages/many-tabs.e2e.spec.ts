import { DESKTOP, servedBrowser } from '@bookonce/testing/harness/browser/served-browser';
import { eventually } from '@bookonce/testing/harness/eventually';
import { servedProduct } from '@bookonce/testing/harness/served-product';
import { beforeAll, describe, expect, it } from '@jest/globals';
import type { Page } from 'playwright-core';
import { heading } from './fixtures/attendee-steps.js';
import { signedIn } from './fixtures/console-steps.js';

/** More than a browser has connections to one service over HTTP/1.1. */
const TABS = 8;

describe('the console in many tabs of one browser', () => {
  const product = servedProduct();
  const { app, api } = product;
  const { visitor } = servedBrowser();
  let typeId: string;

  beforeAll(async () => {
    typeId = await api.createMeetingType([await api.createHost({ name: 'Ada Host' })], { name: 'First talk' });
  });

  /** Notes in the page how often it opens a stream of changes, and whether one is open. */
  const COUNT_STREAMS = `
    window.streams = [];
    window.EventSource = class extends EventSource {
      constructor(url) {
        super(url);
        window.streams.push(this);
      }
    };
  `;
  const openStreams = async (pages: readonly Page[]): Promise<number> => {
    const counts = await Promise.all(
      pages.map((page) => page.evaluate('window.streams.filter(({ readyState }) => readyState !== 2).length')),
    );
    return counts.reduce((sum: number, count) => sum + Number(count), 0);
  };

  it('loads in each, updates each, and goes on when the tab with the stream is closed', async () => {
    const first = await visitor({ ...DESKTOP, isMobile: false, ...(await signedIn(product)) });
    const context = first.context();
    await context.addInitScript(COUNT_STREAMS);
    const pages = [first];
    while (pages.length < TABS) pages.push(await context.newPage());
    for (const page of pages) {
      page.setDefaultTimeout(15_000);
      await page.goto(`${app.baseUrl}/console/links`);
      await heading(page, 'Links');
    }
    const isShown = async (name: string): Promise<void> => {
      await api.createLink(typeId, { recipient: { name } });
      await Promise.all(pages.map((page) => page.getByRole('row', { name }).waitFor()));
    };
    await isShown('Grace');
    expect(await openStreams(pages)).toBe(1);

    await pages.shift()?.close();
    await eventually(async () => expect(await openStreams(pages)).toBe(1));
    await isShown('Annie');

    const [leaving, ...staying] = pages;
    await leaving?.getByRole('button', { name: 'Sign out' }).click();
    await Promise.all(staying.map((page) => heading(page, 'Sign in')));
    expect(await Promise.all(staying.map((page) => page.getByText('You were signed out').count()))).toEqual(
      staying.map(() => 0),
    );
    expect(await openStreams(pages)).toBe(0);
  });
});
