import { eventually } from '@bookonce/testing/harness/eventually';
import { describe, expect, it } from '@jest/globals';
import { closeSync, mkdtempSync, openSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Logger } from 'pino';
import { createLogger, type LogTarget, nestLogger } from './logger.js';

type Line = Readonly<Record<string, unknown>>;

/** Returns the lines that some work logs, once there are as many as expected. */
const logged = async (expected: number, work: (logger: Logger) => void): Promise<readonly Line[]> => {
  const folder = mkdtempSync(join(tmpdir(), 'bookonce-log-'));
  const file = openSync(join(folder, 'log'), 'w');
  const lines = (): readonly string[] => readFileSync(join(folder, 'log'), 'utf8').split('\n').slice(0, -1);
  try {
    work(createLogger('debug', 'spec', file as LogTarget));
    await eventually(async () => expect(lines()).toHaveLength(expected));
    return lines().map((line) => JSON.parse(line) as Line);
  } finally {
    closeSync(file);
    rmSync(folder, { recursive: true });
  }
};

const failed = new Error(`ENOENT: open '${join(tmpdir(), 'data', 'events.db')}'`);

describe('a log line', () => {
  it('holds what helps of an error, and neither its stack nor the path of a file', async () => {
    const lines = await logged(5, (logger) => {
      logger.error({ err: failed }, 'failed');
      logger.error(failed);
      logger.warn({ where: { folder: join(tmpdir(), 'data') } }, `in ${import.meta.filename}`);
      nestLogger(logger).error('failed', failed.stack, 'Nest');
      nestLogger(logger).error(failed.stack);
    });
    expect(lines[0]).toMatchObject({ msg: 'failed', err: { type: 'Error', message: "ENOENT: open 'events.db'" } });
    const text = JSON.stringify(lines);
    expect(text).toContain('logger.unit.spec:');
    expect(text).not.toContain(tmpdir());
    expect(text).not.toMatch(/"stack"|[\w.-]+\/[\w./-]+\.[cm]?[jt]s/);
  });

  it('holds no secret', async () => {
    expect(await logged(1, (logger) => logger.info({ token: 'x', link: { url: 'y' } }, 'z'))).toMatchObject([
      { token: '[secret]', link: { url: '[secret]' }, msg: 'z' },
    ]);
  });
});
