import { StandaloneApp } from '@bookonce/testing/harness/standalone-app';
import type { LinkAnswer } from '@bookonce/testing/harness/api-shapes';
import { midnightAfter, WorkspaceClient } from '@bookonce/testing/harness/workspace-client';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { execFile } from 'node:child_process';
import { readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

const START = '2026-03-02T08:00:00.000Z';
const slot = (days: number): string => midnightAfter(days, Date.parse(START));
const OPS = fileURLToPath(new URL('../../../ops/dist/main.js', import.meta.url));

/** Runs `ops verify`. Resolves with its exit code and the result that it prints. */
const verify = async (folder: string) => {
  const args = [OPS, 'verify', '--in', folder, '--json'];
  const { stdout, code } = await promisify(execFile)(process.execPath, args).then(
    (done) => ({ stdout: done.stdout, code: 0 }),
    (failed: { readonly stdout: string; readonly code: number }) => failed,
  );
  const result = JSON.parse(stdout) as {
    readonly ok: boolean;
    readonly violations: readonly { readonly invariant: string }[];
  };
  return { code, ...result, invariants: result.violations.map(({ invariant }) => invariant) };
};

/** Changes one letter in the file. */
const damage = async (folder: string): Promise<void> => {
  const file = join(folder, 'events.db');
  const bytes = await readFile(file);
  const at = bytes.indexOf('LinkConsumed');
  expect(at).toBeGreaterThan(0);
  bytes.write('LinkConsumes', at);
  await writeFile(file, bytes);
};

describe('one changed byte in events.db', () => {
  let app: StandaloneApp;
  let api: WorkspaceClient;
  let used: LinkAnswer;
  let open: LinkAnswer;

  beforeAll(async () => {
    app = await StandaloneApp.start({ testClock: START });
    api = await WorkspaceClient.of(app);
    const type = await api.createMeetingType([await api.createHost()]);
    [used, open] = [await api.createLink(type), await api.createLink(type)];
    expect((await api.book(used, slot(3))).status).toBe(201);
    await app.stop();
    expect(await verify(app.dataDir)).toMatchObject({ code: 0, ok: true });
    await damage(app.dataDir);
    // All views are filled again, from the damaged history.
    const views = (await readdir(app.dataDir)).filter((file) => file.startsWith('read-models.db'));
    for (const file of views) await rm(join(app.dataDir, file));
  });
  afterAll(async () => {
    api?.close();
    await app?.dispose();
  });

  it('is found by ops verify', async () => {
    const { code, ok, invariants } = await verify(app.dataDir);
    expect({ code, ok, first: invariants[0] }).toEqual({ code: 1, ok: false, first: 'checksum' });
  });

  it('does not keep the product from being ready', async () => {
    await app.restart();
    expect((await api.visitor.send('/health/ready')).status).toBe(200);
  });

  it('does not reopen the spent link: commands on its stream are refused', async () => {
    const again = await api.book(used, slot(4));
    expect([again.status, again.slug]).toEqual([500, 'internal-error']);
  });

  it('does not concern other links', async () => {
    expect((await api.book(open, slot(3))).slug).toBe('slot-taken');
    expect((await api.book(open, slot(5))).status).toBe(201);
  });

  it('is logged once and counted', async () => {
    expect(app.output.split(`link-${used.id}: the event at revision`)).toHaveLength(2);
    expect(app.output).not.toContain('following history was interrupted');
    const metrics = await api.host.send('/metrics');
    expect(metrics.text).toContain('bookonce_unreadable_events_total{reason="damaged"} 1');
  });
});
