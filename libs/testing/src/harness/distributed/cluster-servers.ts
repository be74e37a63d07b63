import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { deleteAllTopics, type OwnKafka, startOwnKafka } from '../../servers/own-kafka.js';
import { OwnRedisServer } from '../../servers/own-redis-server.js';
import { ownSchema, type OwnSchema } from '../../servers/own-schema.js';
import { type SmtpServer, startSmtpServer } from '../../servers/smtp-server.js';
import { postgresPidOf } from './postgres-cpu.js';
import type { Environment } from './service-process.js';

/** The servers of one cluster: its own Kafka, Redis, mail server and PostgreSQL schema. */
export class ClusterServers {
  #kafka: OwnKafka;

  private constructor(
    private readonly postgresUrl: string,
    readonly schema: OwnSchema,
    readonly redis: OwnRedisServer,
    readonly smtp: SmtpServer,
    private readonly kafkaData: string,
    kafka: OwnKafka,
    /** Null if PostgreSQL does not run on this machine. */
    readonly postgresPid: number | null,
  ) {
    this.#kafka = kafka;
  }

  static async start(postgresUrl: string): Promise<ClusterServers> {
    const kafkaData = await mkdtemp(join(tmpdir(), 'bookonce-cluster-'));
    const [kafka, redis, smtp] = await Promise.all([
      startOwnKafka({ dataDir: kafkaData }),
      OwnRedisServer.start(),
      startSmtpServer(),
    ]);
    const schema = ownSchema(postgresUrl);
    const postgresPid = await postgresPidOf(schema);
    return new ClusterServers(postgresUrl, schema, redis, smtp, kafkaData, kafka, postgresPid);
  }

  get kafka(): OwnKafka {
    return this.#kafka;
  }

  /** The environment that points a service to these servers. */
  get environment(): Environment {
    return {
      KAFKA_BROKERS: this.#kafka.brokers,
      REDIS_URL: this.redis.url,
      EVENT_STORE_URL: this.postgresUrl,
      SMTP_URL: this.smtp.url,
      BOOKONCE_NAMESPACE: this.schema.name,
    };
  }

  /** Restarts Kafka after a kill, on the same port and data. */
  async startKafkaAgain(): Promise<void> {
    this.#kafka = await startOwnKafka({ port: this.#kafka.port, dataDir: this.kafkaData });
  }

  deleteTopics(): Promise<readonly string[]> {
    return deleteAllTopics(this.#kafka.brokers);
  }

  async stop(): Promise<void> {
    // Killed, because a clean shutdown would only take longer.
    await Promise.all([this.#kafka.kill9(), this.redis.kill(), this.smtp.stop(), this.schema.remove()]);
    await rm(this.kafkaData, { recursive: true, force: true });
  }
}
