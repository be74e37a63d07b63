import { describe, expect, it } from '@jest/globals';
import { SendQueue, type Outgoing } from './send-queue.js';

const outgoing = (value: string): Outgoing => ({ topic: 't', message: { key: 'k', value } });

/** A queue whose batches the test settles. */
const controlled = (): {
  readonly queue: SendQueue;
  readonly sent: string[][];
  readonly end: (error?: Error) => Promise<void>;
} => {
  const sent: string[][] = [];
  let current = Promise.withResolvers<void>();
  const queue = new SendQueue((batch) => {
    sent.push(batch.map(({ message }) => String(message.value)));
    current = Promise.withResolvers();
    return current.promise;
  });
  const end = async (error?: Error): Promise<void> => {
    if (error === undefined) current.resolve();
    else current.reject(error);
    await new Promise((resolve) => setImmediate(resolve));
  };
  return { queue, sent, end };
};

const turn = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

describe('the send queue', () => {
  it('sends at once, batches messages of one turn, and sends one batch after the other', async () => {
    const { queue, sent, end } = controlled();
    const done = ['a', 'b'].map((value) => queue.push(outgoing(value)));
    await turn();
    done.push(queue.push(outgoing('c')), queue.push(outgoing('d')));
    await turn();
    expect(sent).toEqual([['a', 'b']]);
    await end();
    expect(sent).toEqual([
      ['a', 'b'],
      ['c', 'd'],
    ]);
    const drained = queue.drained();
    await end();
    await Promise.all([...done, drained]);
  });

  it('fails the messages behind a failed batch, so that none arrives without its predecessor (I11)', async () => {
    const { queue, sent, end } = controlled();
    const first = queue.push(outgoing('a'));
    await turn();
    const behind = queue.push(outgoing('b'));
    const outcomes = Promise.allSettled([first, behind]);
    await end(new Error('lost'));
    expect((await outcomes).map(({ status }) => status)).toEqual(['rejected', 'rejected']);
    expect(sent).toEqual([['a']]);
    const next = queue.push(outgoing('a'));
    await turn();
    await end();
    await next;
    expect(sent).toEqual([['a'], ['a']]);
  });

  it('keeps batches below the limit of brokers and sends an oversized message alone', async () => {
    const { queue, sent, end } = controlled();
    const large = 'x'.repeat(600_000);
    const half = 'y'.repeat(300_000);
    const done = [half, half, large, 'z'].map((value) => queue.push(outgoing(value)));
    await turn();
    for (let batch = 0; batch < 4; batch += 1) await end();
    await Promise.all(done);
    expect(sent.map((batch) => batch.map(({ length }) => length))).toEqual([[300_000], [300_000], [600_000], [1]]);
  });
});
