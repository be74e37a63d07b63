/** A kind of server that specs can run on. */
export type ServerName = 'postgres' | 'redis' | 'kafka' | 'eventstoredb';

export interface ServerKind {
  /** The variable that names a server; it takes precedence. */
  readonly variable: string;
  /** The standard port. */
  readonly standardPort: number;
  /** Returns the address of a server there, in the form of the variable. */
  readonly addressOf: (host: string, port: number) => string;
  readonly image: string;
  /** Returns the container's environment; `hostPort` is its port on the host. */
  readonly environment: (hostPort: number) => Readonly<Record<string, string>>;
  readonly howToRun: string;
}

export const serverKinds: { readonly [Name in ServerName]: ServerKind } = {
  postgres: {
    variable: 'BOOKONCE_TEST_POSTGRES_URL',
    standardPort: 5432,
    addressOf: (host, port) => `postgres://postgres@${host}:${port}/postgres`,
    image: 'postgres:17.6-alpine',
    environment: () => ({ POSTGRES_HOST_AUTH_METHOD: 'trust' }),
    howToRun: 'docker run -p 5432:5432 -e POSTGRES_HOST_AUTH_METHOD=trust postgres:17.6-alpine',
  },
  redis: {
    variable: 'BOOKONCE_TEST_REDIS_URL',
    standardPort: 6379,
    addressOf: (host, port) => `redis://${host}:${port}`,
    image: 'redis:7.4-alpine',
    environment: () => ({}),
    howToRun: 'docker run -p 6379:6379 redis:7.4-alpine',
  },
  kafka: {
    variable: 'BOOKONCE_TEST_KAFKA_BROKERS',
    standardPort: 9092,
    addressOf: (host, port) => `${host}:${port}`,
    image: 'apache/kafka:4.1.1',
    environment: (hostPort) => ({
      KAFKA_NODE_ID: '1',
      KAFKA_PROCESS_ROLES: 'broker,controller',
      KAFKA_LISTENERS: 'PLAINTEXT://:9092,CONTROLLER://:9093',
      KAFKA_ADVERTISED_LISTENERS: `PLAINTEXT://127.0.0.1:${hostPort}`,
      KAFKA_CONTROLLER_LISTENER_NAMES: 'CONTROLLER',
      KAFKA_CONTROLLER_QUORUM_VOTERS: '1@localhost:9093',
      KAFKA_OFFSETS_TOPIC_REPLICATION_FACTOR: '1',
      KAFKA_GROUP_INITIAL_REBALANCE_DELAY_MS: '0',
    }),
    howToRun: 'npm run kafka:local',
  },
  eventstoredb: {
    variable: 'BOOKONCE_TEST_EVENTSTOREDB_URL',
    standardPort: 2113,
    addressOf: (host, port) => `esdb://${host}:${port}?tls=false`,
    image: 'eventstore/eventstore:23.10.8-bookworm-slim',
    environment: () => ({ EVENTSTORE_INSECURE: 'true', EVENTSTORE_CLUSTER_SIZE: '1', EVENTSTORE_MEM_DB: 'true' }),
    howToRun:
      'docker run -p 2113:2113 -e EVENTSTORE_INSECURE=true -e EVENTSTORE_MEM_DB=true eventstore/eventstore:23.10.8-bookworm-slim',
  },
};
