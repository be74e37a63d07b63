/** Runs the README's commands against the product with an empty data folder. */
import assert from 'node:assert/strict';
import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { setTimeout as wait } from 'node:timers/promises';
import { promisify } from 'node:util';
import { freePort } from '@bookonce/testing/harness/free-port';

const root = join(import.meta.dirname, '..', '..');
const run = promisify(execFile);

describe('README.md', () => {
  const folder = mkdtempSync(join(tmpdir(), 'bookonce-readme-'));
  let app;
  let port;

  before(async () => {
    port = await freePort();
    app = spawn(process.execPath, [join(root, 'apps/standalone/dist/main.js')], {
      env: { ...process.env, PORT: `${port}`, DATA_DIR: join(folder, 'data') },
      stdio: 'ignore',
    });
    const isReady = () =>
      fetch(`http://127.0.0.1:${port}/health/ready`).then(
        ({ ok }) => ok,
        () => false,
      );
    for (let tries = 0; !(await isReady()); tries += 1) {
      assert.ok(tries < 500 && app.exitCode === null, 'the product did not start');
      await wait(20);
    }
  });

  after(async () => {
    if (app.exitCode === null) {
      app.kill();
      await once(app, 'exit');
    }
    rmSync(folder, { recursive: true, force: true });
  });

  it('creates a link, lists slots, books one, finds the link used, reschedules and cancels', async () => {
    const readme = readFileSync(join(root, 'README.md'), 'utf8');
    const [, block] = /## The main things, with curl\s+```sh\n([\s\S]*?)```/.exec(readme) ?? [];
    assert.ok(block !== undefined, 'the section is gone');
    const script = `set -euo pipefail\n${block.replace('http://localhost:3000', `http://127.0.0.1:${port}`)}`;
    const { stdout } = await run('bash', ['-c', script], { cwd: folder });

    const statuses = stdout.split('\n').filter((line) => /^\d{3}$/.test(line));
    assert.deepEqual(statuses, ['201', '410']);
    assert.match(stdout, /\/problems\/link-consumed/);
    const [, history = ''] = /^(\{"events":.*\})$/m.exec(stdout) ?? [];
    assert.ok(JSON.parse(history).events.length >= 2);
    const answers = stdout.split('\n').filter((line) => line.startsWith('{'));
    const [booked, moved, cancelled] = answers.map((line) => JSON.parse(line)).filter(({ manageUrl }) => manageUrl);
    assert.deepEqual([booked.status, moved?.status, cancelled?.status], ['confirmed', 'confirmed', 'cancelled']);
    assert.notEqual(moved.start, booked.start);
    assert.equal(cancelled.start, moved.start);
  });
});
