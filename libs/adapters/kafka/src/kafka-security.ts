import type { SASLOptions } from 'kafkajs';
import type { KafkaConnectionOptions } from './kafka-options.js';

/** The ways to sign in by user and password that brokers offer. */
export const SASL_MECHANISMS = ['plain', 'scram-sha-256', 'scram-sha-512'] as const;
export type SaslMechanism = (typeof SASL_MECHANISMS)[number];

export interface KafkaLogin {
  readonly mechanism: SaslMechanism;
  readonly username: string;
  readonly password: string;
}

/** Returns how a client connects and signs in. `login` is null if the brokers take everybody. */
export const securityOf = (tls: boolean, login: KafkaLogin | null): Pick<KafkaConnectionOptions, 'ssl' | 'sasl'> => ({
  ...(tls ? { ssl: true } : {}),
  // The client's type has one case for each mechanism, all of the same shape.
  ...(login === null ? {} : { sasl: { ...login } as SASLOptions }),
});
