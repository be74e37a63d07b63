import type { OutgoingMail } from '@bookonce/kernel/ports/mailer';
import { memoryPorts } from '@bookonce/testing/memory-ports';
import { expect, it } from '@jest/globals';
import { type MailQueue, QueuedMailer } from './queued-mailer.js';

const mailOf = (effectId: string): OutgoingMail => ({
  workspaceId: 'wsp_1',
  at: '2026-03-02T08:00:00.000Z',
  effectId,
  to: { name: 'Ada', email: 'ada@example.org' },
  subject: 'Booked',
  text: 'Hello',
});

/** Mails of which each costs so much CPU time, and `clockMs` by the clock; every rest lasts until it is ended. */
const mailerThat = (costs: { readonly cpuMs: number; readonly clockMs: number }) => {
  const waiting: OutgoingMail[] = [];
  const queue: MailQueue = {
    unreadable: 0,
    add: (mails) => void waiting.push(...mails),
    next: (limit) => waiting.slice(0, limit),
    sent: (mails) => void waiting.splice(0, mails.length),
    giveUp: () => void waiting.shift(),
  };
  const { scheduler } = memoryPorts('2026-03-02T12:00:00.000Z');
  const used = { cpuMs: 0, clockMs: 0 };
  const sent: string[] = [];
  const rests: number[] = [];
  let onRest = (): void => {};
  const mailer = new QueuedMailer({
    queue,
    mailer: {
      send: ({ effectId }) => {
        sent.push(effectId);
        used.cpuMs += costs.cpuMs;
        used.clockMs += costs.clockMs;
        return Promise.resolve();
      },
    },
    scheduler: {
      ...scheduler,
      now: () => used.clockMs,
      deadline: () => () => {},
      wait: (ms, signal) => {
        rests.push(ms);
        onRest();
        return new Promise((resolve) => {
          if (signal?.aborted === true) resolve();
          else signal?.addEventListener('abort', () => resolve());
        });
      },
    },
    batch: 1,
    cpuTimeMs: () => used.cpuMs,
    onFailure: () => {},
  });
  const resting = (): Promise<void> => new Promise((resolve) => (onRest = resolve));
  return { mailer, sent, rests, resting };
};

it('rests by the CPU time that a mail took, not by the time that it waited for a core', async () => {
  const { mailer, rests, resting } = mailerThat({ cpuMs: 5, clockMs: 100 });
  const rested = resting();
  mailer.take([mailOf('a')]);
  await rested;
  expect(rests).toEqual([5 * 19]);
  await mailer.stop();
});

it('never rests for minutes, whatever a mail has cost', async () => {
  const { mailer, rests, resting } = mailerThat({ cpuMs: 60_000, clockMs: 0 });
  const rested = resting();
  mailer.take([mailOf('a')]);
  await rested;
  expect(rests).toEqual([2_000]);
  await mailer.stop();
});

it('ends its rest for a mail that a person waits for, and for no other', async () => {
  const { mailer, sent, resting } = mailerThat({ cpuMs: 1, clockMs: 0 });
  const first = resting();
  mailer.take([mailOf('a')]);
  await first;
  mailer.take([mailOf('b')]);
  await new Promise(setImmediate);
  expect(sent).toEqual(['a']);
  const second = resting();
  mailer.take([{ ...mailOf('c'), isAwaited: true }]);
  await second;
  expect(sent).toEqual(['a', 'b']);
  await mailer.stop();
});

it('does not rest if a mail that a person waits for came in while it sent another one', async () => {
  const { mailer, sent, resting } = mailerThat({ cpuMs: 1, clockMs: 0 });
  mailer.take([mailOf('a')]);
  mailer.take([{ ...mailOf('b'), isAwaited: true }]);
  await resting();
  await resting();
  expect(sent).toEqual(['a', 'b']);
  await mailer.stop();
});
