import { describe, expect, it } from '@jest/globals';
import { compose } from '@bookonce/adapter-mail/message';
import { describeStoredReplies } from '@bookonce/testing/contracts/stored-replies.contract';
import { describeCheckpoints } from '@bookonce/testing/contracts/checkpoints.contract';
import { describeDeadLetters } from '@bookonce/testing/contracts/dead-letters.contract';
import { describeHistoryProperties } from '@bookonce/testing/contracts/history-properties.contract';
import { describeLastUses } from '@bookonce/testing/contracts/last-uses.contract';
import { describeLeases } from '@bookonce/testing/contracts/leases.contract';
import { describeMailer } from '@bookonce/testing/contracts/mailer.contract';
import { describeRateLimits } from '@bookonce/testing/contracts/rate-limits.contract';
import { describeReadModels } from '@bookonce/testing/contracts/read-models.contract';
import { describeSnapshots } from '@bookonce/testing/contracts/snapshots.contract';
import { describeTimers } from '@bookonce/testing/contracts/timers.contract';
import { describeViewFilling } from '@bookonce/testing/contracts/view-filling.contract';
import { MemoryStoredReplies } from './stored-replies.js';
import { MemoryHistoryProperties } from './history-properties.js';
import { MemoryMailer } from './mailer.js';
import { MemoryReadModels } from './read-models.js';
import { MemoryLastUses, MemoryRateLimits } from './request-records.js';
import { MemoryCheckpoints, MemoryDeadLetters, MemoryLeases, MemorySnapshots } from './service-records.js';

describeReadModels('in memory', () => ({ port: new MemoryReadModels() }));
describeTimers('in memory', () => ({ port: new MemoryReadModels() }));
describeViewFilling('in memory', () => ({ port: new MemoryReadModels() }));
describeStoredReplies('in memory', () => ({ port: new MemoryStoredReplies() }));
describeRateLimits('in memory', (limit, now) => ({ port: new MemoryRateLimits(limit, now) }));
describe('rate limits in memory', () => {
  it('forget subjects whose window is over', async () => {
    let now = 0;
    const limits = new MemoryRateLimits({ attempts: 2, windowMs: 1_000 }, () => now);
    for (const subject of ['a', 'b', 'c']) await limits.secondsToWait(subject);
    now = 500;
    await limits.secondsToWait('b');
    now = 1_000;
    await limits.secondsToWait('d');
    expect(limits.remembered).toBe(2);
  });
});
describeLastUses('in memory', () => ({ port: new MemoryLastUses() }));
describeLeases('in memory', () => ({ port: new MemoryLeases() }), { exclusive: false });
describeDeadLetters('in memory', () => ({ port: new MemoryDeadLetters() }));
describeCheckpoints('in memory', () => ({ port: new MemoryCheckpoints() }));
describeHistoryProperties('in memory', () => ({ port: new MemoryHistoryProperties() }));
describeSnapshots('in memory', () => ({ port: new MemorySnapshots() }));
describeMailer('in memory', () => {
  const port = new MemoryMailer();
  const from = { name: 'Bookonce', address: 'bookonce@localhost' };
  return { port, sent: () => Promise.all(port.sent.map(async (mail) => `${await compose(mail, from)}`)) };
});
