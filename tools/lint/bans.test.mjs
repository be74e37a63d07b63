/**
 * Checks that the rules report violations: each snippet is linted in place of an existing file, and the named rule must
 * report it.
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
      // If CI is set, the parser would read the file from disk instead of the snippet.
      overrideConfig: { languageOptions: { parserOptions: { disallowAutomaticSingleRunInference: true } } },
    });
  });

  const rulesBroken = async (file, code) => {
    const filePath = join(root, file);
    // Type-aware rules know only files of the TypeScript program, so each snippet takes the place of a real file.
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
