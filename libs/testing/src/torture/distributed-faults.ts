import { Client } from 'pg';
import { setTimeout as wait } from 'node:timers/promises';
import { boundedParallel } from '../harness/bounded-parallel.js';
import type { Cluster } from '../harness/distributed/cluster.js';
import { SERVICES, type ServiceProcess } from '../harness/distributed/service-process.js';
import { HttpClient } from '../harness/http-client.js';
import type { SeededRandom } from '../harness/seeded-random.js';
import { attack } from './hostile-requests.js';

/** Something that goes wrong around a running cluster. Resolves when it is over; returns what did not hold meanwhile. */
export interface DistributedFault {
  readonly name: string;
  readonly happen: (cluster: Cluster, random: SeededRandom) => Promise<readonly string[]>;
}

const READY_AT_ONCE = 2;

const anyProcess = (cluster: Cluster, random: SeededRandom): ServiceProcess => random.pick(cluster.processes);

const killAll = async (cluster: Cluster, random: SeededRandom): Promise<void> => {
  const instances = cluster.of(random.pick(['gateway', ...SERVICES] as const));
  await Promise.all(instances.map((one) => one.kill9()));
  for (const one of instances) one.start();
  await boundedParallel(instances, READY_AT_ONCE, (one) => one.ready());
};

const killOne = async (cluster: Cluster, random: SeededRandom): Promise<void> => {
  const one = anyProcess(cluster, random);
  await one.kill9();
  await wait(random.between(0, 3_000));
  one.start();
  await one.ready();
};

const stopOne = async (cluster: Cluster, random: SeededRandom): Promise<void> => {
  const one = anyProcess(cluster, random);
  await one.stop();
  one.start();
  await one.ready();
};

/** The process may hold leases, which others take over meanwhile; it must notice when it wakes. */
const freezeOne = async (cluster: Cluster, random: SeededRandom): Promise<void> => {
  const one = anyProcess(cluster, random);
  one.freeze();
  await wait(random.between(1_000, 20_000));
  one.thaw();
};

const restartKafka = async ({ servers }: Cluster): Promise<void> => {
  await servers.kafka.kill9();
  await servers.startKafkaAgain();
};

const deleteTopics = async ({ servers }: Cluster): Promise<void> => {
  await servers.deleteTopics();
};

const restartRedis = async ({ servers: { redis } }: Cluster, random: SeededRandom): Promise<void> => {
  await redis.kill();
  await wait(random.between(0, 4_000));
  await redis.start();
};

const wipeRedis = async ({ servers: { redis } }: Cluster): Promise<void> => {
  await redis.ask('FLUSHALL');
};

const freezeRedis = async ({ servers: { redis } }: Cluster, random: SeededRandom): Promise<void> => {
  redis.freeze();
  await wait(random.between(500, 8_000));
  redis.thaw();
};

const killConnections = async ({ servers: { schema } }: Cluster): Promise<void> => {
  await schema.killConnections();
};

/** A transaction elsewhere keeps the server's oldest running transaction back. */
const transactionElsewhere =
  (postgresUrl: string) =>
  async (_cluster: Cluster, random: SeededRandom): Promise<void> => {
    const elsewhere = new URL(postgresUrl);
    elsewhere.pathname = '/template1';
    const client = new Client({ connectionString: elsewhere.href });
    await client.connect();
    try {
      await client.query('BEGIN');
      await client.query('SELECT txid_current()');
      await wait(random.between(5_000, 25_000));
      await client.query('ROLLBACK');
    } finally {
      await client.end();
    }
  };

const hostileRequests = async (cluster: Cluster, random: SeededRandom): Promise<readonly string[]> => {
  const { baseUrl, port } = random.pick(cluster.gateways);
  const http = new HttpClient(baseUrl);
  try {
    return await attack(random, { http, port, requests: 60 });
  } finally {
    http.close();
  }
};

const harmless =
  (happen: (cluster: Cluster, random: SeededRandom) => Promise<void>): DistributedFault['happen'] =>
  async (cluster, random) => {
    await happen(cluster, random);
    return [];
  };

export const distributedFaults = (postgresUrl: string): readonly DistributedFault[] => [
  { name: 'kill -9 of all instances of a service', happen: harmless(killAll) },
  { name: 'kill -9 of one process', happen: harmless(killOne) },
  { name: 'SIGTERM of one process', happen: harmless(stopOne) },
  { name: 'a frozen process', happen: harmless(freezeOne) },
  { name: 'kill -9 of Kafka', happen: harmless(restartKafka) },
  { name: 'deleted topics', happen: harmless(deleteTopics) },
  { name: 'kill -9 of Redis, which restarts empty', happen: harmless(restartRedis) },
  { name: 'a wiped Redis', happen: harmless(wipeRedis) },
  { name: 'a frozen Redis', happen: harmless(freezeRedis) },
  { name: 'lost connections to PostgreSQL', happen: harmless(killConnections) },
  { name: 'a long transaction in another database', happen: harmless(transactionElsewhere(postgresUrl)) },
  { name: 'hostile requests', happen: hostileRequests },
];
