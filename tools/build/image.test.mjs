/** Builds the images' files as the Dockerfile does, without a container engine, and runs them. */
import assert from 'node:assert/strict';
import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { cpSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { setTimeout as wait } from 'node:timers/promises';
import { freePort } from '@bookonce/testing/harness/free-port';
import { closureOf } from './closure.mjs';
import { packageFolders } from './sources.mjs';

const root = join(import.meta.dirname, '..', '..');
const temporary = mkdtempSync(join(tmpdir(), 'bookonce-image-'));
const build = join(temporary, 'build');
const LEFT_OUT = new Set(['node_modules', 'dist']);
const START_LIMIT_MS = 20_000;

const dockerfile = readFileSync(join(root, 'Dockerfile'), 'utf8');

/** The lines of one stage of the Dockerfile. */
const stage = (/** @type {string} */ name) =>
  dockerfile.split(/^FROM /m).find((text) => text.split('\n')[0]?.endsWith(` AS ${name}`)) ?? '';

/** Sources of the build stage's COPY lines. */
const copied = () => [...stage('build').matchAll(/^COPY (.+) \S+$/gm)].flatMap(([, sources]) => sources.split(' '));

/** Package folders that a stage copies into its image. */
const foldersOf = (/** @type {string} */ name) =>
  /^RUN node tools\/build\/copy-closure\.mjs \/files (.+)$/m.exec(stage(name))?.[1].split(' ') ?? [];

/** Makes the files of an image; returns their folder. */
const filesOf = (/** @type {string} */ name) => {
  const target = join(temporary, name);
  execFileSync(process.execPath, ['tools/build/copy-closure.mjs', '--link', target, ...foldersOf(name)], {
    cwd: build,
  });
  return target;
};

/** Every workspace package and every npm package in the files of an image. */
const contentsOf = (/** @type {string} */ target) => ({
  workspace: packageFolders(target).sort(),
  npm: readdirSync(join(target, 'node_modules')).flatMap((name) =>
    name.startsWith('@') ? readdirSync(join(target, 'node_modules', name)).map((inner) => `${name}/${inner}`) : [name],
  ),
});

/** Waits until the product answers that it is ready; its status is -1 if it does not within the limit. */
const readiness = async (/** @type {number} */ port) => {
  for (const end = performance.now() + START_LIMIT_MS; performance.now() < end; await wait(50)) {
    const response = await fetch(`http://127.0.0.1:${port}/health/ready`).catch(() => null);
    if (response?.ok === true) return response.status;
  }
  return -1;
};

describe('the images', () => {
  before(() => {
    const filter = (/** @type {string} */ path) => !LEFT_OUT.has(basename(path));
    for (const source of copied()) cpSync(join(root, source), join(build, source), { recursive: true, filter });
    for (const folder of ['.', ...packageFolders(root)]) {
      const modules = join(root, folder, 'node_modules');
      if (existsSync(modules)) symlinkSync(modules, join(build, folder, 'node_modules'));
    }
    execFileSync(process.execPath, ['tools/build/build.mjs'], { cwd: build, stdio: 'pipe' });
  });
  after(() => rmSync(temporary, { recursive: true, force: true }));

  it('hold every entry point of the distributed profile', () => {
    const target = filesOf('distributed-files');
    const services = ['link', 'availability', 'booking', 'notification', 'calendar'].map((name) => `${name}-service`);
    for (const app of ['gateway', ...services, 'ops']) {
      assert.ok(existsSync(join(target, `apps/${app}/dist/main.js`)), app);
    }
    assert.ok(existsSync(join(target, 'apps/web/dist/manifest.json')));
  });

  it('hold nothing but the embedded default and what it needs in the embedded one', () => {
    const { workspace, npm } = contentsOf(filesOf('embedded-files'));
    assert.deepEqual(workspace, closureOf(foldersOf('embedded-files')).folders);
    assert.deepEqual(
      workspace.filter((folder) => folder.startsWith('apps/')),
      ['apps/standalone', 'apps/web'],
    );
    const adapters = workspace
      .filter((folder) => folder.startsWith('libs/adapters/'))
      .map((folder) => basename(folder));
    for (const server of ['kafka', 'redis', 'postgres', 'eventstoredb']) assert.ok(!adapters.includes(server), server);
    for (const client of ['kafkajs', 'ioredis', 'pg', '@eventstore/db-client', '@bookonce/testing', 'typescript']) {
      assert.ok(!npm.includes(client), client);
    }
  });

  it('run the product from the files of the embedded one', async () => {
    const target = join(temporary, 'embedded-files');
    const port = await freePort();
    const { NODE_ENV: _env, NODE_OPTIONS: _options, ...inherited } = process.env;
    const product = spawn(process.execPath, ['apps/standalone/dist/main.js'], {
      cwd: target,
      env: { ...inherited, NODE_ENV: 'production', PORT: String(port), DATA_DIR: join(temporary, 'data') },
      stdio: ['ignore', 'ignore', 'inherit'],
    });
    const exit = once(product, 'exit');
    try {
      assert.equal(await readiness(port), 200);
      assert.equal((await fetch(`http://127.0.0.1:${port}/console`)).status, 200);
    } finally {
      product.kill('SIGTERM');
      await exit;
    }
  });
});
