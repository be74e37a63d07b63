import { Kafka, logLevel } from 'kafkajs';

/** A test's own Kafka broker, which may be killed and restarted on the same data. */
export interface OwnKafka {
  /** `127.0.0.1:<port>` */
  readonly brokers: string;
  readonly port: number;
  readonly dataDir: string;
  readonly pid: number;
  /** Sends SIGTERM and removes a temporary data folder. */
  stop(): Promise<void>;
  /** Sends SIGKILL; the data stays. */
  kill9(): Promise<void>;
}

interface OwnKafkaOptions {
  /** A free port by default. */
  readonly port?: number;
  /** Kept, so that another broker can use it; a temporary folder by default. */
  readonly dataDir?: string;
  /** A second listener, which takes only clients with TLS, a user and a password. */
  readonly secured?: {
    readonly port: number;
    /** A PEM file with the key and the certificate. */
    readonly keystore: string;
    readonly user: string;
    readonly password: string;
  };
}

/** The program that these specs need: Maven finds the broker, and needs Java to run it. */
export const KAFKA_PROGRAM = 'mvn';

const TOOL = new URL('../../../../tools/kafka/local-kafka.mjs', import.meta.url).href;

/** Resolves when the broker accepts requests, after some seconds. */
export const startOwnKafka = async (options: OwnKafkaOptions = {}): Promise<OwnKafka> => {
  const { startLocalKafka } = (await import(TOOL)) as {
    readonly startLocalKafka: (options: OwnKafkaOptions) => Promise<OwnKafka>;
  };
  return startLocalKafka(options);
};

/** Deletes every topic of a test's own broker except its internal ones. */
export const deleteAllTopics = async (brokers: string): Promise<readonly string[]> => {
  const admin = new Kafka({ brokers: [brokers], logLevel: logLevel.NOTHING }).admin();
  await admin.connect();
  try {
    const topics = (await admin.listTopics()).filter((topic) => !topic.startsWith('__'));
    await admin.deleteTopics({ topics });
    return topics;
  } finally {
    await admin.disconnect();
  }
};
