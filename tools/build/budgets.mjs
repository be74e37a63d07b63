import { readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';

/** Bytes of compressed JavaScript and CSS that a page may load. */
const budgets = [
  { page: 'the attendee’s page', entry: 'src/attendee/main.tsx', most: 120_000 },
  { page: 'a page that a mail leads to', entry: 'src/mailed/main.tsx', most: 75_000 },
  { page: 'the console', entry: 'src/console/main.tsx', most: 350_000 },
];

/** @typedef {Record<string, { file: string, imports?: string[], dynamicImports?: string[], css?: string[] }>} Manifest */

/**
 * Returns every file that an entry loads, at once or later.
 * @param {Manifest} manifest
 * @param {string} name
 * @param {Set<string>} seen
 * @returns {string[]}
 */
const filesOf = (manifest, name, seen = new Set()) => {
  if (seen.has(name)) return [];
  seen.add(name);
  const { file, css = [], imports = [], dynamicImports = [] } = manifest[name];
  return [file, ...css, ...[...imports, ...dynamicImports].flatMap((next) => filesOf(manifest, next, seen))];
};

/**
 * Measures the size of each page.
 * @param {string} dist
 */
export const pageSizes = (dist) => {
  const manifest = JSON.parse(readFileSync(join(dist, 'manifest.json'), 'utf8'));
  return budgets.map(({ page, entry, most }) => {
    const files = [...new Set(filesOf(manifest, entry))];
    return { page, most, bytes: files.reduce((sum, file) => sum + statSync(join(dist, `${file}.br`)).size, 0) };
  });
};

/** @param {string} dist */
export const overBudget = (dist) =>
  pageSizes(dist)
    .filter(({ bytes, most }) => bytes > most)
    .map(({ page, bytes, most }) => `${page} loads ${bytes} bytes of JavaScript and CSS; its budget is ${most}`);
