import { afterEach, describe, expect, it } from '@jest/globals';
import { Worker } from 'node:worker_threads';
import { ThreadedHolidays, type ThreadedHolidaysOptions } from './threaded-holidays.js';

const QUERY = { country: 'DE', region: 'BY', from: '2027-01-01', to: '2027-02-01', language: 'en' };

/** A thread that runs this code for each job. */
const thread = (onJob: string): Worker =>
  new Worker(
    new URL(
      `data:text/javascript,import { parentPort } from 'node:worker_threads';
      parentPort.on('message', ({ number, question }) => {
        const answer = (value) => parentPort.postMessage({ number, answer: value });
        ${onJob}
      });`,
    ),
  );

const ECHO = 'answer(question.language);';
const FOREVER = 'for (;;);';

const opened: { readonly close: () => Promise<void> }[] = [];

const threaded = (codes: readonly string[], options: Partial<ThreadedHolidaysOptions> = {}) => {
  let started = 0;
  const workers: Worker[] = [];
  const holidays = new ThreadedHolidays({
    startThread: () => {
      const worker = thread(codes[Math.min(started++, codes.length - 1)] ?? '');
      workers.push(worker);
      return worker;
    },
    withinMs: 60_000,
    idleMs: 60_000,
    ...options,
  });
  opened.push(holidays);
  return { holidays, workers, started: () => started };
};

describe('public holidays in a thread', () => {
  afterEach(async () => {
    for (const one of opened.splice(0)) await one.close();
  });

  it('are those of the package', async () => {
    const startThread = (): Worker => new Worker(new URL('../dist/holiday-thread.js', import.meta.url));
    const { holidays } = threaded([], { startThread });
    expect(await holidays.days(QUERY)).toEqual({
      placeName: 'Germany, Bayern',
      days: [
        { date: '2027-01-01', startsAt: '00:00', name: "New Year's Day" },
        { date: '2027-01-06', startsAt: '00:00', name: 'Epiphany' },
      ],
    });
    expect(await holidays.days({ ...QUERY, country: 'XX' })).toBeNull();
    expect((await holidays.countries('de')).find(({ country }) => country === 'DE')?.name).toBe('Deutschland');
  });

  it('answer each question with its own answer, from one thread that the first question starts', async () => {
    const { holidays, started } = threaded([ECHO]);
    expect(started()).toBe(0);
    expect(await Promise.all(['en', 'de', 'fr'].map((language) => holidays.countries(language)))).toEqual([
      'en',
      'de',
      'fr',
    ]);
    expect(started()).toBe(1);
  });

  it('start another thread after one that is late', async () => {
    const { holidays } = threaded([FOREVER, ECHO], { withinMs: 2_000 });
    await expect(holidays.countries('en')).rejects.toThrow('no public holidays within 2000 ms');
    expect(await holidays.countries('en')).toBe('en');
  });

  it('start another thread after one that has died', async () => {
    const { holidays } = threaded(['throw new Error("a bug");', ECHO]);
    await expect(holidays.countries('en')).rejects.toThrow('a bug');
    expect(await holidays.countries('en')).toBe('en');
  });

  it('end their thread if nobody asks, and start another one for the next question', async () => {
    const { holidays, workers, started } = threaded([ECHO], { idleMs: 1 });
    expect(await holidays.countries('en')).toBe('en');
    await new Promise((resolve) => workers[0]?.once('exit', resolve));
    expect(await holidays.countries('de')).toBe('de');
    expect(started()).toBe(2);
  });

  it('reject everything once they are closed', async () => {
    const { holidays } = threaded([FOREVER]);
    const rejected = expect(holidays.countries('en')).rejects.toThrow('closed');
    await holidays.close();
    await rejected;
    await expect(holidays.days(QUERY)).rejects.toThrow('closed');
  });
});
