import { MailDeferredError, MailRefusedError, type OutgoingMail } from '@bookonce/kernel/ports/mailer';
import type { Cancel, Scheduler } from '@bookonce/kernel/ports/scheduler';
import { systemScheduler } from '@bookonce/platform/system-scheduler';
import { describe, expect, it } from '@jest/globals';
import { DatabaseSync } from 'node:sqlite';
import { SqliteMailQueue } from './sqlite-mail-queue.js';
import { QueuedMailer } from '@bookonce/adapter-mail/queue/queued-mailer';

const mailOf = (effectId: string): OutgoingMail => ({
  workspaceId: 'wsp_1',
  at: '2026-03-02T08:00:00.000Z',
  effectId,
  to: { name: 'Ada', email: 'ada@example.org' },
  subject: 'Booked',
  text: 'Hello',
});

/** Enough to check that no clear text is stored. */
const backwards = {
  seal: (_name: string, text: string) => [...text].reverse().join(''),
  openOrNull: (_name: string, sealed: string) => [...sealed].reverse().join(''),
};

/** A mail server that can be away or reject single mails. */
class Server {
  readonly sent: string[] = [];
  readonly mails: OutgoingMail[] = [];
  readonly tried: string[] = [];
  failures = 0;
  #waiting: { readonly count: number; readonly resolve: () => void }[] = [];

  readonly #failOnce = new Map<string, Error>();
  /** Effect ids of mails that it answers with 421, or not at all. */
  readonly unanswered = new Set<string>();

  failOnce(effectId: string, error: Error = new Error('away')): void {
    this.#failOnce.set(effectId, error);
  }

