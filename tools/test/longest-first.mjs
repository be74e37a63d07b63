import TestSequencer from '@jest/test-sequencer';

/** In their order of length, where it is known to matter: what comes last must not be what takes longest. */
const LONG = ['crash', 'distributed', 'restart', 'stampede'];

const rankOf = (/** @type {string} */ path) => {
  const rank = LONG.findIndex((part) => path.includes(part));
  return rank === -1 ? LONG.length : rank;
};

/** Two workers end at about the same time only when the long specs begin first; a fresh clone has no times to go by. */
export default class LongestFirst extends TestSequencer {
  sort(/** @type {Iterable<import('@jest/test-result').Test>} */ tests) {
    return [...tests].sort((a, b) => rankOf(a.path) - rankOf(b.path) || a.path.localeCompare(b.path));
  }
}
