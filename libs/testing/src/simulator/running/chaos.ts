import type { SeededRandom } from '../../harness/seeded-random.js';

/** The probability of each kind of trouble, each time it could happen. */
export interface ChaosProfile {
  /** A message is delivered twice. */
  readonly duplicate: number;
  /** A message or a step comes late, sometimes by minutes. */
  readonly late: number;
  /** A reply is lost on its way back. */
  readonly lost: number;
  /** The store reports that it is unavailable; events in flight may still be stored, now or later. */
  readonly unavailable: number;
  /** A process dies before the next step. */
  readonly crash: number;
  /** A clock jumps before the next step. */
  readonly clockJump: number;
  /** A timer fires before it is due, or twice. */
  readonly hastyTimer: number;
  /** Events with the same key are delivered in any order, which is worse than a bus promises. */
  readonly unordered: boolean;
}

export type Trouble = Exclude<keyof ChaosProfile, 'unordered'>;

const profiles = {
  calm: {
    duplicate: 0,
    late: 0,
    lost: 0,
    unavailable: 0,
    crash: 0,
    clockJump: 0,
    hastyTimer: 0,
    unordered: false,
  },
} as const satisfies Record<string, ChaosProfile>;

/** Draws a profile: some runs have one kind of trouble, some have all, a few have only races. */
export const drawProfile = (random: SeededRandom): ChaosProfile => {
  const level = (highest: number): number => (random.chance(0.6) ? highest * random.next() : 0);
  return {
    duplicate: level(0.5),
    late: level(0.15),
    lost: level(0.2),
    unavailable: level(0.15),
    crash: level(0.02),
    clockJump: level(0.02),
    hastyTimer: level(0.3),
    unordered: random.chance(0.25),
  };
};

/** The injected faults of a run. */
export class Chaos {
  #profile: ChaosProfile = profiles.calm;

  constructor(private readonly random: SeededRandom) {}

  begin(profile: ChaosProfile): void {
    this.#profile = profile;
  }

  /** Faults stop. */
  calm(): void {
    this.#profile = profiles.calm;
  }

  get isCalm(): boolean {
    return this.#profile === profiles.calm;
  }

  get unordered(): boolean {
    return this.#profile.unordered;
  }

  strikes(trouble: Trouble): boolean {
    const probability = this.#profile[trouble];
    return probability > 0 && this.random.chance(probability);
  }

  /** How late something is, in ms. Mostly 0. */
  lateness(): number {
    return this.strikes('late') ? this.delay() : 0;
  }

  /** A delay shorter than any timeout, in ms. */
  hesitation(): number {
    return this.random.between(50, 2_000);
  }

  /** How long after the first delivery the second one comes, in ms: during it, or long after it. */
  repetition(): number {
    return this.random.chance(0.4) ? this.random.between(0, 60) : this.delay();
  }

  /** A delay in ms: mostly seconds, sometimes longer than an attempt may take. */
  delay(): number {
    return this.random.chance(0.8) ? this.random.between(50, 8_000) : this.random.between(30_000, 200_000);
  }
}
