import { percentile } from '../statistics.mjs';
import { lifeOfLink } from './events.mjs';

/**
 * Appends from many concurrent writers; each waits for its append before the next one.
 *
 * @param {(stream: string, expectedRevision: number, events: readonly object[]) => Promise<void>} append
 *   resolves when the events are on disk
 * @param {{ writers: number, durationMs: number }} load a third of this time is added as warm-up
 */
export const measureAppendLoad = async (append, { writers, durationMs }) => {
  let made = 0;

  /** Issues and consumes one link after the other; every append has one event. */
  const write = async (deadline, latencies) => {
    while (performance.now() < deadline) {
      const { stream, events } = lifeOfLink(made);
      made += 1;
      for (const [index, event] of events.entries()) {
        const began = performance.now();
        await append(stream, index - 1, [event]);
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
  return measure(durationMs);
};
