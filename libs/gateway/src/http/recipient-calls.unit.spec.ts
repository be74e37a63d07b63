import { MemoryRateLimiting } from '@bookonce/adapter-memory/request-records';
import { MemoryStoredReplies } from '@bookonce/adapter-memory/stored-replies';
import { cryptoIds } from '@bookonce/adapter-node/crypto-ids';
import { TokenVault } from '@bookonce/secrets/token-vault';
import { describe, expect, it } from '@jest/globals';
import { json, type Answer } from './answer.js';
import { IdempotentCalls } from './idempotency.js';
import { Limits } from './limits.js';
import { type RecipientCall, RecipientCalls } from './recipient-calls.js';

const call: RecipientCall = { subject: 'lnk_1', route: 'placeBooking', command: 'book', key: 'k', body: { start: 1 } };

const setUp = () => {
  const vault = new TokenVault(new Uint8Array(32));
  const [storedReplies, rateLimiting] = [new MemoryStoredReplies(), new MemoryRateLimiting()];
  const gateway = (): RecipientCalls =>
    new RecipientCalls(
      new IdempotentCalls(storedReplies, { now: () => 0 }, vault),
      cryptoIds,
      new Limits(rateLimiting),
    );
  const calls = gateway();
  const commandIds: string[] = [];
  const once = (more: Partial<RecipientCall> = {}): Promise<Answer> =>
    calls.once({ ...call, ...more }, async (commandId) => {
      commandIds.push(commandId);
      return json(201, {});
    });
  return { once, calls, gateway, commandIds };
};

describe("recipients' calls", () => {
  it('run once for each key of one subject', async () => {
    const { once, commandIds } = setUp();
    for (const more of [{}, {}, { subject: 'lnk_2' }, { key: 'l' }]) await once(more);
    expect(new Set(commandIds).size).toBe(3);
    expect(commandIds).toHaveLength(3);
  });

  it('run each time without a key, as another command', async () => {
    const { once, commandIds } = setUp();
    await once({ key: null });
    await once({ key: null });
    expect(new Set(commandIds).size).toBe(2);
  });

  it('refuse a key that is sent with another body', async () => {
    const { once } = setUp();
    await once();
    expect((await once({ body: { start: 2 } })).status).toBe(422);
  });

  it('derive the same command as earlier releases', async () => {
    const { once, commandIds } = setUp();
    await once();
    await once({ subject: 'bkg_1', route: 'confirmOptIn', command: 'confirmOptIn' });
    const names = ['["book","lnk_1","k"]', '["confirmOptIn","bkg_1","k"]'];
    expect(commandIds).toEqual(names.map((name) => cryptoIds.derive(name)));
  });

  it('keep a bounded number of replies for one subject, and repeat those that they kept', async () => {
    const { once, commandIds } = setUp();
    for (let key = 0; key < 500; key += 1) await once({ key: `${key}` });
    const refused = await once({ key: 'one more' });
    expect([refused.status, refused.headers['ratelimit-policy']]).toEqual([429, '"stored-replies";q=500;w=86400']);
    expect((await once({ key: '0' })).status).toBe(201);
    expect((await once({ key: 'one more', subject: 'lnk_2' })).status).toBe(201);
    expect((await once({ key: null })).status).toBe(201);
    expect(commandIds).toHaveLength(502);
  });

  it('keep no more replies for one subject if they run at the same time', async () => {
    const { once, commandIds } = setUp();
    const answers = await Promise.all(Array.from({ length: 520 }, (_, key) => once({ key: `${key}` })));
    expect(answers.filter(({ status }) => status === 429)).toHaveLength(20);
    expect(commandIds).toHaveLength(500);
  });

  it('count no reply that is not kept', async () => {
    const { once, calls } = setUp();
    for (let key = 0; key < 500; key += 1) {
      await calls.once({ ...call, key: `wrong ${key}` }, () => Promise.resolve(json(422, {})));
    }
    expect((await once({ key: 'right' })).status).toBe(201);
  });

  it('give a place back once for a key that is sent to two gateways at the same time', async () => {
    const { once, calls, gateway } = setUp();
    for (let key = 0; key < 499; key += 1) await once({ key: `${key}` });
    const wrong = { ...call, key: 'wrong' };
    const refuse = () => Promise.resolve(json(422, {}));
    await Promise.all([calls.once(wrong, refuse), gateway().once(wrong, refuse)]);
    expect((await once({ key: 'last' })).status).toBe(201);
    expect((await once({ key: 'too many' })).status).toBe(429);
  });

  it('count a key once that is sent again after its work failed', async () => {
    const { once, calls } = setUp();
    const failing = () => calls.once({ ...call, key: 'again' }, () => Promise.reject(new Error('lost')));
    for (let time = 0; time < 500; time += 1) await expect(failing()).rejects.toThrow('lost');
    expect((await once({ key: 'again' })).status).toBe(201);
    expect((await once({ key: 'another' })).status).toBe(201);
  });
});
