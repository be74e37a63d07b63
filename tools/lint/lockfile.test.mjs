/** Checks that `npm ci` accepts the lockfile everywhere, and that every licence may be shipped. */
import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'node:test';

const root = join(import.meta.dirname, '..', '..');
const { packages } = JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8'));
const entries = Object.entries(packages);
const names = new Set(entries.map(([path]) => path.slice(path.lastIndexOf('node_modules/') + 'node_modules/'.length)));

const permissive = new Set([
  'MIT',
  'MIT-0',
  'ISC',
  '0BSD',
  'BSD-2-Clause',
  'BSD-3-Clause',
  'Apache-2.0',
  'Apache-2.0 AND MIT',
  'BlueOak-1.0.0',
  '(MIT OR CC0-1.0)',
  '(BSD-3-Clause AND Apache-2.0)',
  'Unlicense',
  'Python-2.0',
  'PSF-2.0',
  // Data, not code: caniuse-lite, a dependency of Jest.
  'CC-BY-4.0',
]);

/**
 * MPL asks to publish changes to its own files, and CC BY-SA, for the data of date-holidays, to name its sources. There are
 * no changes: the packages are installed as their authors publish them, licence and sources included.
 */
const shippedUnchanged = new Set(['node_modules/ical.js', 'node_modules/date-holidays']);

/**
 * Allowed for tools that are never shipped. MPL and CC BY-SA only ask to publish changes to their own files, and there
 * are none. The CC BY-SA one is a word list of cspell.
 */
const forToolsOnly = new Set(['MPL-2.0', 'CC BY-SA 4.0', 'WTFPL']);

/**
 * These packages name their licence in a form that npm does not copy into the lockfile. Checked by hand: MIT, the last
 * one Apache-2.0.
 */
const readByHand = new Set([
  'node_modules/buildcheck',
  'node_modules/cpu-features',
  'node_modules/ssh2',
  'node_modules/@react-aria/optimize-locales-plugin',
]);

describe('package-lock.json', () => {
  it('names no download address', () => {
    const addressed = entries.filter(([, { resolved, link }]) => resolved !== undefined && link !== true);
    assert.deepEqual(addressed, []);
  });

  it('lists no workspace package that is gone', () => {
    const gone = entries
      .map(([path]) => path)
      .filter((path) => path !== '' && !path.includes('node_modules') && !existsSync(join(root, path, 'package.json')));
    assert.deepEqual(gone, []);
  });

  it('knows every optional build of every package, or npm ci refuses it', () => {
    const missing = entries.flatMap(([path, { optionalDependencies = {} }]) =>
      Object.keys(optionalDependencies)
        .filter((name) => !names.has(name))
        .map((name) => `${path} needs ${name}`),
    );
    assert.deepEqual(missing, []);
  });

  it('holds permissive licences only', () => {
    const isAllowed = (path, { license, dev, devOptional }) =>
      permissive.has(license) ||
      shippedUnchanged.has(path) ||
      (forToolsOnly.has(license) && (dev === true || devOptional === true));
    const others = entries.filter(([path, entry]) => path.includes('node_modules/') && !isAllowed(path, entry));
    assert.deepEqual(
      others
        .filter(([path, { link }]) => link !== true && !readByHand.has(path))
        .map(([path, { license }]) => `${path}: ${license}`),
      [],
    );
  });
});
