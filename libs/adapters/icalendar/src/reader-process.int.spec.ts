import type { BusyQuery } from '@bookonce/kernel/ports/busy-reader';
import { eventually } from '@bookonce/testing/harness/eventually';
import { afterEach, describe, expect, it } from '@jest/globals';
import { spawn } from 'node:child_process';
import { type BusyReaderOptions, openBusyReader } from './open-busy-reader.js';

const QUERY: BusyQuery = {
  from: '2026-03-01T00:00:00.000Z',
  to: '2027-04-01T00:00:00.000Z',
  timeZone: 'Europe/Berlin',
  addresses: [],
  allEventsBusy: false,
  own: [],
};

/** It runs outside the test runner, so it needs compiled code. */
const program = new URL('../dist/reader-program.js', import.meta.url);

const calendarOf = (...lines: readonly string[]): string =>
  ['BEGIN:VCALENDAR', 'VERSION:2.0', ...lines, 'END:VCALENDAR', ''].join('\r\n');
const eventOf = (...lines: readonly string[]): readonly string[] => [
  'BEGIN:VEVENT',
  'UID:a@example.com',
  'DTSTART:20260302T080000Z',
  'DURATION:PT1H',
  ...lines,
  'END:VEVENT',
];
const timesOf = (count: number): string =>
  Array.from({ length: count }, (_, index) =>
    new Date(Date.UTC(2020, 0, 1) + index * 1_000).toISOString().replaceAll(/[-:]|\.000/g, ''),
  ).join(',');

const NORMAL = calendarOf(...eventOf());
const READ = {
  ok: true,
  value: {
    intervals: [{ start: '2026-03-02T08:00:00.000Z', end: '2026-03-02T09:00:00.000Z' }],
    unreadable: 0,
    unknownZones: [],
  },
};
const TOO_SLOW = { ok: false, error: { kind: 'tooSlow' } };

/** Never has a second instance in any period, and counts those of five centuries. */
const ENDLESS = calendarOf(...eventOf('RRULE:FREQ=SECONDLY;BYSETPOS=2;COUNT=9999999999')).replace(
  '20260302',
  '15000101',
);
const LARGE: Readonly<Record<string, () => string>> = {
  'a series with very many exceptions': () => calendarOf(...eventOf(`EXDATE:${timesOf(400_000)}`)),
  'very many events': () => calendarOf(`${'BEGIN:VEVENT\r\nEND:VEVENT\r\n'.repeat(400_000)}X-END:1`),
  'an event with very many properties': () => calendarOf(...eventOf(`${'UID:\r\n'.repeat(1_000_000)}UID:`)),
  'a rule with very many parts': () =>
    calendarOf(...eventOf(`RRULE:FREQ=YEARLY;BYMONTHDAY=${'1,'.repeat(4_000_000)}1`)),
};

const readers: { close(): Promise<void> }[] = [];
const open = (options: BusyReaderOptions) => {
  const reader = openBusyReader({ program, workers: 1, ...options });
  readers.push(reader);
  return reader;
};

describe('the compiled program that reads calendars', () => {
  afterEach(async () => {
    for (const reader of readers.splice(0)) await reader.close();
  });

  it('reads a normal file', async () => {
    expect(await open({}).busyTimes([NORMAL], QUERY)).toEqual(READ);
  });

  it('is ended at its deadline by a hostile rule, and the next file is read', async () => {
    const reader = open({ withinMs: 2_000 });
    const [hostile, next] = await Promise.all([ENDLESS, NORMAL].map((text) => reader.busyTimes([text], QUERY)));
    expect([hostile, next]).toEqual([TOO_SLOW, READ]);
  });

  it.each(Object.keys(LARGE))('is ended at its heap limit by %s, and the next file is read', async (name) => {
    // The deadline is out of reach, so only the heap limit can end the reading.
    const reader = open({ mostMemoryMb: 32, withinMs: 100_000 });
    const [large, next] = await Promise.all(
      [LARGE[name]?.() ?? '', NORMAL].map((text) => reader.busyTimes([text], QUERY)),
    );
    expect([large, next]).toEqual([TOO_SLOW, READ]);
  });

  it('ends with the product, even in the midst of a hostile rule', async () => {
    const [readerProcess, job] = [
      new URL('../dist/reader-process.js', import.meta.url).href,
      { texts: [ENDLESS], query: QUERY, mostInstances: 10 },
    ];
    const script = `
      import { ReaderProcess } from ${JSON.stringify(readerProcess)};
      const reader = new ReaderProcess(new URL(${JSON.stringify(program.href)}), 32);
      reader.postMessage(${JSON.stringify({ ...job, texts: [NORMAL] })});
      reader.on('message', () => {
        reader.postMessage(${JSON.stringify(job)});
        console.log(reader.pid);
      });`;
    const product = spawn(process.execPath, ['--input-type=module', '--eval', script], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    const pid = await new Promise<number>((resolve) => {
      product.stdout.once('data', (data) => resolve(Number(data)));
    });
    expect(() => process.kill(pid, 0)).not.toThrow();
    product.kill('SIGKILL');
    await eventually(async () => expect(() => process.kill(pid, 0)).toThrow('ESRCH'), { withinMs: 20_000 });
  });

  it('reads more added times than a call takes arguments', async () => {
    const text = calendarOf(...eventOf(`RDATE:${timesOf(200_000)}`));
    expect(await open({ withinMs: 100_000 }).busyTimes([text], QUERY)).toEqual(READ);
  });
});
