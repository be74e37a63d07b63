import { MailServerUnavailableError, type OutgoingMail } from '@bookonce/kernel/ports/mailer';
import { describe, expect, it } from '@jest/globals';
import { Worker } from 'node:worker_threads';
import { ThreadedMailer } from './threaded-mailer.js';

const mailOf = (effectId: string): OutgoingMail => ({
  workspaceId: 'wsp_1',
  at: '2026-03-02T08:00:00.000Z',
  effectId,
  to: { name: 'Ada', email: 'ada@example.org' },
  subject: 'Booked',
  text: 'Hello',
});

/** A thread that reports that it is ready and then runs this code for each message. */
const thread = (onMessage: string): Worker =>
  new Worker(
    new URL(
      `data:text/javascript,import { parentPort } from 'node:worker_threads';
      const taken = (batch, failure) => parentPort.postMessage({ kind: 'taken', batch, failure });
      parentPort.on('message', (message) => {
        if (message.kind === 'stop') parentPort.close();
        else { ${onMessage} }
      });
      parentPort.postMessage({ kind: 'ready' });`,
    ),
  );

const opened = async (...threads: readonly string[]) => {
  const errors: string[] = [];
  let started = 0;
  const mailer = await ThreadedMailer.open({
    startThread: () => thread(threads[Math.min(started++, threads.length - 1)] ?? ''),
    onFailure: (reason) => errors.push(reason),
  });
  return { mailer, errors };
};

describe('a mailer with a separate thread', () => {
  it('resolves once the thread has stored a mail, and batches mails of one turn', async () => {
    const { mailer, errors } = await opened('taken(message.batch, message.mails.length === 2 ? null : "one alone")');
    await Promise.all([mailer.send(mailOf('a')), mailer.send(mailOf('b'))]);
    await mailer.stop();
    expect(errors).toEqual([]);
  });

  it('rejects a mail that the thread could not store', async () => {
    const { mailer } = await opened('taken(message.batch, "the disk is full")');
    const sending = mailer.send(mailOf('a'));
    await expect(sending).rejects.toThrow(MailServerUnavailableError);
    await expect(sending).rejects.toThrow('the disk is full');
    await mailer.stop();
  });

  it('rejects a mail if the thread dies, and starts another thread', async () => {
    const { mailer, errors } = await opened('throw new Error("out of memory")', 'taken(message.batch, null)');
    await expect(mailer.send(mailOf('a'))).rejects.toThrow('out of memory');
    expect(errors).toEqual([expect.stringContaining('out of memory')]);
    const again = async (): Promise<void> => mailer.send(mailOf('a')).catch(again);
    await again();
    await mailer.stop();
  });

  it('hands over the last mails before it stops', async () => {
    const { mailer } = await opened('taken(message.batch, null)');
    const sending = mailer.send(mailOf('a'));
    await mailer.stop();
    await expect(sending).resolves.toBeUndefined();
  });

  it.each([
    ['throws', 'throw new Error("no such folder")', 'no such folder'],
    ['ends', 'process.exit(0)', 'ended at once'],
  ])('does not open with a thread that %s at its start, nor tries again', async (_what, script, reason) => {
    const errors: string[] = [];
    const opening = ThreadedMailer.open({
      startThread: () => new Worker(new URL(`data:text/javascript,${script}`)),
      onFailure: (why) => errors.push(why),
    });
    await expect(opening).rejects.toThrow(reason);
  });
});
