import {
  ANY,
  BACKWARDS,
  END,
  EventStoreDBClient,
  FORWARDS,
  jsonEvent,
  NO_STREAM as MISSING,
  START,
  streamNameFilter,
  type AllStreamResolvedEvent,
  type AppendExpectedRevision,
  type Credentials,
  type JSONEventType,
  type RecordedEvent,
} from '@eventstore/db-client';
import { Feed, type FeedItem } from './feed.js';
import type { LogPosition } from './position.js';

/** An event in the server's form. */
export interface ServerEvent {
  readonly stream: string;
  readonly revision: number;
  readonly id: string;
  readonly type: string;
  readonly data: unknown;
  readonly meta: unknown;
  readonly position: LogPosition;
}

export interface ProposedEvent {
  readonly id: string;
  readonly type: string;
  readonly data: object;
  readonly meta: object;
}

export interface StreamRead {
  readonly from: number | 'start' | 'end';
  readonly backwards: boolean;
  readonly limit: number;
}

export type StreamFilter = { readonly prefixes: string[] } | { readonly regex: string };

export interface Appended {
  /** The revision of the last event. */
  readonly revision: number;
  readonly position: LogPosition;
}

export type StreamMetadata = { readonly maxCount: number } | { readonly truncateBefore: number };

interface CallOptions {
  readonly requiresLeader: boolean;
  readonly credentials?: Credentials;
}

/** In units of 32 events examined by the server. */
const CHECKPOINT_INTERVAL = 32;

/**
 * Only the leader of a cluster has every acknowledged event (I9), and only its own subscriptions are sure to reach the
 * end of the log that it reports.
 */
const LEADER = { requiresLeader: true };

/**
 * How often a silent connection is checked, and how long the check may take. The library's 10 s each are longer than every
 * other limit: a frozen leader would cost that much after the cluster has elected another.
 */
const KEEP_ALIVE_MS = 3_000;

/** Matches credentials as the library does: right after the scheme. */
const CREDENTIALS = /(?<=^[^:]+:\/\/)([^:]+):([^@]+)@/;

/**
 * The only file that uses the client library, so that KurrentDB's can replace it. Methods throw the library's own
 * errors, and a call may hang.
 */
export class Client {
  readonly #client: EventStoreDBClient;
  readonly #options: CallOptions;

