interface Wait {
  readonly isReady: Promise<boolean>;
  readonly end: (ready: boolean) => void;
}

const beginWait = (patienceMs: number): Wait => {
  const { promise, resolve } = Promise.withResolvers<boolean>();
  const timeout = setTimeout(() => resolve(false), patienceMs);
  return {
    isReady: promise,
    end: (ready) => {
      clearTimeout(timeout);
      resolve(ready);
    },
  };
};

/**
 * Tracks whether a connection is usable. During a loss, callers wait at most until `patienceMs` after its start. After
 * that, calls fail at once until the connection is back.
 */
export class Readiness {
  #ready = false;
  #closed = false;
  #wait: Wait;

  constructor(private readonly patienceMs: number) {
    this.#wait = beginWait(patienceMs);
  }

  get isReady(): boolean {
    return this.#ready;
  }

  /** Resolves with true once the connection is usable, or with false when the patience is over. */
  whenReady(): Promise<boolean> {
    return this.#ready ? READY : this.#wait.isReady;
  }

  found(): void {
    this.#ready = true;
    this.#wait.end(true);
  }

  lost(): void {
    if (!this.#ready || this.#closed) return;
    this.#ready = false;
    this.#wait = beginWait(this.patienceMs);
  }

  close(): void {
    this.lost();
    this.#closed = true;
    this.#wait.end(false);
  }
}

const READY = Promise.resolve(true);
