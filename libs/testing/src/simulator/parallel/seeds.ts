import { simulate, type Violation } from '../simulate.js';

/** A stretch of seeds: `from` is the first. */
export interface Seeds {
  readonly from: number;
  readonly count: number;
}

export interface FailedSeed {
  readonly seed: number;
  readonly violations: readonly Violation[];
}

export interface SeedsOutcome {
  readonly passed: number;
  readonly failed: readonly FailedSeed[];
  /** The digests of all seeds together; does not depend on which of them ran first. */
  readonly digest: bigint;
}

const MODULUS = 1n << 64n;

export const addDigests = (a: bigint, b: bigint): bigint => (a + b) % MODULUS;

/** Runs them one after the other. */
export const simulateSeeds = async ({ from, count }: Seeds): Promise<SeedsOutcome> => {
  const failed: FailedSeed[] = [];
  let digest = 0n;
  for (let seed = from; seed < from + count; seed += 1) {
    const run = await simulate(seed);
    digest = addDigests(digest, BigInt(`0x${run.digest}`));
    if (run.violations.length > 0) failed.push({ seed, violations: run.violations });
  }
  return { passed: count - failed.length, failed, digest };
};
