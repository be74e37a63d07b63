import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { names, phrases } from './prose/banned.mjs';
import { extract } from './prose/extract.mjs';
import { findBanned } from './prose/find-banned.mjs';
import { checkSpelling } from './prose/spelling.mjs';

describe('banned phrases', () => {
  for (const { bites, passes, better } of phrases) {
    it(`finds "${bites}" in a comment, a text, a document and a style sheet`, () => {
      for (const [file, source] of [
        ['a.ts', `/** ${bites} */\nexport const a = 1;\n`],
        ['a.ts', `// Fine.\n\n// ${bites}\n`],
        ['a.tsx', `export const A = () => <p title="x">${bites}</p>;\n`],
        ['a.spec.ts', `it(${JSON.stringify(bites)}, () => {});\n`],
        ['a.md', `# A\n\nFine.\n\n- ${bites}\n`],
        ['a.css', `/* ${bites} */\n`],
        ['a.yml', `# ${bites}\na: 1\n`],
      ]) {
        const found = findBanned(file, source).map((hit) => hit.better);
        assert.ok(found.includes(better), `${file}: ${source}`);
      }
    });
    if (passes !== undefined) {
      it(`lets "${passes}" pass`, () => {
        assert.deepEqual(findBanned('a.ts', `// ${passes}\n`), []);
      });
    }
  }

  it('are found across the line breaks of a comment or a paragraph', () => {
    assert.equal(findBanned('a.ts', '// The first caller is\n// told that it won.\n').length, 1);
    assert.equal(findBanned('a.ts', '/**\n * The first caller is\n * told that it won.\n */\n').length, 1);
    assert.equal(findBanned('a.md', 'The first caller is\ntold that it won.\n').length, 1);
  });

  it('are not looked for in code, keys and SQL', () => {
    const source = 'const sql = `UPDATE a SET b = NULL WHERE c = 1`;\n// See `what is stored is kept`.\n';
    assert.deepEqual(findBanned('a.ts', source), []);
    assert.deepEqual(findBanned('a.md', '```\nwhat is stored is kept\n```\n'), []);
  });
});

describe('banned names', () => {
  for (const { bites, passes, better } of names) {
    it(`finds ${bites}`, () => {
      for (const source of [`const ${bites} = 1;\n`, `type A = { ${bites}: 1 };\n`, `function f(${bites}) {}\n`]) {
        assert.deepEqual(
          findBanned('a.ts', source).map((hit) => hit.better),
          [better],
        );
      }
    });
    if (passes !== undefined) {
      it(`lets ${passes} pass`, () => {
        assert.deepEqual(findBanned('a.ts', `const ${passes} = 1;\n`), []);
      });
    }
  }

  it('are found in names of files', () => {
    assert.equal(findBanned('src/use-outbox.ts', '').length, 1);
  });

  it('stay as they are in stored events', () => {
    assert.deepEqual(findBanned('a.ts', 'type Event = { LinkReissued: 1 };\n'), []);
  });
});

describe('extracting prose', () => {
  it('finds comments, texts with their template parts, and declared names, each with its line', () => {
    const source = '// One\n// two\nconst name = `three ${x} four`;\ncall("key", <p>five six</p>); // seven\n';
    assert.deepEqual(
      extract('folder/file.tsx', source).map(({ kind, line, text }) => `${line} ${kind} ${text}`),
      ['1 name file', '1 comment One two', '3 name name', '3 text three … four', '4 text five six', '4 comment seven'],
    );
  });
});

describe('spelling', () => {
  const checkText = async (/** @type {string} */ text) => {
    const folder = mkdtempSync(join(tmpdir(), 'bookonce-spelling-'));
    const file = join(folder, 'note.md');
    try {
      writeFileSync(file, text);
      return await checkSpelling(join(import.meta.dirname, '..', '..'), [file]);
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  };

  it('accepts words of the language and of the project', async () => {
    assert.equal(await checkText('The upcaster of Bookonce has a colour.\n'), true);
  });

  it('reports a misspelt word', async () => {
    assert.equal(await checkText('The atendee books a slot.\n'), false);
  });
});
