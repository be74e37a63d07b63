/** The state that a view's batches in this process are folded on. */
interface Fence {
  readonly epoch: string;
  /** Number of losses of the connection by then: a lost server may come back with an older state. */
  readonly losses: number;
}

/**
 * A position alone cannot tell whether documents are still the ones that were read: removed and derived again, they
 * reach the same position again. So the first call for a checkpoint after a refusal records what must still be there when
 * the batch is committed. The record is never younger than the batch, because a projection asks when it begins.
 */
export class Fences {
  readonly #fences = new Map<string, Fence>();

  begin(viewKey: string, fence: Fence): void {
    if (!this.#fences.has(viewKey)) this.#fences.set(viewKey, fence);
  }

  /** Returns the epoch that a batch must be committed in; null if the connection was lost since. */
  epochOf(viewKey: string, losses: number): string | null {
    const fence = this.#fences.get(viewKey);
    return fence?.losses === losses ? fence.epoch : null;
  }

  /** The projection has to begin again. */
  forget(viewKey: string): void {
    this.#fences.delete(viewKey);
  }
}
