import { runAlone } from '../store/run-alone.mjs';

/** Measures events per second while rebuilding the read model of links. */
export const measureReplay = ({ quick }) =>
  runAlone('replay.mjs', quick ? { events: 50_000, rounds: 2 } : { events: 250_000, rounds: 3 });
