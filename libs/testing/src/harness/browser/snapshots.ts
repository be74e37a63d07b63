import { join } from 'node:path';
import type { Page } from 'playwright-core';

/** For people to look at; ignored by git. */
const FOLDER = join(import.meta.dirname, '..', '..', '..', '..', '..', 'page-snapshots');

/** Takes screenshots of the page on a phone and on a desktop: `<name>-390.png`, `<name>-1280.png`. */
export const snapshot = async (page: Page, name: string): Promise<void> => {
  const before = page.viewportSize();
  for (const width of [390, 1280]) {
    await page.setViewportSize({ width, height: 900 });
    await page.screenshot({ path: join(FOLDER, `${name}-${width}.png`), fullPage: true });
  }
  if (before !== null) await page.setViewportSize(before);
};
