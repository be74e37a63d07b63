import { Kafka, logLevel, type LogEntry } from 'kafkajs';
import { connect, isIP, type Socket } from 'node:net';
import { connect as connectTls } from 'node:tls';
import type { ISocketFactoryArgs } from 'kafkajs';
import type { KafkaConnectionOptions, KafkaLogLine } from './kafka-options.js';
import { mendRequestQueue } from './mend-request-queue.js';

mendRequestQueue();

const KEEP_ALIVE_MS = 60_000;
const CONNECT_WITHIN_MS = 3_000;
const ANSWER_WITHIN_MS = 10_000;

const levels: Readonly<Record<number, KafkaLogLine['level']>> = {
  [logLevel.ERROR]: 'error',
  [logLevel.WARN]: 'warn',
  [logLevel.INFO]: 'info',
  [logLevel.DEBUG]: 'debug',
};

/** As the client's own, but without waiting for more to send: a hop is a round trip of small packets. */
const openSocket = ({ host, port, ssl, onConnect }: ISocketFactoryArgs): Socket => {
  const servername = isIP(host) === 0 ? { servername: host } : {};
  // Null where the connection is not to be secured, whatever the client's types say.
  const secure = ssl as ISocketFactoryArgs['ssl'] | null | undefined;
  const socket =
    secure === undefined || secure === null
      ? connect({ host, port }, onConnect)
      : connectTls({ host, port, ...servername, ...secure }, onConnect);
  return socket.setNoDelay(true).setKeepAlive(true, KEEP_ALIVE_MS);
};

/** A producer whose tries are over is replaced, which keeps what it warns about. */
const NEEDLESS = 'Limiting retries for the idempotent producer';

const toLine = (brokers: string, { level, namespace, log }: LogEntry): KafkaLogLine => {
  const { message, timestamp: _timestamp, logger: _logger, broker, ...details } = log;
  return {
    level: levels[level] ?? 'debug',
    message: namespace === '' ? message : `[${namespace}] ${message}`,
    broker: typeof broker === 'string' ? broker : brokers,
    details,
  };
};

/** The client that producers, consumers and the administration of one process share. */
export const kafkaClient = ({ brokers, clientId = 'bookonce', ssl, sasl, log }: KafkaConnectionOptions): Kafka =>
  new Kafka({
    brokers: [...brokers],
    clientId,
    ...(ssl === undefined ? {} : { ssl }),
    ...(sasl === undefined ? {} : { sasl }),
    connectionTimeout: CONNECT_WITHIN_MS,
    requestTimeout: ANSWER_WITHIN_MS,
    // Few and short: whoever uses a connection begins again by itself, and tells what it could not reach.
    retry: { retries: 2, initialRetryTime: 50, maxRetryTime: 500 },
    socketFactory: openSocket,
    logLevel: log === undefined ? logLevel.NOTHING : logLevel.INFO,
    logCreator: () => (entry) => {
      if (!entry.log.message.startsWith(NEEDLESS)) log?.(toLine(brokers.join(', '), entry));
    },
  });
