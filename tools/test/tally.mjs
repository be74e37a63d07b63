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
 * Corrects a program's counts by its exit code: a crash after the last test, or a run without tests, is a failure.
 * @type {(counted: Tally, code: number) => Tally}
 */
export const trust = (counted, code) => {
  const ran = counted.passed + counted.failed > 0;
  return (code !== 0 && counted.failed === 0) || !ran ? add(counted, failure) : counted;
};
