import type { BusyQuery } from '@bookonce/kernel/ports/busy-reader';
import { afterEach, describe, expect, it } from '@jest/globals';
import { Worker } from 'node:worker_threads';
import { PooledBusyReader } from './pooled-busy-reader.js';

const QUERY: BusyQuery = {
  from: '2026-03-01T00:00:00.000Z',
  to: '2026-04-01T00:00:00.000Z',
  timeZone: 'Europe/Berlin',
  addresses: [],
  allEventsBusy: false,
  own: [],
};

/** A thread that runs this code for each job, and answers with what it returns. */
const thread = (onJob: string): Worker =>
  new Worker(
    new URL(
      `data:text/javascript,import { parentPort } from 'node:worker_threads';
      const read = (job) => { ${onJob} };
      parentPort.on('message', (job) => parentPort.postMessage(read(job)));`,
    ),
  );

const ECHO = 'return { ok: true, value: job.texts[0] };';
const FOREVER = 'for (;;);';

const readers: PooledBusyReader[] = [];

const readerWith = (options: { codes: readonly string[]; withinMs?: number; workers?: number }) => {
  let started = 0;
  const reader = new PooledBusyReader({
    startWorker: () => thread(options.codes[Math.min(started++, options.codes.length - 1)] ?? ''),
    workers: options.workers ?? 1,
    withinMs: options.withinMs ?? 60_000,
    mostInstances: 10,
  });
  readers.push(reader);
  return { reader, started: () => started };
};

describe('a reader of busy times with workers', () => {
  afterEach(async () => {
    for (const reader of readers.splice(0)) await reader.close();
  });

  it('answers each reading with its own result', async () => {
    const { reader, started } = readerWith({ codes: [ECHO], workers: 2 });
    const readings = await Promise.all(['a', 'b', 'c', 'd', 'e'].map((text) => reader.busyTimes([text], QUERY)));
    expect(readings.map((reading) => reading.ok && reading.value)).toEqual(['a', 'b', 'c', 'd', 'e']);
    expect(started()).toBe(2);
  });

  it('ends a reading that takes too long, and goes on with the next one', async () => {
    const { reader } = readerWith({ codes: [FOREVER, ECHO], withinMs: 2_000 });
    const slow = reader.busyTimes(['slow'], QUERY);
    const next = reader.busyTimes(['next'], QUERY);
    expect(await slow).toEqual({ ok: false, error: { kind: 'tooSlow' } });
    expect(await next).toEqual({ ok: true, value: 'next' });
  });

  it('reads on while another reading takes long', async () => {
    const { reader } = readerWith({ codes: [FOREVER, ECHO], workers: 2 });
    const slow = reader.busyTimes(['slow'], QUERY);
    expect(await reader.busyTimes(['next'], QUERY)).toEqual({ ok: true, value: 'next' });
    const ended = expect(slow).rejects.toThrow('closed');
    await reader.close();
    await ended;
  });

  it('gives up a reading that takes too much memory', async () => {
    const { reader } = readerWith({
      codes: ['throw Object.assign(new Error("heap"), { code: "ERR_WORKER_OUT_OF_MEMORY" });', ECHO],
    });
    expect(await reader.busyTimes(['large'], QUERY)).toEqual({ ok: false, error: { kind: 'tooSlow' } });
    expect(await reader.busyTimes(['next'], QUERY)).toEqual({ ok: true, value: 'next' });
  });

  it('rejects a reading on which its thread dies, and starts another thread', async () => {
    const { reader } = readerWith({ codes: ['throw new Error("a bug");', ECHO] });
    await expect(reader.busyTimes(['a'], QUERY)).rejects.toThrow('a bug');
    expect(await reader.busyTimes(['next'], QUERY)).toEqual({ ok: true, value: 'next' });
  });

  it('rejects everything once it is closed', async () => {
    const { reader } = readerWith({ codes: [FOREVER] });
    const readings = [reader.busyTimes(['first'], QUERY), reader.busyTimes(['second'], QUERY)];
    const rejected = Promise.all(readings.map((reading) => expect(reading).rejects.toThrow('closed')));
    await reader.close();
    await rejected;
    await expect(reader.busyTimes(['late'], QUERY)).rejects.toThrow('closed');
  });
});
