import { readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';

/** Bytes of compressed JavaScript and CSS that a page may load: at once, and later, when somebody opens a part of it. */
/** @type {{ page: string, entry: string, most: number, later?: number }[]} */
const budgets = [
  { page: 'the attendee’s page', entry: 'src/attendee/main.tsx', most: 120_000, later: 55_000 },
  { page: 'a page that a mail leads to', entry: 'src/mailed/main.tsx', most: 75_000 },
  { page: 'the console', entry: 'src/console/main.tsx', most: 350_000 },
];

/** @typedef {Record<string, { file: string, imports?: string[], dynamicImports?: string[], css?: string[] }>} Manifest */

/**
 * Returns every file that an entry loads: at once, or later as well.
 * @param {Manifest} manifest
 * @param {string} name
 * @param {boolean} withLater
 * @param {Set<string>} seen
 * @returns {string[]}
 */
const filesOf = (manifest, name, withLater, seen = new Set()) => {
  if (seen.has(name)) return [];
  seen.add(name);
  const { file, css = [], imports = [], dynamicImports = [] } = manifest[name];
  const next = withLater ? [...imports, ...dynamicImports] : imports;
  return [file, ...css, ...next.flatMap((other) => filesOf(manifest, other, withLater, seen))];
};

/**
 * Measures the size of each page.
 * @param {string} dist
 */
export const pageSizes = (dist) => {
  const manifest = JSON.parse(readFileSync(join(dist, 'manifest.json'), 'utf8'));
  const bytesOf = (/** @type {Iterable<string>} */ files) =>
    [...files].reduce((sum, file) => sum + statSync(join(dist, `${file}.br`)).size, 0);
  return budgets.flatMap(({ page, entry, most, later }) => {
    const atOnce = new Set(filesOf(manifest, entry, later === undefined));
    if (later === undefined) return [{ page, most, bytes: bytesOf(atOnce) }];
    const rest = filesOf(manifest, entry, true).filter((file) => !atOnce.has(file));
    return [
      { page, most, bytes: bytesOf(atOnce) },
      { page: `${page}, later,`, most: later, bytes: bytesOf(new Set(rest)) },
    ];
  });
};

/** @param {string} dist */
export const overBudget = (dist) =>
  pageSizes(dist)
    .filter(({ bytes, most }) => bytes > most)
    .map(({ page, bytes, most }) => `${page} loads ${bytes} bytes of JavaScript and CSS; its budget is ${most}`);
