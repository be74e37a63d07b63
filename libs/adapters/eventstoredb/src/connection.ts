import { StoreUnavailableError } from '@bookonce/kernel/ports/event-store';
import {
  Client,
  type Appended,
  type ProposedEvent,
  type ServerEvent,
  type StreamFilter,
  type StreamMetadata,
  type StreamRead,
} from './client.js';
import { type Asked, failureOf, FellBehindError, hasFallenBehind, isNotFound, WrongRevisionError } from './failures.js';
import type { Feed } from './feed.js';
import type { LogPosition } from './position.js';

export interface ConnectionSettings {
  /** `esdb://user:password@host:2113?tls=false`, in the form of the client library. */
  readonly url: string;
  /** The time-out of a call; 5,000 ms by default, because the server itself gives up after 2,000 ms. */
  readonly timeoutMs?: number;
}

/**
 * A connection to a server or cluster with a time-out for every call, because a frozen server leaves some calls of the
 * client hanging. Throws errors of `failures.ts`, or a {@link StoreUnavailableError} that names the server.
 */
export class Connection {
  readonly timeoutMs: number;
  readonly #client: Client;
  readonly #server: string;
  readonly #user: string | null;
  #closed: Promise<void> | null = null;

  constructor({ url, timeoutMs = 5_000 }: ConnectionSettings) {
    this.#server = `EventStoreDB at ${hostsIn(url)}`;
    this.timeoutMs = timeoutMs;
    this.#client = new Client(url);
    this.#user = this.#client.user;
  }

  append(stream: string, expected: number | 'any', events: readonly ProposedEvent[]): Promise<Appended> {
    return this.#call(() => this.#client.append(stream, expected, events, this.timeoutMs), 'write', stream);
  }

  /** Returns an empty list if the stream does not exist. */
  readStream(stream: string, read: StreamRead): Promise<readonly ServerEvent[]> {
    return this.#collect(() => this.#client.readStream(stream, read), stream);
  }

  readAllBackwards(before: LogPosition | null, limit: number): Promise<readonly ServerEvent[]> {
    return this.#collect(() => this.#client.readAllBackwards(before, limit), LOG);
  }

  /** Errors of the feed must go through {@link Connection.failureOf}. */
  subscribe(after: LogPosition | null, filter: StreamFilter, buffer: number): Feed {
    this.#refuseWhenClosed();
    return this.#client.subscribe(after, filter, buffer);
  }

  /** Limits a stream to its last events, unless it already has metadata. */
  async keepLast(stream: string, maxCount: number): Promise<void> {
    try {
      await this.#setMetadata(stream, { maxCount }, true);
    } catch (error) {
      if (!(error instanceof WrongRevisionError)) throw error;
    }
  }

  setMetadata(stream: string, metadata: StreamMetadata): Promise<void> {
    return this.#setMetadata(stream, metadata, false);
  }

  noAnswer(): StoreUnavailableError {
    return new StoreUnavailableError(`${this.#server}: no answer within ${this.timeoutMs} ms`);
  }

  /** Converts an error of a subscription. */
  failureOf(error: unknown): unknown {
    return hasFallenBehind(error)
      ? new FellBehindError(`${this.#server}: let go of a subscription that did not keep up`, { cause: error })
      : failureOf(error, this.#server, this.#asked('read', LOG));
  }

  close(): Promise<void> {
    this.#closed ??= this.#client.close();
    return this.#closed;
  }

  #setMetadata(stream: string, metadata: StreamMetadata, onlyFirst: boolean): Promise<void> {
    const set = () => this.#client.setMetadata(stream, metadata, onlyFirst, this.timeoutMs);
    return this.#call(set, 'set the metadata of', stream);
  }

  #asked(right: Asked['right'], stream: string): Asked {
    return { right, stream, user: this.#user };
  }

  async #call<Answer>(ask: () => Promise<Answer>, right: Asked['right'], stream: string): Promise<Answer> {
    this.#refuseWhenClosed();
    try {
      return await this.#inTime(ask());
    } catch (error) {
      throw failureOf(error, this.#server, this.#asked(right, stream));
    }
  }

  /** The time-out applies to each gap between items, not to the whole read. */
  async #collect(open: () => Feed, stream: string): Promise<readonly ServerEvent[]> {
    this.#refuseWhenClosed();
    const feed = open();
    const events: ServerEvent[] = [];
    try {
      do {
        for (let item = feed.take(); item !== null; item = feed.take()) {
          if (item.kind === 'event') events.push(item.event);
        }
      } while (await this.#inTime(feed.more()));
      return events;
    } catch (error) {
      if (isNotFound(error)) return [];
      throw failureOf(error, this.#server, this.#asked('read', stream));
    } finally {
      feed.close();
    }
  }

  async #inTime<Answer>(answer: Promise<Answer>): Promise<Answer> {
    const late = Promise.withResolvers<never>();
    const timeout = setTimeout(() => late.reject(this.noAnswer()), this.timeoutMs);
    try {
      return await Promise.race([answer, late.promise]);
    } finally {
      clearTimeout(timeout);
    }
  }

  #refuseWhenClosed(): void {
    if (this.#closed !== null) throw new StoreUnavailableError(`${this.#server}: closed`);
  }
}

/** The server's name of the log as a whole. */
const LOG = '$all';

/** Leaves out the password. */
const hostsIn = (url: string): string =>
  url
    .replace(/^[^:]*:\/\//, '')
    .replace(/^[^@/?]*@/, '')
    .replace(/[/?].*$/, '');
