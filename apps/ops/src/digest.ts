import { canonicalJson } from '@bookonce/kernel/canonical-json';
import type { StoredEvent } from '@bookonce/kernel/ports/event-store';
import { hash } from 'node:crypto';

const MASK = (1n << 128n) - 1n;

/** A digest of a set of events without their positions, so that the order among streams does not matter. */
export class Digest {
  #sum = 0n;
  #count = 0;

  add({ stream, revision, id, type, data, meta }: StoredEvent): void {
    const text = canonicalJson({ stream, revision, id, type, data, meta });
    this.#sum = (this.#sum + BigInt(`0x${hash('sha256', text).slice(0, 32)}`)) & MASK;
    this.#count += 1;
  }

  get count(): number {
    return this.#count;
  }

  get text(): string {
    return this.#sum.toString(16).padStart(32, '0');
  }
}
