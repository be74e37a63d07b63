import { runAlone } from '../store/run-alone.mjs';

/** Measures events per second while checking a history for violated invariants, and the memory of the check. */
export const measureInvariants = ({ quick }) =>
  runAlone('invariants.mjs', quick ? { links: 25_000, rounds: 2 } : { links: 100_000, rounds: 3 });