  async send(mail: OutgoingMail): Promise<void> {
    this.tried.push(mail.effectId);
    if (this.unanswered.has(mail.effectId)) throw new Error('421 closing');
    if (this.failures > 0) {
      this.failures -= 1;
      throw new Error('away');
    }
    const failure = this.#failOnce.get(mail.effectId);
    this.#failOnce.delete(mail.effectId);
    if (failure !== undefined) throw failure;
    this.sent.push(mail.effectId);
    this.mails.push(mail);
    for (const { count, resolve } of this.#waiting) if (this.sent.length >= count) resolve();
  }

  hasSent(count: number): Promise<void> {
    if (this.sent.length >= count) return Promise.resolve();
    return new Promise((resolve) => this.#waiting.push({ count, resolve }));
  }
}

/** Time that only the test advances. */
class ManualScheduler implements Scheduler {
  #now = 0;
  readonly #pending = new Set<{ readonly at: number; readonly run: () => void }>();

  now(): number {
    return this.#now;
  }

  deadline(ms: number, expire: () => void): Cancel {
    const call = { at: this.#now + ms, run: expire };
    this.#pending.add(call);
    return () => this.#pending.delete(call);
  }

  wait(ms: number, signal?: AbortSignal): Promise<void> {
    return new Promise((resolve) => {
      if (signal?.aborted === true) return resolve();
      this.deadline(ms, resolve);
      signal?.addEventListener('abort', () => resolve());
    });
  }

  repeat(): Cancel {
    throw new Error('not used here');
  }

  advance(ms: number): void {
    this.#now += ms;
    for (const call of this.#pending) {
      if (call.at > this.#now) continue;
      this.#pending.delete(call);
      call.run();
    }
  }
}

/** Advances time by half a second a turn, as the loop pauses between its attempts. */
const advanceUntil = async (scheduler: ManualScheduler, isDone: () => boolean): Promise<void> => {
  for (let turn = 0; turn < 1_000 && !isDone(); turn += 1) {
    await new Promise(setImmediate);
    scheduler.advance(500);
  }
  expect(isDone()).toBe(true);
};

const set = (database = new DatabaseSync(':memory:'), scheduler: Scheduler = systemScheduler) => {
  const queue = new SqliteMailQueue(database, backwards);
  const server = new Server();
  const failures: { readonly error: unknown; readonly retryInMs: number | null }[] = [];
  const onFailure = (error: unknown, retryInMs: number | null): void => {
    failures.push({ error, retryInMs });
  };
  const open = () => new QueuedMailer({ queue, mailer: server, scheduler, batch: 16, cpuTimeMs: () => 0, onFailure });
  return { queue, server, failures, open };
};

describe('QueuedMailer', () => {
  it('sends queued mails in order and empties the queue', async () => {
    const { queue, server, open } = set();
    const mailer = open();
    for (const id of ['a', 'b', 'c']) mailer.take([mailOf(id)]);
    await server.hasSent(3);
    await mailer.stop();
    expect(server.sent).toEqual(['a', 'b', 'c']);
    expect(queue.next(1, [])).toEqual([]);
  });

  it('sends mails that a person waits for before others, each kind in order', () => {
    const { queue } = set();
    const awaited = (id: string): OutgoingMail => ({ ...mailOf(id), isAwaited: true });
    queue.add([awaited('x'), mailOf('a'), mailOf('b'), awaited('y'), awaited('x')]);
    queue.add([mailOf('c'), awaited('z')]);
    const next = (...except: string[]) => queue.next(10, except).map(({ effectId }) => effectId);
    expect(next()).toEqual(['x', 'y', 'z']);
    expect(next('x', 'y', 'z')).toEqual(['a', 'b', 'c']);
    queue.sent([awaited('x'), awaited('y'), awaited('z')]);
    expect(next()).toEqual(['a', 'b', 'c']);
    queue.add([awaited('later')]);
    expect(next()).toEqual(['later']);
  });

  it('queues an effect once', async () => {
    const { server, open } = set();
    const mailer = open();
    mailer.take([mailOf('a'), mailOf('a')]);
    mailer.take([mailOf('a'), mailOf('b')]);
    await server.hasSent(2);
    await mailer.stop();
    expect(server.sent).toEqual(['a', 'b']);
  });

  it('never sends an effect twice, even after a restart (I14)', async () => {
    const { server, open } = set();
    const first = open();
    first.take([mailOf('a')]);
    await server.hasSent(1);
    await first.stop();
    const second = open();
    second.take([mailOf('a')]);
    second.take([mailOf('b')]);
    await server.hasSent(2);
    await second.stop();
    expect(server.sent).toEqual(['a', 'b']);
  });

  it('keeps an unsent mail across a restart', async () => {
    const { queue, server, failures, open } = set();
    server.failures = 1;
    const first = open();
    first.take([mailOf('a')]);
    await first.stop();
    expect(failures).toHaveLength(1);
    expect(queue.next(2, []).map(({ effectId }) => effectId)).toEqual(['a']);
    const second = open();
    second.start();
    await server.hasSent(1);
    await second.stop();
    expect(server.sent).toEqual(['a']);
  });

  it('resumes a batch after an outage with the first unsent mail', async () => {
    const { server, failures, open } = set();
    const mailer = open();
    server.failOnce('b');
    mailer.take([mailOf('a'), mailOf('b'), mailOf('c')]);
    await server.hasSent(3);
    await mailer.stop();
    expect(server.sent).toEqual(['a', 'b', 'c']);
    expect(failures).toHaveLength(1);
  });

  it('sends other mails while one is deferred, and that one after a restart', async () => {
    const { queue, server, failures, open } = set();
    server.failOnce('a', new MailDeferredError('mailbox full'));
    const first = open();
    first.take([mailOf('a'), mailOf('b')]);
    first.take([mailOf('c')]);
    await server.hasSent(2);
    await first.stop();
    expect(server.sent).toEqual(['b', 'c']);
    expect(failures.map(({ retryInMs }) => retryInMs)).toEqual([30_000]);
    expect(queue.next(9, []).map(({ effectId }) => effectId)).toEqual(['a']);
    const second = open();
    second.start();
    await server.hasSent(3);
    await second.stop();
    expect(server.sent).toEqual(['b', 'c', 'a']);
  });

  it('sends the mails behind one that the server never answers, and defers that one', async () => {
    const scheduler = new ManualScheduler();
    const { queue, server, failures, open } = set(undefined, scheduler);
    server.unanswered.add('a');
    const mailer = open();
    mailer.take(['a', 'b', 'c'].map(mailOf));
    await advanceUntil(scheduler, () => server.sent.length === 2);
    mailer.take([mailOf('d')]);
    await advanceUntil(scheduler, () => server.sent.length === 3);
    expect(server.tried).toEqual(['a', 'a', 'a', 'b', 'c', 'a', 'd']);
    expect(failures.map(({ retryInMs }) => retryInMs)).toEqual([500, 1_000, 2_000, 30_000]);
    expect(queue.next(9, []).map(({ effectId }) => effectId)).toEqual(['a']);
    server.unanswered.clear();
    await advanceUntil(scheduler, () => server.sent.length === 4);
    await mailer.stop();
    expect(server.sent).toEqual(['b', 'c', 'd', 'a']);
  });

  it('keeps every mail through a long outage, backs off, and sends all of them at once after it', async () => {
    const scheduler = new ManualScheduler();
    const { queue, server, failures, open } = set(undefined, scheduler);
    server.failures = Infinity;
    const mailer = open();
    mailer.take(['a', 'b', 'c'].map(mailOf));
    await advanceUntil(scheduler, () => failures.length === 12);
    expect(server.tried).toEqual([...'aaa', ...'bbb', ...'ccc', 'a', 'b', 'c']);
    expect(failures.slice(-3).map(({ retryInMs }) => retryInMs)).toEqual([60_000, 60_000, 60_000]);
    expect(queue.next(9, [])).toHaveLength(3);
    server.failures = 0;
    await advanceUntil(scheduler, () => server.sent.length === 3);
    await mailer.stop();
    expect(server.tried.slice(12)).toHaveLength(3);
  });

  it('retries a deferred mail when its pause is over', async () => {
    const scheduler = new ManualScheduler();
    const { server, open } = set(undefined, scheduler);
    server.failOnce('a', new MailDeferredError('greylisted'));
    const mailer = open();
    mailer.take([mailOf('a')]);
    // The rest after an attempt, and the turns in which the loop finds nothing else to send.
    for (let turn = 0; turn < 20; turn += 1) {
      await new Promise(setImmediate);
      scheduler.advance(1_000);
    }
    expect(server.sent).toEqual([]);
    scheduler.advance(30_000);
    await server.hasSent(1);
    await mailer.stop();
  });

  it('retries only the recording if a sent mail cannot be recorded (I14)', async () => {
    const scheduler = new ManualScheduler();
    const { queue, server, failures, open } = set(undefined, scheduler);
    const record = queue.sent.bind(queue);
    queue.sent = () => {
      throw new Error('disk full');
    };
    const mailer = open();
    mailer.take([mailOf('a')]);
    await advanceUntil(scheduler, () => failures.length >= 3);
    mailer.take([mailOf('b')]);
    await advanceUntil(scheduler, () => failures.length >= 4);
    expect(server.sent).toEqual(['a']);
    expect(failures.map(({ retryInMs }) => retryInMs)).toEqual([500, 1_000, 2_000, 4_000]);
    queue.sent = record;
    await advanceUntil(scheduler, () => queue.next(1, []).length === 0);
    await mailer.stop();
    expect(server.sent).toEqual(['a', 'b']);
  });

  it('records a sent mail at its stop if the disk has space again', async () => {
    const { queue, server, failures, open } = set(undefined, new ManualScheduler());
    const record = queue.sent.bind(queue);
    queue.sent = () => {
      throw new Error('disk full');
    };
    const mailer = open();
    mailer.take([mailOf('a')]);
    await server.hasSent(1);
    await new Promise(setImmediate);
    expect(failures).toHaveLength(1);
    queue.sent = record;
    await mailer.stop();
    expect(queue.next(1, [])).toEqual([]);
  });

  it('stops within 3 s even if the mail server stalls', async () => {
    const scheduler = new ManualScheduler();
    const { queue, server, open } = set(undefined, scheduler);
    server.send = () => new Promise(() => undefined);
    const mailer = open();
    mailer.take([mailOf('a')]);
    const stopped = mailer.stop();
    scheduler.advance(3_000);
    await stopped;
    expect(queue.next(9, [])).toHaveLength(1);
  });

  it('gives up a refused mail and sends the others', async () => {
    const { queue, server, failures, open } = set();
    server.failOnce('a', new MailRefusedError('no such mailbox'));
    const mailer = open();
    mailer.take([mailOf('a'), mailOf('b')]);
    await server.hasSent(1);
    mailer.take([mailOf('a')]);
    await mailer.stop();
    expect(server.sent).toEqual(['b']);
    expect(failures.map(({ retryInMs }) => retryInMs)).toEqual([null]);
    expect(queue.next(9, [])).toEqual([]);
  });

  it('sends a mail that was queued with a written calendar file unchanged', async () => {
    const { server, open } = set();
    const mail: OutgoingMail = {
      ...mailOf('a'),
      calendar: { method: 'CANCEL', content: 'BEGIN:VCALENDAR\r\nGrüße\r\n' },
    };
    const mailer = open();
    mailer.take([mail]);
    await server.hasSent(1);
    await mailer.stop();
    expect(server.mails).toEqual([mail]);
  });

  it('sends mails queued by releases without calendar files and workspaces', async () => {
    const database = new DatabaseSync(':memory:');
    const { server, open } = set(database);
    const stored = '{"effectId":"a","to":{"name":"Ada","email":"ada@example.org"},"subject":"Booked","text":"Hello"}';
    database.prepare('INSERT INTO mails (effect, sealed) VALUES (?, ?)').run('a', backwards.seal('a', stored));
    const mailer = open();
    mailer.start();
    await server.hasSent(1);
    await mailer.stop();
    expect(server.mails).toEqual([JSON.parse(stored)]);
  });
});
