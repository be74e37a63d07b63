import type { ServerEvent } from './client.js';
import type { LogPosition } from './position.js';

/** What a read or a subscription brings, in the order of the log. */
export type FeedItem =
  | { readonly kind: 'event'; readonly event: ServerEvent }
  /** Everything up to here was looked at. */
  | { readonly kind: 'checkpoint'; readonly position: LogPosition }
  /** The end of the log was reached; what comes now is live. */
  | { readonly kind: 'caughtUp' };

/** A readable stream of the client, whose types are of another Node. */
export interface ClientStream {
  read(): unknown;
  destroy(): unknown;
  on(event: string, listener: (error: Error) => void): unknown;
}

export interface FeedSource {
  /** Null for what says nothing. */
  readonly itemOf: (chunk: unknown) => FeedItem | null;
  readonly cancel: () => Promise<void>;
}

/** Takes what a stream of the client brings when it suits, so that a slow reader holds back the server. */
export class Feed {
  #end: { readonly error: Error | null } | null = null;
  /** The call is over. */
  #finished = false;
  #arrived = Promise.withResolvers<void>();
  #closed = false;

  constructor(
    private readonly readable: ClientStream,
    private readonly source: FeedSource,
  ) {
    const wake = (): void => this.#arrived.resolve();
    // The client emits errors without ending the stream, also after it was cancelled: somebody has to listen.
    readable.on('error', (error) => this.#finish(error));
    readable.on('end', () => this.#finish(null));
    readable.on('close', () => this.#finish(null));
    readable.on('readable', wake);
    readable.on('confirmation', wake);
  }

  /** The next item at hand, or null. */
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
   * Resolves when something may be at hand, or when it is at its end or closed: with whether more may come. Rejects
   * with what the client's stream failed with.
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

  /** It has ended with this, for whoever asks for more. */
  fail(error: Error): void {
    this.#endWith(error);
  }

  close(): void {
    if (this.#closed) return;
    this.#closed = true;
    this.#arrived.resolve();
    // Only what is under way: a server that sees one call after the other reset cuts the connection.
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
