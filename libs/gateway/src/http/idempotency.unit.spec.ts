import { describe, expect, it, jest } from '@jest/globals';
import { MemoryStoredReplies } from '@bookonce/adapter-memory/stored-replies';
import { TokenVault } from '@bookonce/secrets/token-vault';
import { json, problem, type Answer } from './answer.js';
import { IdempotentCalls } from './idempotency.js';

const call = { owner: 'wsp_1', route: 'POST /v1/links', key: 'k', bodyHash: 'one' };

const setUp = () => {
  const time = { now: 0 };
  const answers = new MemoryStoredReplies();
  const calls = new IdempotentCalls(answers, { now: () => time.now }, new TokenVault(new Uint8Array(32)));
  let runs = 0;
  const work = async (answer: Answer = json(201, { n: runs + 1 })): Promise<Answer> => {
    runs += 1;
    await Promise.resolve();
    return answer;
  };
  return { time, answers, calls, work, runs: () => runs };
};

describe('calls with an Idempotency-Key', () => {
  it('repeats the first answer, even for concurrent calls', async () => {
    const { calls, work, runs } = setUp();
    const both = await Promise.all([calls.run(call, () => work()), calls.run(call, () => work())]);
    const late = await calls.run(call, () => work());
    expect([...both, late].map((answer) => answer.body)).toEqual(['{"n":1}', '{"n":1}', '{"n":1}']);
    expect(runs()).toBe(1);
  });

  it('refuses another body, even of a concurrent call', async () => {
    const { calls, work } = setUp();
    const other = { ...call, bodyHash: 'two' };
    const [, second] = await Promise.all([calls.run(call, () => work()), calls.run(other, () => work())]);
    const third = await calls.run(other, () => work());
    expect([second.status, third.status]).toEqual([422, 422]);
    expect(third.body).toContain('idempotency-key-reused');
  });

  it('keeps owners, routes and keys apart', async () => {
    const { calls, work, runs } = setUp();
    for (const more of [{}, { owner: 'wsp_2' }, { route: 'POST /v1/hosts' }, { key: 'l' }]) {
      await calls.run({ ...call, ...more }, () => work());
    }
    expect(runs()).toBe(4);
  });

  it.each(['validation-failed', 'too-many-requests', 'unavailable'] as const)(
    'gives the key back after %s',
    async (slug) => {
      const { calls, work } = setUp();
      await calls.run(call, () => work(problem(slug)));
      expect((await calls.run({ ...call, bodyHash: 'two' }, () => work())).status).toBe(201);
    },
  );

  it('runs a call without a stored reply again, for the same body only', async () => {
    const { calls, work } = setUp();
    await expect(calls.run(call, () => Promise.reject(new Error('lost')))).rejects.toThrow('lost');
    expect((await calls.run({ ...call, bodyHash: 'two' }, () => work())).status).toBe(422);
    expect((await calls.run(call, () => work())).status).toBe(201);
  });

  it('runs a call again if its reply was sealed with another secret key, and keeps the new reply', async () => {
    const { answers, calls, work, runs } = setUp();
    const installed = new IdempotentCalls(answers, { now: () => 0 }, new TokenVault(new Uint8Array(32).fill(1)));
    await calls.run(call, () => work());
    expect((await installed.run({ ...call, bodyHash: 'two' }, () => work())).status).toBe(422);
    expect((await installed.run(call, () => work())).body).toBe('{"n":2}');
    expect((await installed.run(call, () => work())).body).toBe('{"n":2}');
    expect(runs()).toBe(2);
  });

  it('keeps no answer that could be read', async () => {
    const { calls, work, answers } = setUp();
    const complete = jest.spyOn(answers, 'complete');
    await calls.run(call, () => work(json(201, { url: 'https://book.example/1t/secret' })));
    expect(complete).toHaveBeenCalledTimes(1);
    expect(JSON.stringify(complete.mock.calls)).not.toContain('secret');
  });

  it('forgets replies after a day', async () => {
    const { calls, work, time, runs } = setUp();
    await calls.run(call, () => work());
    time.now = 24 * 60 * 60 * 1000;
    await calls.run(call, () => work());
    expect(runs()).toBe(2);
  });
});
