import { BusUnavailableError, type CommandMessage } from '@bookonce/kernel/ports/bus';
import { StoreUnavailableError } from '@bookonce/kernel/ports/event-store';
import { ReadModelsUnavailableError } from '@bookonce/kernel/ports/read-models';
import type { KafkaMessage, Message } from 'kafkajs';
import { headerOf } from './event-message.js';

/** What a command says besides its payload: where the reply goes, and until when anybody waits for it. */
export interface CommandEnvelope {
  readonly pattern: string;
  readonly requestId: string;
  /** The instance that asks, and the partition of the replies' topic that it reads. */
  readonly replyTo: string;
  readonly replyPartition: number;
  /** Epoch milliseconds by the clock of whoever asks. */
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

/** Null where the message is no command. */
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

export const readCommand = ({ value }: KafkaMessage): CommandMessage =>
  JSON.parse(value?.toString('utf8') ?? 'null') as CommandMessage;

export const toReplyMessage = ({ requestId, replyTo, replyPartition }: CommandEnvelope, outcome: Outcome): Message => ({
  key: replyTo,
  partition: replyPartition,
  value: JSON.stringify(outcome.outcome === 'answered' ? { reply: outcome.reply } : { error: describe(outcome.error) }),
  headers: { 'content-type': JSON_TYPE, 'request-id': requestId, 'reply-to': replyTo },
});

export const readReply = (message: KafkaMessage): Outcome => {
  const read = JSON.parse(message.value?.toString('utf8') ?? '{}') as {
    readonly reply?: unknown;
    readonly error?: ReturnType<typeof describe>;
  };
  return read.error === undefined
    ? { outcome: 'answered', reply: read.reply }
    : { outcome: 'failed', error: revive(read.error) };
};

const describe = (error: unknown): { readonly name: string; readonly message: string } =>
  error instanceof Error ? { name: error.name, message: error.message } : { name: 'Error', message: String(error) };

/** An error of the same meaning on this side: whether it may be tried again depends on what was lost. */
const revive = ({ name, message }: ReturnType<typeof describe>): Error => {
  switch (name) {
    case 'StoreUnavailableError':
      return new StoreUnavailableError(message);
    case 'ReadModelsUnavailableError':
      return new ReadModelsUnavailableError(message);
    case 'BusUnavailableError':
      return new BusUnavailableError(message);
    default:
      return Object.assign(new Error(message), { name });
  }
};
