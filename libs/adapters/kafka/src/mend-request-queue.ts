import { createRequire } from 'node:module';

/** As much of the client's queue of one connection as this needs. */
interface RequestQueue {
  /** Epoch milliseconds until which the broker asked us to wait. */
  readonly throttledUntil: number;
  readonly pending: readonly unknown[];
  throttleCheckTimeoutId: ReturnType<typeof setTimeout> | null;
  checkPendingRequests(): void;
  scheduleCheckPendingRequests(): void;
}

const CHECK_EVERY_MS = 10;

/**
 * kafkajs 2.2.4 arms a timer after each response whether or not a request waits, with a time that has passed, and
 * again when it fires: each connection wakes a thousand times a second for ever, and Node warns of negative
 * timeouts. This arms it only where there is something to look after.
 */
export const mendRequestQueue = (): void => {
  const { prototype } = createRequire(import.meta.url)('kafkajs/src/network/requestQueue/index.js') as {
    readonly prototype: RequestQueue;
  };
  prototype.scheduleCheckPendingRequests = function (this: RequestQueue): void {
    if (this.throttleCheckTimeoutId !== null || this.pending.length === 0) return;
    const throttledMs = this.throttledUntil - Date.now();
    this.throttleCheckTimeoutId = setTimeout(
      () => {
        this.throttleCheckTimeoutId = null;
        this.checkPendingRequests();
      },
      throttledMs > 0 ? throttledMs : CHECK_EVERY_MS,
    );
  };
};
