import { afterAll, afterEach, beforeAll, expect } from '@jest/globals';
import axe from 'axe-core';
import { join } from 'node:path';
import { type Browser, type BrowserContext, type BrowserContextOptions, chromium, type Page } from 'playwright-core';
import { CHROMIUM_FLAGS, findChromium } from './find-chromium.js';

interface ServedBrowser {
  /** Opens a page with fresh cookies and storage, and its own language and time zone. */
  readonly visitor: (options?: BrowserContextOptions) => Promise<Page>;
}

export const PHONE = { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true } as const;
export const DESKTOP = { viewport: { width: 1280, height: 900 } } as const;

/**
 * One browser for all tests of a block. After each test, no script may have failed and no content security policy may
 * have been violated.
 */
export const servedBrowser = (): ServedBrowser => {
  let browser: Browser | null = null;
  const contexts: BrowserContext[] = [];
  const complaints: string[] = [];

  beforeAll(async () => {
    browser = await chromium.launch({ executablePath: await findChromium(), args: [...CHROMIUM_FLAGS] });
  });
  afterEach(async () => {
    await Promise.all(contexts.splice(0).map((context) => context.close()));
    expect(complaints.splice(0)).toEqual([]);
  });
  afterAll(async () => {
    await browser?.close();
  });

  return {
    visitor: async (options = {}) => {
      if (browser === null) throw new Error('the browser runs only within tests');
      const context = await browser.newContext({ locale: 'en-GB', timezoneId: 'Europe/London', ...PHONE, ...options });
      contexts.push(context);
      const page = await context.newPage();
      page.on('pageerror', (error) => complaints.push(`${page.url()}: ${error.message}`));
      page.on('console', (message) => {
        // Some tests request resources that answer 4xx.
        if (message.type() === 'error' && !message.text().startsWith('Failed to load resource')) {
          complaints.push(`${page.url()}: ${message.text()}`);
        }
      });
      return page;
    },
  };
};

interface AxeResult {
  readonly violations: readonly { readonly id: string; readonly nodes: readonly { readonly html: string }[] }[];
}

const STANDARDS = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];

/**
 * Waits until nothing on the page slides or fades in any more: half-transparent text has a contrast that no person reads
 * it with. Endless animations, those of a page that still loads, are not waited for.
 */
const settled = (page: Page): Promise<unknown> =>
  page.evaluate(`Promise.allSettled(
    document.getAnimations()
      .filter(({ effect }) => effect !== null && effect.getComputedTiming().endTime !== Infinity)
      .map(({ finished }) => finished),
  ).then(() => undefined)`);

/** Returns violations of WCAG 2.2 AA and of good practice, as text; empty if there are none. */
export const accessibilityFaults = async (page: Page): Promise<readonly string[]> => {
  await settled(page);
  await page.evaluate(axe.source);
  const result = await page.evaluate<AxeResult>(
    `axe.run(document, { runOnly: { type: 'tag', values: ${JSON.stringify(STANDARDS)} } })`,
  );
  return result.violations.flatMap(({ id, nodes }) => nodes.map(({ html }) => `${id}: ${html.slice(0, 200)}`));
};

/** For people to look at; ignored by git. */
const FOLDER = join(import.meta.dirname, '..', '..', '..', '..', '..', 'page-snapshots');

/** Takes screenshots of the page on a phone and on a desktop: `<name>-390.png`, `<name>-1280.png`. */
export const snapshot = async (page: Page, name: string): Promise<void> => {
  const before = page.viewportSize();
  for (const width of [390, 1280]) {
    await page.setViewportSize({ width, height: 900 });
    await settled(page);
    await page.screenshot({ path: join(FOLDER, `${name}-${width}.png`), fullPage: true });
  }
  if (before !== null) await page.setViewportSize(before);
};
