/** What a projection's batches in this process are folded on. */
interface Fence {
  readonly epoch: string;
  /** Losses of the connection by then: a server that was away may have come back with an older state. */
  readonly losses: number;
}

/**
 * A position alone cannot tell whether documents are still the ones that were read: wiped and derived again, they
 * reach the same position again. So the first one to ask for a checkpoint after a refusal pins down what has to be
 * there still when the batch is committed. It is never younger than the batch, as who folds asks when it begins.
 */
export class Fences {
  readonly #fences = new Map<string, Fence>();

  begin(projection: string, fence: Fence): void {
    if (!this.#fences.has(projection)) this.#fences.set(projection, fence);
  }

  /** The epoch that a batch has to be committed in; null where the connection was lost since. */
  epochOf(projection: string, losses: number): string | null {
    const fence = this.#fences.get(projection);
    return fence?.losses === losses ? fence.epoch : null;
  }

  /** Whoever folds has to begin again. */
  forget(projection: string): void {
    this.#fences.delete(projection);
  }
}
