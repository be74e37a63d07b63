import TestSequencer from '@jest/test-sequencer';

/** The longest specs, longest first, so that none of them runs last. */
const LONG = ['crash', 'distributed', 'restart', 'stampede'];

const rankOf = (/** @type {string} */ path) => {
  const rank = LONG.findIndex((part) => path.includes(part));
  return rank === -1 ? LONG.length : rank;
};

/** Starts long specs first, so that both workers finish at about the same time. A fresh clone has no recorded durations. */
export default class LongestFirst extends TestSequencer {
  sort(/** @type {Iterable<import('@jest/test-result').Test>} */ tests) {
    return [...tests].sort((a, b) => rankOf(a.path) - rankOf(b.path) || a.path.localeCompare(b.path));
  }
}
