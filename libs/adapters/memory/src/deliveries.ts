import {
  REMEMBERED_MS,
  type ClaimedDelivery,
  type Delivery,
  type UnsharedDeliveries,
} from '@bookonce/kernel/ports/deliveries';

interface Waiting {
  readonly delivery: Delivery;
  readonly addedAt: number;
  attempts: number;
  /** Due, or claimed until then. */
  dueAt: number;
  /** 0: nobody has claimed it. */
  claim: number;
}

/** Deliveries of one process, which a restart forgets: for tests. */
export class MemoryDeliveries implements UnsharedDeliveries {
  /** In the order in which they were added. */
  readonly #waiting = new Map<string, Waiting>();
  /** When each was settled or dropped. */
  readonly #done = new Map<string, number>();
  #claims = 0;

  async add(deliveries: readonly Delivery[], now: number): Promise<void> {
    for (const [id, at] of this.#done) if (at <= now - REMEMBERED_MS) this.#done.delete(id);
    for (const delivery of deliveries) {
      const { id } = delivery;
      if (this.#waiting.has(id) || this.#done.has(id)) continue;
      this.#waiting.set(id, { delivery: structuredClone(delivery), addedAt: now, attempts: 0, dueAt: now, claim: 0 });
    }
  }

  async claim(kind: string, limit: number, now: number, until: number): Promise<readonly ClaimedDelivery[]> {
    const due = this.#firsts(kind)
      .filter(({ dueAt }) => dueAt <= now)
      .slice(0, limit);
    return due.map((waiting) => {
      this.#claims += 1;
      Object.assign(waiting, { dueAt: until, claim: this.#claims });
      const { delivery, claim, attempts, addedAt } = waiting;
      return { ...structuredClone(delivery), claim, attempts, addedAt };
    });
  }

  async settle(claimed: ClaimedDelivery, now: number): Promise<boolean> {
    if (this.#held(claimed, now) === undefined) return false;
    this.#end(claimed.id, now);
    return true;
  }

  async putOff(claimed: ClaimedDelivery, dueAt: number, now: number): Promise<boolean> {
    const held = this.#held(claimed, now);
    if (held === undefined) return false;
    Object.assign(held, { dueAt, claim: 0, attempts: held.attempts + 1 });
    return true;
  }

  async releaseClaims(now: number): Promise<void> {
    for (const waiting of this.#waiting.values()) {
      if (waiting.claim > 0) Object.assign(waiting, { dueAt: now, claim: 0 });
    }
  }

  async drop(kind: string, subject: string, now: number): Promise<number> {
    const dropped = [...this.#waiting.values()].filter(
      ({ delivery }) => delivery.kind === kind && delivery.subject === subject,
    );
    for (const { delivery } of dropped) this.#end(delivery.id, now);
    return dropped.length;
  }

  async nextDueAt(kind: string): Promise<number | null> {
    const times = this.#firsts(kind).map(({ dueAt }) => dueAt);
    return times.length === 0 ? null : Math.min(...times);
  }

  async count(): Promise<number> {
    return this.#waiting.size;
  }

  #firsts(kind: string): readonly Waiting[] {
    const firsts = new Map<string, Waiting>();
    for (const waiting of this.#waiting.values()) {
      const { delivery } = waiting;
      if (delivery.kind === kind && !firsts.has(delivery.subject)) firsts.set(delivery.subject, waiting);
    }
    return [...firsts.values()];
  }

  #held({ id, claim }: ClaimedDelivery, now: number): Waiting | undefined {
    const waiting = this.#waiting.get(id);
    return waiting !== undefined && waiting.claim === claim && now < waiting.dueAt ? waiting : undefined;
  }

  #end(id: string, now: number): void {
    this.#waiting.delete(id);
    this.#done.set(id, now);
  }
}
