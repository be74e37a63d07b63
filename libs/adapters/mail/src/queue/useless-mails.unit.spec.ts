import type { OutgoingMail } from '@bookonce/kernel/ports/mailer';
import { memoryPorts } from '@bookonce/testing/memory-ports';
import { afterEach, expect, it, jest } from '@jest/globals';
import { type MailQueue, type QueuedMail, QueuedMailer } from './queued-mailer.js';

const NOON = Date.parse('2026-03-02T12:00:00.000Z');
const HOUR_MS = 60 * 60_000;

const mailOf = (effectId: string, usefulForMs?: number): OutgoingMail => ({
  workspaceId: 'wsp_1',
  at: '2026-03-02T08:00:00.000Z',
  effectId,
  to: { name: 'Ada', email: 'ada@example.org' },
  subject: 'Reminder',
  text: 'Hello',
  ...(usefulForMs === undefined ? {} : { usefulForMs }),
});

class MemoryQueue implements MailQueue {
  readonly unreadable = 0;
  #mails: readonly QueuedMail[] = [];

  add(mails: readonly QueuedMail[]): void {
    this.#mails = [...this.#mails, ...mails];
  }

  next(limit: number, except: readonly string[]): readonly QueuedMail[] {
    return this.#mails.filter(({ effectId }) => !except.includes(effectId)).slice(0, limit);
  }

  sent(mails: readonly OutgoingMail[]): void {
    for (const mail of mails) this.giveUp(mail);
  }

  giveUp({ effectId }: OutgoingMail): void {
    this.#mails = this.#mails.filter((mail) => mail.effectId !== effectId);
  }
}

afterEach(() => void jest.restoreAllMocks());

it('gives up a mail that waited in the queue until it was of no use', async () => {
  const clock = jest.spyOn(Date, 'now').mockReturnValue(NOON);
  const queue = new MemoryQueue();
  const sent: string[] = [];
  const failures: unknown[] = [];
  const last = Promise.withResolvers<void>();
  const send = ({ effectId }: OutgoingMail): Promise<void> => {
    sent.push(effectId);
    if (effectId === 'last') last.resolve();
    return Promise.resolve();
  };
  const open = () =>
    new QueuedMailer({
      queue,
      mailer: { send },
      scheduler: memoryPorts('2026-03-02T12:00:00.000Z').scheduler,
      batch: 1,
      cpuTimeMs: () => 0,
      onFailure: (error) => failures.push(error),
    });
  const away = open();
  await away.stop();
  away.take([mailOf('an hour', HOUR_MS), mailOf('a day', 24 * HOUR_MS), mailOf('last')]);
  clock.mockReturnValue(NOON + HOUR_MS);
  const mailer = open();
  mailer.start();
  await last.promise;
  await mailer.stop();
  expect(sent).toEqual(['a day', 'last']);
  expect(failures).toHaveLength(1);
  expect(queue.next(9, [])).toEqual([]);
});
