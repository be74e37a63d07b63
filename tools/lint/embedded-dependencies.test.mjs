/** The embedded default starts without a server, so it depends on no client of one. */
import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { after, describe, it } from 'node:test';
import { closureOf, installedFor } from '../build/closure.mjs';

const SERVER_CLIENTS = ['kafkajs', 'ioredis', 'pg', '@eventstore/db-client'];

/** Server clients that a package needs, each with the folder that needs it. */
const serverClientsOf = (/** @type {string} */ folder, /** @type {string | undefined} */ root = undefined) => {
  const { external } = closureOf([folder], root);
  return SERVER_CLIENTS.flatMap((name) => (external.has(name) ? [`${external.get(name)} needs ${name}`] : []));
};

const installedClients = (/** @type {string} */ folder) => {
  const installed = installedFor(closureOf([folder]).folders);
  return SERVER_CLIENTS.filter((name) => installed.some((path) => path.endsWith(`node_modules/${name}`)));
};

describe('apps/standalone', () => {
  it('needs no server client in any of its packages', () => {
    assert.deepEqual(serverClientsOf('apps/standalone'), []);
  });

  it('installs no server client through another dependency', () => {
    assert.deepEqual(installedClients('apps/standalone'), []);
  });
});

describe('the check', () => {
  const root = mkdtempSync(join(tmpdir(), 'bookonce-closure-'));
  const write = (/** @type {string} */ path, /** @type {string} */ text) => {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), text);
  };
  const addPackage = (
    /** @type {string} */ folder,
    /** @type {string[]} */ dependencies,
    /** @type {string} */ source,
  ) => {
    const manifest = {
      name: `@bookonce/${folder.split('/').at(-1)}`,
      dependencies: Object.fromEntries(dependencies.map((name) => [name, '1.0.0'])),
    };
    write(`${folder}/package.json`, JSON.stringify(manifest));
    write(`${folder}/src/main.ts`, source);
  };
  addPackage('apps/declares', ['@bookonce/between'], '');
  addPackage('libs/between', ['@bookonce/redis'], '');
  addPackage('libs/adapters/redis', ['ioredis'], '');
  addPackage('apps/imports', [], "import { start } from '@bookonce/undeclared/main';\nstart();\n");
  addPackage(
    'libs/undeclared',
    [],
    "export const start = async () => {\n  await import('kafkajs/src/index.js');\n};\n",
  );
  addPackage('apps/clean', ['pino'], "import pino from 'pino';\npino();\n");
  after(() => rmSync(root, { recursive: true, force: true }));

  it('finds a client that a library far away declares', () => {
    assert.deepEqual(serverClientsOf('apps/declares', root), ['libs/adapters/redis needs ioredis']);
  });

  it('finds a client that no manifest declares', () => {
    assert.deepEqual(serverClientsOf('apps/imports', root), ['libs/undeclared needs kafkajs']);
  });

  it('finds every client in the distributed profile', () => {
    assert.equal(serverClientsOf('apps/link-service').length, SERVER_CLIENTS.length);
    assert.deepEqual(installedClients('apps/link-service'), SERVER_CLIENTS);
  });

  it('accepts other packages', () => {
    assert.deepEqual(serverClientsOf('apps/clean', root), []);
  });
});
