import type { CommandMessage } from '@bookonce/kernel/ports/bus';
import type { KafkaConfig } from 'kafkajs';
import type { BusDeliveryOptions } from '@bookonce/adapter-delivery/bus-delivery-options';
import type { TopicSettings } from './topics.js';

/** One line of the client's own log. `broker` is `host:port` where the line is about one of them. */
export interface KafkaLogLine {
  readonly level: 'error' | 'warn' | 'info' | 'debug';
  readonly message: string;
  readonly broker: string;
  readonly details: Readonly<Record<string, unknown>>;
}

export interface KafkaConnectionOptions extends Pick<KafkaConfig, 'ssl' | 'sasl'> {
  /** `host:port` of each broker to begin with. */
  readonly brokers: readonly string[];
  /** Names this process in the brokers' logs; default `bookonce`. */
  readonly clientId?: string | undefined;
  readonly log?: ((line: KafkaLogLine) => void) | undefined;
}

export interface KafkaBusOptions extends KafkaConnectionOptions, BusDeliveryOptions, TopicSettings {
  /** Copies of each topic that does not exist yet; default 1. */
  readonly replicationFactor?: number | undefined;
  /** How long a command waits for its reply; default 5,000. */
  readonly requestTimeoutMs?: number | undefined;
  /** After so long without a sign of life an instance's work goes to the others; default 6,000, what brokers allow. */
  readonly sessionTimeoutMs?: number | undefined;
  /** How long an event waits for the one before it in its stream, where that was missed; default 10,000. */
  readonly gapPatienceMs?: number | undefined;
  /** What commands are partitioned by; default: {@link commandKey}. */
  readonly commandKey?: ((pattern: string, message: CommandMessage) => string) | undefined;
  readonly onConnected?: (() => void) | undefined;
  /** The brokers cannot be reached or used; it will be tried again in `retryInMs`. */
  readonly onConnectionLost?: ((error: Error, retryInMs: number) => void) | undefined;
  /**
   * Event topics of these categories were not there and now are, whoever created them: what was published to
   * them is gone, and has to be published again from history (I16). Whoever publishes asks `newCategories()` then.
   */
  readonly onTopicsCreated?: ((categories: readonly string[]) => void) | undefined;
}
