import { StoreAccessError } from '@bookonce/kernel/ports/event-store';
import { describe, expect, it } from '@jest/globals';
import { waitForServer } from './wait-for-server.js';

const failing = (times: number, error: Error) => {
  let left = times;
  return async (): Promise<string> => {
    if (left === 0) return 'there';
    left -= 1;
    throw error;
  };
};

describe('waiting for a server', () => {
  it('attempts until it succeeds, and reports failures now and then', async () => {
    const said: string[] = [];
    const found = await waitForServer({
      server: 'Redis at localhost:6379',
      attempt: failing(2, new Error('connect ECONNREFUSED')),
      onFailure: (message) => said.push(message),
      signal: new AbortController().signal,
      firstWaitMs: 1,
      reportEveryMs: 0,
    });
    expect(found).toBe('there');
    expect(said).toEqual([
      'Redis at localhost:6379 could not be used (connect ECONNREFUSED); tried once, again in 0.001 s',
      'Redis at localhost:6379 could not be used (connect ECONNREFUSED); tried 2 times, again in 0.002 s',
    ]);
  });

  it('does not report the same failure again within a minute', async () => {
    const said: string[] = [];
    const reasons = ['refused', 'refused', 'no such host', 'no such host'];
    await waitForServer({
      server: 'X',
      attempt: () => {
        const reason = reasons.shift();
        return reason === undefined ? Promise.resolve() : Promise.reject(new Error(reason));
      },
      onFailure: (message) => said.push(message),
      signal: AbortSignal.any([]),
      firstWaitMs: 1,
    });
    expect(said).toHaveLength(2);
    expect(said[0]).toContain('(refused); tried once');
    expect(said[1]).toContain('(no such host); tried 3 times');
  });

  it('reports the failure of every address', async () => {
    const said: string[] = [];
    const error = new AggregateError([new Error('refused by ::1'), new Error('refused by 127.0.0.1')]);
    const attempt = failing(1, error);
    await waitForServer({
      server: 'X',
      attempt,
      onFailure: (m) => said.push(m),
      signal: AbortSignal.any([]),
      firstWaitMs: 1,
    });
    expect(said[0]).toContain('(refused by ::1, refused by 127.0.0.1)');
  });

  it('ends with a refusal that only an operator can change', async () => {
    const said: string[] = [];
    const waiting = waitForServer({
      server: 'X',
      attempt: failing(1, new StoreAccessError('X: the password is wrong')),
      onFailure: (message) => said.push(message),
      signal: AbortSignal.any([]),
      firstWaitMs: 1,
    });
    await expect(waiting).rejects.toThrow('X: the password is wrong');
    expect(said).toEqual([]);
  });

  it('ends when it is aborted during a pause', async () => {
    const ended = new AbortController();
    const trying = waitForServer({
      server: 'X',
      attempt: failing(9, new Error('no')),
      onFailure: () => ended.abort(new Error('stopping')),
      signal: ended.signal,
      firstWaitMs: 60_000,
    });
    await expect(trying).rejects.toThrow('stopping');
  });

  it('ends when it is aborted during an attempt that never ends', async () => {
    const ended = new AbortController();
    const trying = waitForServer({
      server: 'X',
      attempt: () => new Promise<never>(() => undefined),
      onFailure: () => undefined,
      signal: ended.signal,
    });
    ended.abort(new Error('stopping'));
    await expect(trying).rejects.toThrow('stopping');
  });
});
