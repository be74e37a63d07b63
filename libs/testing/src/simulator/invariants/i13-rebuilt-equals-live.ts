import type { Invariant } from '../history.js';

/** I13: a rebuilt view equals the live one, by a canonical hash. */
export const rebuiltEqualsLive: Invariant = ({ views }) =>
  views
    .filter(({ live, rebuilt }) => live !== rebuilt)
    .map(({ projector }) => `the view ${projector} is not what history makes of it`);
