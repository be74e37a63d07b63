// Appends from many writers at once, straight to the event store; each waits until its event is on disk.
import { openSqliteEventStore } from '@bookonce/adapters/sqlite/open-sqlite-event-store';
import { percentile } from '../statistics.mjs';
import { lifeOfLink } from './events.mjs';

const [folder, settings] = process.argv.slice(2);
const { writers, durationMs } = JSON.parse(settings);
const store = await openSqliteEventStore({ folder });
let made = 0;

/** Issues one link after the other, consuming each: every append is of one event. */
const write = async (deadline, latencies) => {
  while (performance.now() < deadline) {
    const { stream, events } = lifeOfLink(made);
    made += 1;
    for (const [index, event] of events.entries()) {
      const began = performance.now();
      const { outcome } = await store.append(stream, index - 1, [event]);
      if (outcome !== 'appended') throw new Error(`unexpected ${outcome}`);
      latencies.push(performance.now() - began);
    }
  }
};

const measure = async (forMs) => {
  const latencies = [];
  const began = performance.now();
  await Promise.all(Array.from({ length: writers }, () => write(began + forMs, latencies)));
  const seconds = (performance.now() - began) / 1000;
  const sorted = latencies.toSorted((a, b) => a - b);
  const perSecond = sorted.length / seconds;
  return { writers, events: sorted.length, perSecond, p50: percentile(sorted, 0.5), p99: percentile(sorted, 0.99) };
};

await measure(durationMs / 3);
const result = await measure(durationMs);
await store.close();
process.stdout.write(JSON.stringify(result));
