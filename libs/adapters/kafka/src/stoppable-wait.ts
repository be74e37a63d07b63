/** A wait that can be ended: by whoever waits no longer, and for good. */
export class StoppableWait {
  #end: (() => void) | null = null;
  #stopped = false;

  get stopped(): boolean {
    return this.#stopped;
  }

  /** Resolves after `ms`, or as soon as it is cut short. */
  async for(ms: number): Promise<void> {
    if (this.#stopped) return;
    await new Promise<void>((resolve) => {
      const timeout = setTimeout(resolve, ms);
      this.#end = () => {
        clearTimeout(timeout);
        resolve();
      };
    });
    this.#end = null;
  }

  /** Ends the wait of now; a later one is none. */
  cutShort(): void {
    this.#end?.();
  }

  /** Ends the wait of now, and every later one at once. */
  stop(): void {
    this.#stopped = true;
    this.cutShort();
  }
}
