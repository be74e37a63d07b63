import { type CloudEvent, toCloudEvent } from '@bookonce/contracts/cloud-event';
import { checkReply, InvalidMessageError, parseCloudEvent, parseCommand } from '@bookonce/contracts/parse-message';
import { BusUnavailableError, type CommandMessage } from '@bookonce/kernel/ports/bus';
import type { DeadLetter } from '@bookonce/kernel/ports/dead-letters';
import { type StoredEvent, StoreUnavailableError, UnknownEventError } from '@bookonce/kernel/ports/event-store';
import { ReadModelsUnavailableError } from '@bookonce/kernel/ports/read-models';
import type { KafkaMessage, Message } from 'kafkajs';
import type { Received } from './group-consumer.js';

/** The headers of a command: its pattern, the destination of the reply, and the caller's deadline. */
export interface CommandEnvelope {
  readonly pattern: string;
  readonly requestId: string;
  /** The calling instance, and the partition of the reply topic that it reads. */
  readonly replyTo: string;
  readonly replyPartition: number;
  /** Epoch milliseconds by the caller's clock. */
  readonly expiresAt: number;
}

export type Outcome =
  { readonly outcome: 'answered'; readonly reply: unknown } | { readonly outcome: 'failed'; readonly error: unknown };

const JSON_TYPE = 'application/json';

export const toCommandMessage = (key: string, envelope: CommandEnvelope, message: CommandMessage): Message => ({
  key,
  value: JSON.stringify(message),
  headers: {
    'content-type': JSON_TYPE,
    pattern: envelope.pattern,
    'request-id': envelope.requestId,
    'reply-to': envelope.replyTo,
    'reply-partition': String(envelope.replyPartition),
    'expires-at': String(envelope.expiresAt),
  },
});

/** Returns null if the message is not a command. */
export const readEnvelope = (message: KafkaMessage): CommandEnvelope | null => {
  const pattern = headerOf(message, 'pattern');
  const requestId = headerOf(message, 'request-id');
  const replyTo = headerOf(message, 'reply-to');
  const replyPartition = Number(headerOf(message, 'reply-partition'));
  const expiresAt = Number(headerOf(message, 'expires-at'));
  if (pattern === undefined || requestId === undefined || replyTo === undefined) return null;
  if (Number.isNaN(replyPartition) || Number.isNaN(expiresAt)) return null;
  return { pattern, requestId, replyTo, replyPartition, expiresAt };
};

/** Throws {@link InvalidMessageError}. */
export const readCommand = (pattern: string, message: KafkaMessage): CommandMessage =>
  parseCommand(pattern, jsonOf(message));

const jsonOf = ({ value }: Pick<KafkaMessage, 'value'>): unknown => {
  try {
    return JSON.parse(value?.toString('utf8') ?? '');
  } catch {
    throw new InvalidMessageError('The message is not JSON.');
  }
};

export const toReplyMessage = ({ requestId, replyTo, replyPartition }: CommandEnvelope, outcome: Outcome): Message => ({
  key: replyTo,
  partition: replyPartition,
  value: JSON.stringify(outcome.outcome === 'answered' ? { reply: outcome.reply } : { error: describe(outcome.error) }),
  headers: { 'content-type': JSON_TYPE, 'request-id': requestId, 'reply-to': replyTo },
});

/** Reads the reply to a command of this pattern. An invalid one leaves the outcome unknown, as no reply does. */
export const readReply = (pattern: string, message: KafkaMessage): Outcome => {
  try {
    const read = jsonOf(message);
    if (!isObject(read)) throw new InvalidMessageError('The reply is not an object.');
    if (isDescribed(read['error'])) return { outcome: 'failed', error: revive(read['error']) };
    checkReply(pattern, read['reply']);
    return { outcome: 'answered', reply: read['reply'] };
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    return { outcome: 'failed', error: new BusUnavailableError(`Invalid reply to ${pattern}: ${reason}`) };
  }
};

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null;

const isDescribed = (value: unknown): value is ReturnType<typeof describe> =>
  isObject(value) && typeof value['name'] === 'string' && typeof value['message'] === 'string';

const describe = (error: unknown): { readonly name: string; readonly message: string } =>
  error instanceof Error ? { name: error.name, message: error.message } : { name: 'Error', message: String(error) };

