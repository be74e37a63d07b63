import { MemoryRateLimiting } from '@bookonce/adapter-memory/request-records';
import { describe, expect, it } from '@jest/globals';
import { Limits, type Counted } from './limits.js';

const times = async (count: number, ask: () => Promise<unknown>): Promise<void> => {
  for (let time = 0; time < count; time += 1) await ask();
};

describe('the limits of anonymous callers', () => {
  it('refuse the attempt after the last one, with what the caller has to know', async () => {
    const limits = new Limits(new MemoryRateLimiting());
    const mails: Counted = ['link-opt-in-mails', 'lnk_1'];
    await times(30, async () => expect(await limits.take(mails)).toBeNull());
    const refused = await limits.take(mails);
    expect(refused).toMatchObject({
      status: 429,
      headers: {
        'retry-after': '60',
        'ratelimit-policy': '"link-opt-in-mails";q=30;w=60',
        ratelimit: '"link-opt-in-mails";r=0;t=60',
      },
    });
    expect(JSON.parse(refused?.body ?? '{}')).toMatchObject({ type: '/problems/too-many-requests' });
    expect(await limits.take(['link-opt-in-mails', 'lnk_2'])).toBeNull();
    expect(await limits.take(['link-resends', 'lnk_1'])).toBeNull();
  });

  it('count nothing for a look, and nothing for a caller without limits', async () => {
    const limits = new Limits(new MemoryRateLimiting());
    await times(300, () => limits.look(['client-attempts', 'client']));
    await times(300, () => limits.take(['client-attempts', null]));
    expect(await limits.look(['client-attempts', 'client'])).toBeNull();
  });

  it('count a reservation at once under all limits, or under none, until it is given back', async () => {
    const limits = new Limits(new MemoryRateLimiting());
    const client: Counted = ['client-opt-in-mails', 'client'];
    const address: Counted = ['address-mails', 'somebody'];
    await times(60, () => limits.take(address));
    expect(await limits.reserve(client, address)).toMatchObject({ status: 429 });
    await times(30, async () => expect(await limits.reserve(client)).toBeNull());
    expect(await limits.reserve(client)).toMatchObject({ status: 429 });
    await limits.giveBack(client, ['client-opt-in-mails', null]);
    expect(await limits.reserve(client)).toBeNull();
  });

  it('name the limit that takes longest', async () => {
    const limits = new Limits(new MemoryRateLimiting());
    const both: readonly Counted[] = [
      ['link-attempts', 'lnk_1'],
      ['client-attempts', 'client'],
    ];
    await times(120, () => limits.take(...both));
    expect((await limits.look(...both))?.headers).toMatchObject({ 'retry-after': '60' });
    expect((await limits.look(['link-attempts', 'lnk_1']))?.headers).toMatchObject({ 'retry-after': '10' });
  });
});
