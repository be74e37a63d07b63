import { runAlone } from '../store/run-alone.mjs';

/** Events per second that the embedded event store takes from 64 writers. */
export const measureAppends = ({ quick }) =>
  runAlone('appends.mjs', { writers: 64, durationMs: quick ? 1_000 : 4_000 });
