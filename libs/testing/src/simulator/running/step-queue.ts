import type { SeededRandom } from '../../harness/seeded-random.js';

/** The steps and facts of a run as lines of text: always digested, written only on request. */
export class Trace {
  #a = 0x811c9dc5;
  #b = 0x9e3779b9;

  constructor(private readonly write: ((line: string) => void) | null) {}

  add(line: string): void {
    for (let index = 0; index < line.length; index += 1) {
      const code = line.charCodeAt(index);
      this.#a = Math.imul(this.#a ^ code, 0x01000193);
      this.#b = Math.imul(this.#b ^ code, 0x85ebca6b) ^ (this.#b >>> 13);
    }
    this.#a ^= 10;
    this.write?.(line);
  }

  /** Equal for two runs if they added the same lines in the same order. */
  get digest(): string {
    return [this.#a, this.#b].map((half) => (half >>> 0).toString(16).padStart(8, '0')).join('');
  }
}

export interface Step {
  readonly label: string;
  readonly dueAt: number;
  readonly run: () => void;
  cancelled: boolean;
}

/** Longest time one step takes, in ms. */
const STEP_MS = 12;
/**
 * Rounds of microtasks after a step. A longer chain continues during the next step. The language fixes the order of
 * microtasks, so this happens in the same way in every run.
 */
const ROUNDS = 6;
const ROUNDS_BEFORE_IDLE = 48;
const ROUNDS_TO_SETTLE = 500;

/**
 * Decides the order and the time of everything that happens in a run. Code in a run waits for steps of this queue only, so
 * the seed alone decides which of the possible steps comes next.
 */
export class StepQueue {
  readonly #ready: Step[] = [];
  /** Latest first. */
  readonly #later: Step[] = [];
  #now: number;
  #count = 0;

  constructor(
    private readonly random: SeededRandom,
    startMs: number,
    private readonly trace: Trace,
  ) {
    this.#now = startMs;
  }

  /** True time, in epoch milliseconds. */
  get now(): number {
    return this.#now;
  }

  /** How many steps have run. */
  get count(): number {
    return this.#count;
  }

  submit(label: string, run: () => void, delayMs = 0): Step {
    const step: Step = { label, dueAt: this.#now + delayMs, run, cancelled: false };
    if (delayMs <= 0) this.#ready.push(step);
    else this.#insertLater(step);
    return step;
  }

  /** Runs one step and the microtasks that follow from it. Returns false if nothing is due until `horizonMs`. */
  async next(horizonMs: number): Promise<boolean> {
    const step = this.#choose() ?? (await this.#chooseWhenSettled(horizonMs));
    if (step === null) return false;
    this.#now += this.random.between(0, STEP_MS);
    this.#count += 1;
    this.trace.add(`${this.#now} ${step.label}`);
    step.run();
    await settle(ROUNDS);
    return true;
  }

  /** Resolves when everything that still runs waits for a step. */
  settled(): Promise<void> {
    return settle(ROUNDS_TO_SETTLE);
  }

  async #chooseWhenSettled(horizonMs: number): Promise<Step | null> {
    await settle(ROUNDS_BEFORE_IDLE);
    const step = this.#choose();
    if (step !== null) return step;
    const dueAt = this.#nextDueAt();
    if (dueAt === null || dueAt > horizonMs) return null;
    this.#now = Math.max(this.#now, dueAt);
    return this.#choose();
  }

  #choose(): Step | null {
    this.#promote();
    while (this.#ready.length > 0) {
      const step = this.#take(this.random.between(0, this.#ready.length - 1));
      if (step !== undefined && !step.cancelled) return step;
    }
    return null;
  }

  #take(index: number): Step | undefined {
    const chosen = this.#ready[index];
    const last = this.#ready.pop();
    if (last !== undefined && last !== chosen) this.#ready[index] = last;
    return chosen;
  }

  #promote(): void {
    for (let step = this.#later.at(-1); step !== undefined; step = this.#later.at(-1)) {
      if (!step.cancelled && step.dueAt > this.#now) return;
      this.#later.pop();
      if (!step.cancelled) this.#ready.push(step);
    }
  }

  #nextDueAt(): number | null {
    return this.#later.at(-1)?.dueAt ?? null;
  }

  #insertLater(step: Step): void {
    let low = 0;
    let high = this.#later.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      const other = this.#later[middle];
      // Steps that are due together keep their order.
      if (other !== undefined && other.dueAt > step.dueAt) low = middle + 1;
      else high = middle;
    }
    this.#later.splice(low, 0, step);
  }
}

const settle = async (rounds: number): Promise<void> => {
  for (let round = 0; round < rounds; round += 1) await Promise.resolve();
};
