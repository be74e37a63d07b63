/** Production needs no tool of the tests. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { closureOf, installedFor } from '../build/closure.mjs';

const root = join(import.meta.dirname, '../..');
const TEST_TOOLS = ['testcontainers', 'playwright-core', '@sparticuz/chromium', 'jest', 'fast-check'];

describe('production dependencies', () => {
  it('leave out what only tests need, as `npm ci --omit=dev` does', () => {
    const { packages } = JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8'));
    for (const name of TEST_TOOLS) assert.equal(packages[`node_modules/${name}`].dev, true, name);
  });

  it('are the same in the images', () => {
    const dockerfile = readFileSync(join(root, 'Dockerfile'), 'utf8');
    const copied = [...dockerfile.matchAll(/copy-closure\.mjs \/files (.*)$/gm)].map(([, folders]) =>
      folders.split(' '),
    );
    assert.equal(copied.length, 2);
    for (const folders of copied) {
      const installed = installedFor(closureOf(folders).folders);
      for (const name of TEST_TOOLS) assert.ok(!installed.some((path) => path.endsWith(`node_modules/${name}`)), name);
    }
  });
});

describe('docker-compose', () => {
  for (const file of ['docker-compose.yml', 'docker-compose.postgres.yml']) {
    it(`publishes ports on this machine alone (${file})`, () => {
      const lines = readFileSync(join(root, file), 'utf8').split('\n');
      const published = lines.filter((line) => /^\s*ports:/.test(line));
      for (const line of published) assert.match(line, /ports: \['127\.0\.0\.1:\d+:\d+'\]$/);
    });
  }
});
