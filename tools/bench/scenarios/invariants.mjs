import { runAlone } from '../store/run-alone.mjs';

/** Events per second at which a history is checked for violated invariants, and the memory that the check keeps. */
export const measureInvariants = ({ quick }) =>
  runAlone('invariants.mjs', quick ? { links: 25_000, rounds: 2 } : { links: 100_000, rounds: 3 });