  /** Throws if the URL is invalid. Expects `esdb://host:2113?tls=false`, or `kurrentdb://…`. */
  constructor(url: string) {
    const esdb = url.replace(/^(kurrentdb|kurrent|kdb)(?=\+|:)/, 'esdb');
    if (/throwOnAppendFailure=false/i.test(esdb)) throw new Error('throwOnAppendFailure=false hides conflicts');
    const [, username, password] = CREDENTIALS.exec(esdb) ?? [];
    const isSomebody = username !== undefined && password !== undefined;
    this.#options = isSomebody ? { ...LEADER, credentials: credentialsOf(username, password) } : LEADER;
    // Without credentials, because the library prints URLs with unsupported options to standard error.
    this.#client = withKeepAlive(esdb.replace(CREDENTIALS, ''));
    // Disables batch appends. The library keeps pending batches of all clients of a process in one list: when one
    // connection breaks, appends to healthy servers are failed too, and their late answers crash the process.
    Object.assign(this.#client, { supports: () => Promise.resolve(false) });
  }

  /** The user of the URL; null if it names none. */
  get user(): string | null {
    return this.#options.credentials?.username ?? null;
  }

  async append(
    stream: string,
    expected: number | 'any',
    events: readonly ProposedEvent[],
    deadlineMs: number,
  ): Promise<Appended> {
    const expectedRevision: AppendExpectedRevision =
      expected === 'any' ? ANY : expected < 0 ? MISSING : BigInt(expected);
    const proposed = events.map(({ id, type, data, meta }) =>
      jsonEvent({ id, type, data: data as Record<string, unknown>, metadata: meta as Record<string, unknown> }),
    );
    const options = { ...this.#options, expectedRevision, deadline: deadlineMs };
    const { nextExpectedRevision, position } = await this.#client.appendToStream(stream, proposed, options);
    if (position === undefined) throw new Error(`${stream}: appended without a position`);
    return { revision: Number(nextExpectedRevision), position };
  }

  readStream(stream: string, { from, backwards, limit }: StreamRead): Feed {
    const direction = backwards ? BACKWARDS : FORWARDS;
    const fromRevision = typeof from === 'number' ? BigInt(from) : from === 'start' ? START : END;
    const read = this.#client.readStream(stream, { ...this.#options, fromRevision, direction, maxCount: limit });
    return new Feed(read, { itemOf, cancel: () => read.cancel() });
  }

  /** Reads the whole log backwards, with system events; from the end if `before` is null. */
  readAllBackwards(before: LogPosition | null, limit: number): Feed {
    const options = { ...this.#options, fromPosition: before ?? END, direction: BACKWARDS, maxCount: limit } as const;
    const read = this.#client.readAll(options);
    return new Feed(read, { itemOf, cancel: () => read.cancel() });
  }

  /**
   * Subscribes to events after a position in streams that pass the filter. Applies back-pressure when `buffer` items
   * are waiting.
   */
  subscribe(after: LogPosition | null, filter: StreamFilter, buffer: number): Feed {
    const checkpoints = {
      checkpointInterval: CHECKPOINT_INTERVAL,
      // Queued like an event, so that it comes after the events below it.
      checkpointReached: (_: unknown, position: LogPosition): void => push({ kind: 'checkpoint', position }),
    };
    const subscription = this.#client.subscribeToAll(
      {
        ...this.#options,
        fromPosition: after ?? START,
        filter:
          'regex' in filter
            ? streamNameFilter({ ...checkpoints, ...filter })
            : streamNameFilter({ ...checkpoints, ...filter }),
      },
      { highWaterMark: buffer },
    );
    const push = (item: FeedItem): void => void subscription.push(item);
    subscription.on('caughtUp', () => push({ kind: 'caughtUp' }));
    return new Feed(subscription, { itemOf, cancel: () => subscription.unsubscribe() });
  }

  /** Replaces all metadata of a stream; with `onlyFirst`, only if it has none yet. */
  async setMetadata(stream: string, metadata: StreamMetadata, onlyFirst: boolean, deadlineMs: number): Promise<void> {
    const expectedRevision: AppendExpectedRevision = onlyFirst ? MISSING : ANY;
    await this.#client.setStreamMetadata(stream, metadata, {
      ...this.#options,
      expectedRevision,
      deadline: deadlineMs,
    });
  }

  close(): Promise<void> {
    return this.#client.dispose();
  }
}

/** Opens a client with {@link KEEP_ALIVE_MS}, unless the URL says otherwise. */
const withKeepAlive = (url: string): EventStoreDBClient => {
  const missing = ['keepAliveInterval', 'keepAliveTimeout'].filter(
    (name) => !new RegExp(`[?&]${name}=`, 'i').test(url),
  );
  const added = missing.map((name) => `${name}=${KEEP_ALIVE_MS}`).join('&');
  const { warn } = console;
  // The library warns of every interval below its own default; the one below is on purpose.
  console.warn = (...what: unknown[]): void => {
    if (!String(what[0]).includes(`KeepAliveInterval of ${KEEP_ALIVE_MS} is less`)) warn(...what);
  };
  try {
    return EventStoreDBClient.connectionString(added === '' ? url : `${url}${url.includes('?') ? '&' : '?'}${added}`);
  } finally {
    console.warn = warn;
  }
};

const credentialsOf = (username: string, password: string): Credentials => ({
  username: decodeURIComponent(username.trim()),
  password: decodeURIComponent(password.trim()),
});

const itemOf = (chunk: unknown): FeedItem | null => {
  if (typeof chunk === 'object' && chunk !== null && 'kind' in chunk) return chunk as FeedItem;
  const { event } = chunk as AllStreamResolvedEvent;
  return event === undefined ? null : { kind: 'event', event: serverEvent(event as RecordedEvent<JSONEventType>) };
};

const serverEvent = (event: RecordedEvent<JSONEventType>): ServerEvent => ({
  stream: event.streamId,
  revision: Number(event.revision),
  id: event.id,
  type: event.type,
  data: event.data,
  meta: event.metadata,
  position: event.position ?? { commit: 0n, prepare: 0n },
});
