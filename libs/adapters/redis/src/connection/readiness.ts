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
 * Whether a connection can be used. Callers wait through a short loss, and all of them together no longer than
 * `patienceMs` from its begin: after that every call is told at once, until the connection is back.
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

  /** True as soon as it can be used, false when patience is over. */
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
