import { afterAll, afterEach, beforeAll, expect } from '@jest/globals';
import { chromium, type Browser, type BrowserContext, type BrowserContextOptions, type Page } from 'playwright-core';
import { CHROMIUM_FLAGS, findChromium } from './find-chromium.js';

export interface ServedBrowser {
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
