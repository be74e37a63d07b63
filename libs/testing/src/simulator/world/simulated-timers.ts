import { epochMsOf, instantOf } from '@bookonce/kernel/json';
import type { Timer, Timers } from '@bookonce/kernel/ports/timers';
import type { Chaos } from '../running/chaos.js';
import type { Life } from '../running/life.js';
import type { SimulatedClock } from '../running/simulated-clock.js';
import type { ServiceInstance } from './publisher.js';

export interface SimulatedTimersDeps {
  readonly life: Life;
  readonly clock: SimulatedClock;
  readonly chaos: Chaos;
  readonly timers: Timers;
  readonly instance: () => ServiceInstance | null;
}

const AGAIN_AFTER_MS = 5_000;
const FAR_FUTURE = '9999-12-31T00:00:00.000Z';
const PAGE = 20;
/** Timers that are set together are looked at together. */
const SETTLING_MS = 150;

/** Fires the timers that the views hold when they are due by this process's clock, and until they are gone. */
export class SimulatedTimers {
  #armedFor: number | null = null;
  #again = false;
  #working = false;

  constructor(private readonly deps: SimulatedTimersDeps) {
    this.poke();
  }

  /** The timers, or the clock, may have changed. */
  poke(): void {
    if (this.#working) {
      this.#again = true;
      return;
    }
    this.#working = true;
    void this.#look();
  }

  async #look(): Promise<void> {
    const { life, clock, chaos, timers } = this.deps;
    do {
      this.#again = false;
      await life.pause('looks at its timers', SETTLING_MS);
      const hasty = chaos.strikes('hastyTimer');
      const due = await timers.due(hasty ? FAR_FUTURE : instantOf(clock.now()), PAGE);
      await Promise.all(due.map((timer) => this.#fire(timer)));
      const next = due.length > 0 ? clock.now() + AGAIN_AFTER_MS : await this.#nextDueAt();
      if (next !== null) this.#arm(next);
    } while (this.#again);
    this.#working = false;
  }

  async #nextDueAt(): Promise<number | null> {
    const next = await this.deps.timers.nextDueAt();
    return next === null ? null : epochMsOf(next);
  }

  #arm(at: number): void {
    if (this.#armedFor !== null && this.#armedFor <= at) return;
    this.#armedFor = at;
    const { life, clock } = this.deps;
    void life.pause('timers are due', Math.max(0, at - clock.now())).then(() => {
      if (this.#armedFor !== at) return;
      this.#armedFor = null;
      this.poke();
    });
  }

  async #fire(timer: Timer): Promise<void> {
    const { chaos } = this.deps;
    if (chaos.strikes('hastyTimer')) void this.#handOver(timer);
    await this.#handOver(timer);
  }

  async #handOver(timer: Timer): Promise<void> {
    await this.deps.life.pause(`fires ${timer.id}`, this.deps.chaos.lateness());
    const instance = this.deps.instance();
    if (instance === null) return;
    await new Promise<void>((resolve) => {
      instance.life.onDeath(resolve);
      // A timer that could not be handled is still there, and fires again.
      instance.running.onTimer(timer).then(resolve, () => resolve());
    });
  }
}
