import { ReadModelsUnavailableError } from '@bookonce/kernel/ports/read-models';

/** Long enough for a booking to settle, so that its documents are written once. */
const SAVE_AFTER_MS = 50;
const RETRY_AFTER_MS = 500;
/** Number of changes that are saved at once. */
const SAVE_AT = 2_000;
/** Number of unsaved changes from which commits wait for the running save, to bound memory. */
const HOLD_AT = 20_000;

/**
 * Decides when changes are saved: shortly after a commit, one save at a time, with a retry after a failure. `save` stores
 * everything unsaved and resolves with null, or with the reason of a failure.
 */
export class Saving {
  #running: Promise<void> | null = null;
  #timer: ReturnType<typeof setTimeout> | null = null;
  #dirty = false;
  #ended = false;
  #failure: string | null = null;

  constructor(private readonly save: () => Promise<string | null>) {}

  /** Why the last save failed; null while they succeed. */
  get failure(): string | null {
    return this.#failure;
  }

  /** Called after a commit with the number of unsaved documents. Resolves when the next commit may follow. */
  changed(unsaved: number): Promise<void> | null {
    this.#dirty = true;
    if (unsaved >= SAVE_AT) this.#start();
    else this.#later(SAVE_AFTER_MS);
    return unsaved >= HOLD_AT ? this.#running : null;
  }

  /** Resolves when everything committed until now is stored. */
  async now(): Promise<void> {
    await this.#running;
    this.#dirty = true;
    this.#start();
    await this.#running;
    if (this.#failure !== null) throw new ReadModelsUnavailableError(this.#failure);
  }

  /** Stores the rest. Best effort: views are derived from history again. */
  async end(): Promise<void> {
    await this.now().catch(() => undefined);
    this.#ended = true;
    if (this.#timer !== null) clearTimeout(this.#timer);
    await this.#running;
  }

  #later(ms: number): void {
    if (this.#timer !== null || this.#running !== null || this.#ended) return;
    this.#timer = setTimeout(() => {
      this.#timer = null;
      this.#start();
    }, ms);
  }

  #start(): void {
    if (this.#running !== null || !this.#dirty || this.#ended) return;
    this.#dirty = false;
    this.#running = this.#run();
  }

  async #run(): Promise<void> {
    // A table that cannot be read counts as a failed save too.
    this.#failure = await this.save().catch((error: unknown) => String(error));
    this.#running = null;
    if (this.#failure !== null) this.#dirty = true;
    if (this.#dirty) this.#later(this.#failure === null ? SAVE_AFTER_MS : RETRY_AFTER_MS);
  }
}
