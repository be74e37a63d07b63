import type { BusDeliveryOptions } from '@bookonce/adapter-delivery/ordered-delivery';
import type { CommandMessage } from '@bookonce/kernel/ports/bus';
import type { KafkaConfig } from 'kafkajs';
import type { TopicSettings } from './topics.js';

/** One line of the client's log. `broker` is one `host:port` if the line concerns a single broker, otherwise all. */
export interface KafkaLogLine {
  readonly level: 'error' | 'warn' | 'info' | 'debug';
  readonly message: string;
  readonly broker: string;
  readonly details: Readonly<Record<string, unknown>>;
}

export interface KafkaConnectionOptions extends Pick<KafkaConfig, 'ssl' | 'sasl'> {
  /** `host:port` of the brokers to connect to first. */
  readonly brokers: readonly string[];
  /** Identifies this process in the brokers' logs; default `bookonce`. */
  readonly clientId?: string | undefined;
  readonly log?: ((line: KafkaLogLine) => void) | undefined;
}

export interface KafkaBusOptions extends KafkaConnectionOptions, BusDeliveryOptions, TopicSettings {
  /** Copies of newly created topics; default 1. */
  readonly replicationFactor?: number | undefined;
  /** How long a request waits for its reply; default 5,000. */
  readonly requestTimeoutMs?: number | undefined;
  /** After so long without a heartbeat, an instance's partitions go to others; default 6,000, the brokers' minimum. */
  readonly sessionTimeoutMs?: number | undefined;
  /** How long an event waits for missing predecessors in its stream; default 10,000. */
  readonly gapPatienceMs?: number | undefined;
  /** Returns a command's partition key; default {@link commandKey}. */
  readonly commandKey?: ((pattern: string, message: CommandMessage) => string) | undefined;
  readonly onConnected?: (() => void) | undefined;
  /** Called after each failed attempt to use the brokers; the next attempt follows in `retryInMs`. */
  readonly onConnectionLost?: ((error: Error, retryInMs: number) => void) | undefined;
  /**
   * Called when event topics of these categories were missing and exist now, no matter which process created them. Their
   * events have to be published again from history (I16): the publisher asks `newCategories()`.
   */
  readonly onTopicsCreated?: ((categories: readonly string[]) => void) | undefined;
}
