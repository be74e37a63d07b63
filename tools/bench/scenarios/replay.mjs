import { runAlone } from '../store/run-alone.mjs';

/** Events per second at which the read model of links is rebuilt. */
export const measureReplay = ({ quick }) =>
  runAlone('replay.mjs', quick ? { events: 50_000, rounds: 2 } : { events: 250_000, rounds: 3 });
