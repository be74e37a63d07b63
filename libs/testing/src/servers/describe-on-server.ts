import { describe, it } from '@jest/globals';
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { connect } from 'node:net';
import { freePort } from '../harness/free-port.js';

/** A kind of server that specs can run on. */
type ServerName = 'postgres' | 'redis' | 'kafka' | 'eventstoredb';

interface ServerKind {
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

const serverKinds: { readonly [Name in ServerName]: ServerKind } = {
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

/** Starts a server in a container that ends with this process; returns its address. */
const startContainer = async (name: ServerName): Promise<string> => {
  // Loaded only if there is an engine, because loading takes a second.
  const { GenericContainer, Wait } = await import('testcontainers');
  const { image, environment, standardPort, addressOf } = serverKinds[name];
  const port = await freePort();
  const container = await new GenericContainer(image)
    .withEnvironment({ ...environment(port) })
    .withExposedPorts({ container: standardPort, host: port })
    .withWaitStrategy(Wait.forListeningPorts())
    .start();
  return addressOf(container.getHost(), port);
};

type TestServer =
  | { readonly state: 'found'; readonly address: string }
  /** `howToRun` is a hint for people who want to run the skipped specs. */
  | { readonly state: 'missing'; readonly howToRun: string };

const HOST = '127.0.0.1';
const DOCKER_SOCKET = '/var/run/docker.sock';

/**
 * Finds a server: the one named by the environment, one on its standard port, or one in a container if a Docker engine
 * answers.
 */
const testServer = async (name: ServerName): Promise<TestServer> => {
  const { variable, standardPort, addressOf, howToRun } = serverKinds[name];
  const named = process.env[variable];
  if (named !== undefined && named !== '') return { state: 'found', address: named };
  if (await answers(standardPort)) return { state: 'found', address: addressOf(HOST, standardPort) };
  if (process.env['DOCKER_HOST'] !== undefined || existsSync(DOCKER_SOCKET)) {
    const address = await startContainer(name).catch(() => null);
    if (address !== null) return { state: 'found', address };
  }
  return { state: 'missing', howToRun: `${howToRun}, or set ${variable}` };
};

const answers = async (port: number): Promise<boolean> => {
  const { promise, resolve } = Promise.withResolvers<boolean>();
  const socket = connect({ host: HOST, port, timeout: 1_000 });
  socket.once('connect', () => resolve(true));
  socket.once('error', () => resolve(false));
  socket.once('timeout', () => resolve(false));
  const answer = await promise;
  socket.destroy();
  return answer;
};

/** Comma-separated names of required servers: without one of them, its specs fail instead of being skipped. */
const REQUIRED = 'BOOKONCE_REQUIRE_SERVERS';

/**
 * Describes specs that need a real server. Without one they are skipped, with a hint how to run them. Await it at the
 * top of a spec file.
 */
export const describeOnServer = async (
  name: ServerName,
  title: string,
  body: (address: string) => void,
): Promise<void> => {
  const server = await testServer(name);
  if (server.state === 'found') {
    describe(title, () => body(server.address));
    return;
  }
  describeMissing(name, title, server.howToRun);
};

/**
 * Describes specs that start their own server with a program; skipped if the program is missing. `howToRun` is a hint for
 * people who want to run them.
 */
export const describeWithProgram = (program: string, title: string, body: () => void, howToRun?: string): void => {
  const { error } = spawnSync(program, ['--version'], { stdio: 'ignore' });
  if (error === undefined) describe(title, body);
  else describeMissing(program, title, howToRun ?? `install the program ${program}`);
};

/** Describes specs that cannot run here: they fail if the environment asks for what is missing. */
const describeMissing = (name: string, title: string, howToRun: string): void => {
  const needs = `needs ${name}: ${howToRun}`;
  if ((process.env[REQUIRED] ?? '').split(',').includes(name)) {
    describe(title, () => {
      it(needs, () => {
        throw new Error(`${REQUIRED} asks for ${name}, and there is none: ${howToRun}`);
      });
    });
    return;
  }
  describe.skip(title, () => {
    it(needs, () => undefined);
  });
};
