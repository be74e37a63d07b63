import { type ISocketFactoryArgs, Kafka, type LogEntry, logLevel } from 'kafkajs';
import { createRequire } from 'node:module';
import { connect, isIP, type Socket } from 'node:net';
import { connect as connectTls } from 'node:tls';
import type { KafkaConnectionOptions, KafkaLogLine } from './kafka-options.js';

const KEEP_ALIVE_MS = 60_000;
const CONNECT_WITHIN_MS = 3_000;
const ANSWER_WITHIN_MS = 10_000;

const levels: Readonly<Record<number, KafkaLogLine['level']>> = {
  [logLevel.ERROR]: 'error',
  [logLevel.WARN]: 'warn',
  [logLevel.INFO]: 'info',
  [logLevel.DEBUG]: 'debug',
};

/** Like the client's own, with Nagle's algorithm off: commands and replies are small packets that must not linger. */
const openSocket = ({ host, port, ssl, onConnect }: ISocketFactoryArgs): Socket => {
  const servername = isIP(host) === 0 ? { servername: host } : {};
  // The client passes null for an unencrypted connection, although its types say otherwise.
  const secure = ssl as ISocketFactoryArgs['ssl'] | null | undefined;
  const socket =
    secure === undefined || secure === null
      ? connect({ host, port }, onConnect)
      : connectTls({ host, port, ...servername, ...secure }, onConnect);
  return socket.setNoDelay(true).setKeepAlive(true, KEEP_ALIVE_MS);
};

/** A warning that does not apply: a producer that runs out of retries is replaced, so its order is kept. */
const IGNORED_WARNING = 'Limiting retries for the idempotent producer';

const toLine = (brokers: string, { level, namespace, log }: LogEntry): KafkaLogLine => {
  const { message, timestamp: _timestamp, logger: _logger, broker, ...details } = log;
  return {
    level: levels[level] ?? 'debug',
    message: namespace === '' ? message : `[${namespace}] ${message}`,
    broker: typeof broker === 'string' ? broker : brokers,
    details,
  };
};

/** Creates the client that the producers, consumers and the admin of one process share. */
export const kafkaClient = ({ brokers, clientId = 'bookonce', ssl, sasl, log }: KafkaConnectionOptions): Kafka =>
  new Kafka({
    brokers: [...brokers],
    clientId,
    ...(ssl === undefined ? {} : { ssl }),
    ...(sasl === undefined ? {} : { sasl }),
    connectionTimeout: CONNECT_WITHIN_MS,
    requestTimeout: ANSWER_WITHIN_MS,
    // Few and short: each user of a connection retries by itself and reports what it could not reach.
    retry: { retries: 2, initialRetryTime: 50, maxRetryTime: 500 },
    socketFactory: openSocket,
    logLevel: log === undefined ? logLevel.NOTHING : logLevel.INFO,
    logCreator: () => (entry) => {
      if (!entry.log.message.startsWith(IGNORED_WARNING)) log?.(toLine(brokers.join(', '), entry));
    },
  });

/** The part of kafkajs's request queue of one connection that the patch uses. */
interface RequestQueue {
  /** Epoch milliseconds; the broker asked the client to send nothing before. */
  readonly throttledUntil: number;
  readonly pending: readonly unknown[];
  throttleCheckTimeoutId: ReturnType<typeof setTimeout> | null;
  checkPendingRequests(): void;
  scheduleCheckPendingRequests(): void;
}

const CHECK_EVERY_MS = 10;

/**
 * Patches kafkajs 2.2.4, which after each response arms a timer with a time in the past, even if no request is pending,
 * and arms it again when it fires: each connection wakes a thousand times a second, and Node warns about negative
 * timeouts. The patched queue arms the timer only while requests are pending.
 */
const patchRequestQueue = (): void => {
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

patchRequestQueue();
