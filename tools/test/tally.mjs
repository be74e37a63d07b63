/**
 * @typedef {object} Tally
 * @property {number} passed
 * @property {number} failed
 * @property {number} skipped
 */

/** @type {Tally} */
export const nothing = { passed: 0, failed: 0, skipped: 0 };
/** @type {Tally} */
export const success = { passed: 1, failed: 0, skipped: 0 };
/** @type {Tally} */
export const failure = { passed: 0, failed: 1, skipped: 0 };

/** @type {(a: Tally, b: Tally) => Tally} */
export const add = (a, b) => ({
  passed: a.passed + b.passed,
  failed: a.failed + b.failed,
  skipped: a.skipped + b.skipped,
});

/** @type {(tally: Tally) => string} */
export const describeTally = ({ passed, failed, skipped }) => `${passed} passed, ${failed} failed, ${skipped} skipped`;

/**
 * What a program counted, believed only as far as its exit code agrees: a crash after the last test, or a
 * run without a test, is a failure however good the figures look.
 * @type {(counted: Tally, code: number) => Tally}
 */
export const trust = (counted, code) => {
  const ran = counted.passed + counted.failed > 0;
  return (code !== 0 && counted.failed === 0) || !ran ? add(counted, failure) : counted;
};
