// Checks a generated history for violated invariants: one thread, events already in memory.
import { HistoryCheck } from '@bookonce/invariants/history-check';
import { generateHistory } from '@bookonce/testing/generated-history';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { median } from '../statistics.mjs';

const { links, rounds } = JSON.parse(process.argv[3]);
setFlagsFromString('--expose-gc');
const collectGarbage = runInNewContext('gc');
const heapBytes = () => {
  collectGarbage();
  return process.memoryUsage().heapUsed;
};

/** Parsed from JSON, as an export is: no string is shared between two events. */
const events = Array.from(generateHistory({ seed: 1, links, hosts: 100 }), (event) =>
  JSON.parse(JSON.stringify(event)),
);

const seconds = [];
const cpuSeconds = [];
for (let round = 0; round < rounds; round += 1) {
  const check = new HistoryCheck();
  const cpuBefore = process.threadCpuUsage();
  const began = performance.now();
  for (const event of events) check.add(event);
  const violations = check.finish({ isAtRest: true });
  seconds.push((performance.now() - began) / 1000);
  const { user, system } = process.threadCpuUsage(cpuBefore);
  cpuSeconds.push((user + system) / 1e6);
  if (violations.length > 0) throw new Error(`the generated history is not valid: ${JSON.stringify(violations[0])}`);
}

// The check must not profit from the strings of the events above.
const count = events.length;
events.length = 0;
const before = heapBytes();
const check = new HistoryCheck();
for (const event of generateHistory({ seed: 1, links, hosts: 100 })) check.add(JSON.parse(JSON.stringify(event)));
const keptBytes = heapBytes() - before;
const { openAttempts } = check;

const took = median(seconds);
const perCpuSecond = count / median(cpuSeconds);
process.stdout.write(
  JSON.stringify({
    events: count,
    links,
    openAttempts,
    keptBytes,
    seconds: took,
    perSecond: count / took,
    perCpuSecond,
  }),
);
