import type { ServerEvent } from './client.js';
import type { LogPosition } from './position.js';

/** An item of a read or a subscription, in log order. */
export type FeedItem =
  | { readonly kind: 'event'; readonly event: ServerEvent }
  /** The server has examined everything up to here. */
  | { readonly kind: 'checkpoint'; readonly position: LogPosition }
  /** The end of the log was reached; later items are live. */
  | { readonly kind: 'caughtUp' };

/** The client's readable stream; its own types are for another Node version. */
export interface ClientStream {
  read(): unknown;
  destroy(): unknown;
  on(event: string, listener: (error: Error) => void): unknown;
}

export interface FeedSource {
  /** Null for chunks without information. */
  readonly itemOf: (chunk: unknown) => FeedItem | null;
  readonly cancel: () => Promise<void>;
}

/** Pulls items from a stream of the client, so that a slow reader applies back-pressure to the server. */
export class Feed {
  #end: { readonly error: Error | null } | null = null;
  /** True once the call is over. */
  #finished = false;
  #arrived = Promise.withResolvers<void>();
  #closed = false;

  constructor(
    private readonly readable: ClientStream,
    private readonly source: FeedSource,
  ) {
    const wake = (): void => this.#arrived.resolve();
    // The client emits errors without ending the stream, even after cancellation. Without a listener they would crash
    // the process.
    readable.on('error', (error) => this.#finish(error));
    readable.on('end', () => this.#finish(null));
    readable.on('close', () => this.#finish(null));
    readable.on('readable', wake);
    readable.on('confirmation', wake);
  }

  /** Returns the next available item, or null. */
  take(): FeedItem | null {
    while (!this.#closed) {
      const chunk: unknown = this.readable.read();
      if (chunk === null) return null;
      const item = this.source.itemOf(chunk);
      if (item !== null) return item;
    }
    return null;
  }

  /**
   * Resolves when items may be available, or at the end; the result says whether more may come. Rejects with the error
   * of the client's stream.
   */
  async more(): Promise<boolean> {
    if (this.#end === null && !this.#closed) {
      await this.#arrived.promise;
      this.#arrived = Promise.withResolvers();
    }
    if (this.#closed) return false;
    if (this.#end?.error != null) throw this.#end.error;
    return this.#end === null;
  }

  /** Ends the feed with an error for the next call of `more`. */
  fail(error: Error): void {
    this.#endWith(error);
  }

  close(): void {
    if (this.#closed) return;
    this.#closed = true;
    this.#arrived.resolve();
    // Cancels only calls in flight: a server that sees many resets in a row closes the connection.
    if (!this.#finished) this.source.cancel().catch(() => undefined);
    this.readable.destroy();
  }

  #finish(error: Error | null): void {
    this.#finished = true;
    this.#endWith(error);
  }

  #endWith(error: Error | null): void {
    this.#end ??= { error };
    this.#arrived.resolve();
  }
}
