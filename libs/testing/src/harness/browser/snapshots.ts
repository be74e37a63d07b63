import { join } from 'node:path';
import type { Page } from 'playwright-core';

/** For a person to look through; git ignores it. */
const FOLDER = join(import.meta.dirname, '..', '..', '..', '..', '..', 'page-snapshots');

/** Writes what the page looks like on a phone and on a desk: `<name>-390.png`, `<name>-1280.png`. */
export const snapshot = async (page: Page, name: string): Promise<void> => {
  const before = page.viewportSize();
  for (const width of [390, 1280]) {
    await page.setViewportSize({ width, height: 900 });
    await page.screenshot({ path: join(FOLDER, `${name}-${width}.png`), fullPage: true });
  }
  if (before !== null) await page.setViewportSize(before);
};
