/** Checks that links, paths in backticks and npm scripts in the documents exist. */
import assert from 'node:assert/strict';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, it } from 'node:test';

const root = join(import.meta.dirname, '..', '..');
const { scripts } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));

const documents = ['README.md', 'CONTRIBUTING.md', ...markdownUnder('docs')];

/** @param {string} folder */
function markdownUnder(folder) {
  return readdirSync(join(root, folder), { recursive: true })
    .map((file) => join(folder, String(file)))
    .filter((file) => file.endsWith('.md'));
}

const all = (/** @type {RegExp} */ pattern, /** @type {string} */ text) =>
  [...text.matchAll(pattern)].map(([, found = '']) => found);

for (const file of documents) {
  describe(file, () => {
    const text = readFileSync(join(root, file), 'utf8');

    it('links to existing files', () => {
      const links = all(/\]\(([^)#]+)(?:#[^)]*)?\)/g, text).filter((link) => !/^\w+:/.test(link));
      assert.deepEqual(
        links.filter((link) => !existsSync(join(root, dirname(file), link))),
        [],
      );
    });

    it('names existing paths', () => {
      const paths = all(/`((?:apps|libs|tools|docs)\/[\w./-]+)`/g, text);
      assert.deepEqual(
        paths.filter((path) => !existsSync(join(root, path))),
        [],
      );
    });

    it('names existing npm scripts', () => {
      const named = all(/\bnpm run ([a-z][\w:]*)/g, text);
      assert.deepEqual(
        named.filter((name) => scripts[name] === undefined),
        [],
      );
    });
  });
}
