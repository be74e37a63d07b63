import { runAlone } from '../store/run-alone.mjs';

/** Measures events per second of the embedded event store with 64 writers. */
export const measureAppends = ({ quick }) =>
  runAlone('appends.mjs', { writers: 64, durationMs: quick ? 1_000 : 4_000 });
