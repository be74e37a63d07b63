import { pageSizes } from '../../build/budgets.mjs';
import { median } from '../statistics.mjs';
import { startProduct } from '../targets/product.mjs';
import { addHost, makeLinks, OFFICE_WEEK } from '../targets/workload.mjs';

const SLOWER_CPU = 4;
const PHONE = { viewport: { width: 390, height: 844 }, isMobile: true, hasTouch: true };
const DIST = new URL('../../../apps/web/dist', import.meta.url).pathname;
const HARNESS = new URL('../../../libs/testing/dist/harness/browser/', import.meta.url).href;

/** Runs in the page after loading: the largest paint with its time, and the layout shift (web.dev/vitals). */
const VITALS = `new Promise((resolve) => {
  const seen = { largestMs: 0, shift: 0 };
  new PerformanceObserver((list) => {
    for (const entry of list.getEntries()) seen.largestMs = entry.startTime;
  }).observe({ type: 'largest-contentful-paint', buffered: true });
  new PerformanceObserver((list) => {
    for (const entry of list.getEntries()) if (!entry.hadRecentInput) seen.shift += entry.value;
  }).observe({ type: 'layout-shift', buffered: true });
  requestAnimationFrame(() => setTimeout(() => resolve({ ...seen, timesMs: performance.now() }), 100));
})`;

/** Opens a link as a phone with an empty cache and a slower processor would. */
const visit = async (browser, url) => {
  const context = await browser.newContext(PHONE);
  try {
    const page = await context.newPage();
    const session = await context.newCDPSession(page);
    await session.send('Emulation.setCPUThrottlingRate', { rate: SLOWER_CPU });
    await page.goto(url);
    await page.locator('.time').first().waitFor();
    return await page.evaluate(VITALS);
  } finally {
    await context.close();
  }
};

/** Measures Largest Contentful Paint and layout shift of the attendee's page in Chromium on loopback, and the bytes loaded. */
export const measurePages = async ({ quick }) => {
  const { chromium } = await import('playwright-core');
  const { CHROMIUM_FLAGS, findChromium } = await import(`${HARNESS}find-chromium.js`);
  const product = await startProduct({});
  try {
    const { typeId } = await addHost(product, 0, OFFICE_WEEK, 30);
    const [token] = await makeLinks(product, typeId, 1);
    const url = `http://127.0.0.1:${product.server.port}/1t/${token}`;
    const browser = await chromium.launch({ executablePath: await findChromium(), args: [...CHROMIUM_FLAGS] });
    try {
      const visits = [];
      for (let runs = 0; runs < (quick ? 3 : 15); runs += 1) visits.push(await visit(browser, url));
      const of = (/** @type {string} */ what) => visits.map((one) => one[what]).sort((a, b) => a - b);
      return {
        visits: visits.length,
        slowerCpu: SLOWER_CPU,
        largestMs: { p50: median(of('largestMs')), worst: of('largestMs').at(-1) },
        timesMs: { p50: median(of('timesMs')), worst: of('timesMs').at(-1) },
        shift: { worst: of('shift').at(-1) },
        sizes: pageSizes(DIST),
      };
    } finally {
      await browser.close();
    }
  } finally {
    await product.server.stop();
  }
};
