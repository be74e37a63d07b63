/**
 * Proves that the bans bite: each snippet below is linted as if it stood in a file that exists, and the rule
 * named must report it. A ban that nothing trips over protects nothing.
 */
import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { before, describe, it } from 'node:test';
import { ESLint } from 'eslint';
import { bans, clean } from './forbidden-snippets.mjs';

const root = join(import.meta.dirname, '..', '..');

describe('lint bans', () => {
  let eslint;
  before(() => {
    eslint = new ESLint({
      cwd: root,
      // Where CI is set, the parser would read the file from the disk instead of the snippet in its place.
      overrideConfig: { languageOptions: { parserOptions: { disallowAutomaticSingleRunInference: true } } },
    });
  });

  const rulesBroken = async (file, code) => {
    const filePath = join(root, file);
    // Type-aware rules know only files of the TypeScript program, so a snippet borrows the place of a real one.
    assert.ok(existsSync(filePath), `${file} is gone; name another file of that folder`);
    const [result] = await eslint.lintText(code, { filePath });
    assert.equal(result.fatalErrorCount, 0, result.messages[0]?.message);
    return result.messages.filter(({ severity }) => severity === 2).map(({ ruleId }) => ruleId);
  };

  for (const { what, file, code, rule } of bans) {
    it(`${what} (${file})`, async () => {
      const broken = await rulesBroken(file, code);
      assert.ok(broken.includes(rule), `expected ${rule}, got ${broken.join(', ') || 'nothing'}`);
    });
  }

  for (const { file, code } of clean) {
    it(`lets honest code pass (${file})`, async () => {
      assert.deepEqual(await rulesBroken(file, code), []);
    });
  }

  it('the kernel depends on nothing', () => {
    const kernel = JSON.parse(readFileSync(join(root, 'libs/kernel/package.json'), 'utf8'));
    assert.deepEqual(Object.keys({ ...kernel.dependencies, ...kernel.peerDependencies }), []);
  });
});
