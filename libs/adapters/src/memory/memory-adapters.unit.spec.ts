import { describeAnswers } from '@bookonce/testing/contracts/answers.contract';
import { describeCheckpoints } from '@bookonce/testing/contracts/checkpoints.contract';
import { describeDeadLetters } from '@bookonce/testing/contracts/dead-letters.contract';
import { describeMailer } from '@bookonce/testing/contracts/mailer.contract';
import { describeReadModels } from '@bookonce/testing/contracts/read-models.contract';
import { describeSnapshots } from '@bookonce/testing/contracts/snapshots.contract';
import { describeTimers } from '@bookonce/testing/contracts/timers.contract';
import { MemoryAnswers } from './answers.js';
import { MemoryCheckpoints } from './checkpoints.js';
import { MemoryDeadLetters } from './dead-letters.js';
import { MemoryMailer } from './mailer.js';
import { MemoryReadModels } from './read-models.js';
import { MemorySnapshots } from './snapshots.js';

describeReadModels('in memory', () => ({ port: new MemoryReadModels() }), { fenced: true });
describeTimers('in memory', () => ({ port: new MemoryReadModels() }));
describeAnswers('in memory', () => ({ port: new MemoryAnswers() }));
describeDeadLetters('in memory', () => ({ port: new MemoryDeadLetters() }));
describeCheckpoints('in memory', () => ({ port: new MemoryCheckpoints() }));
describeSnapshots('in memory', () => ({ port: new MemorySnapshots() }));
describeMailer('in memory', () => {
  const port = new MemoryMailer();
  return { port, sent: () => Promise.resolve(port.sent.map(({ text }) => text)) };
});