/** Recreates the error's class: callers decide by it whether to retry. */
const revive = ({ name, message }: ReturnType<typeof describe>): Error => {
  switch (name) {
    case 'StoreUnavailableError':
      return new StoreUnavailableError(message);
    case 'UnknownEventError':
      return new UnknownEventError(message);
    case 'ReadModelsUnavailableError':
      return new ReadModelsUnavailableError(message);
    case 'BusUnavailableError':
      return new BusUnavailableError(message);
    default:
      return Object.assign(new Error(message), { name });
  }
};

/** The headers of an event that decide its delivery; reading them does not parse the value. */
export interface EventHead {
  /** The pattern that handlers subscribe to. */
  readonly type: string;
  readonly stream: string;
  readonly revision: number;
}

const PREFIX = 'ce_';

/** Encodes an event by CloudEvents 1.0 in binary content mode: attributes are headers, the value is the data alone. */
export const toEventMessage = (event: StoredEvent): Message => {
  const { data, datacontenttype, ...attributes } = toCloudEvent(event);
  const headers: Record<string, string> = { 'content-type': datacontenttype };
  for (const [name, value] of Object.entries(attributes)) headers[PREFIX + name] = String(value);
  return { key: event.stream, value: JSON.stringify(data), headers };
};

const ONLY_FOR = 'bookonce-only-for';

const DEAD_LETTER = 'bookonce-dead-letter';

/** The event of a dead letter, for its subscriber alone; the others pass over it. */
export const toRedeliveredMessage = (event: StoredEvent, { id, subscriber }: DeadLetter): Message => {
  const message = toEventMessage(event);
  return { ...message, headers: { ...message.headers, [ONLY_FOR]: subscriber, [DEAD_LETTER]: id } };
};

/** Returns the dead letter that this message delivers again; undefined for an ordinary event. */
export const letterIdOf = (message: Pick<KafkaMessage, 'headers'>): string | undefined =>
  headerOf(message, DEAD_LETTER);

/** Returns whether the message is for this subscriber; most are for all. */
export const isFor = (message: Pick<KafkaMessage, 'headers'>, subscriber: string): boolean => {
  const only = headerOf(message, ONLY_FOR);
  return only === undefined || only === subscriber;
};

export const headerOf = ({ headers }: Pick<KafkaMessage, 'headers'>, name: string): string | undefined => {
  const value = headers?.[name];
  const first = Array.isArray(value) ? value[0] : value;
  return typeof first === 'string' ? first : first?.toString('utf8');
};

export const readEventHead = (message: KafkaMessage): EventHead => ({
  type: headerOf(message, 'ce_type') ?? '',
  stream: headerOf(message, 'ce_subject') ?? message.key?.toString('utf8') ?? '',
  revision: Number(headerOf(message, 'ce_streamrevision') ?? Number.NaN),
});

/** Parses and upcasts an event. Throws {@link InvalidMessageError}. */
export const readEvent = (message: KafkaMessage): { readonly event: StoredEvent; readonly cloudEvent: CloudEvent } => {
  const attributes = Object.create(null) as Record<string, unknown>;
  for (const name of Object.keys(message.headers ?? {})) {
    if (name.startsWith(PREFIX)) attributes[name.slice(PREFIX.length)] = headerOf(message, name);
  }
  // Messages of an older release may still be in flight, so handlers get the current version.
  const { current } = parseCloudEvent({
    ...attributes,
    datacontenttype: headerOf(message, 'content-type'),
    streamrevision: Number(attributes['streamrevision']),
    data: jsonOf(message),
  });
  return { event: current, cloudEvent: toCloudEvent(current) };
};

/** Copies the original message with its headers, and adds why and when it was given up. */
export const toDeadLetterMessage = (letter: DeadLetter, { message, progress }: Received): Message => ({
  key: message.key,
  value: message.value,
  headers: {
    ...message.headers,
    'dead-letter-subscriber': letter.subscriber,
    'dead-letter-reason': letter.reason,
    'dead-letter-tries': String(letter.tries),
    'dead-letter-at': letter.at,
    'dead-letter-topic': progress.topic,
    'dead-letter-partition': String(progress.partition),
    'dead-letter-offset': message.offset,
  },
});
