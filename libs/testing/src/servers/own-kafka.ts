/** A Kafka broker of one's own, which may be killed and started again on the same data. */
export interface OwnKafka {
  /** `127.0.0.1:<port>` */
  readonly brokers: string;
  readonly port: number;
  readonly dataDir: string;
  readonly pid: number;
  /** SIGTERM; a temporary data folder goes with it. */
  stop(): Promise<void>;
  /** SIGKILL; the data stays. */
  kill9(): Promise<void>;
}

export interface OwnKafkaOptions {
  /** Default: a free one. */
  readonly port?: number;
  /** Kept, and used again by the next broker that is given it; default: a temporary folder. */
  readonly dataDir?: string;
}

/** The program that these specs need: Maven finds the broker, and needs the Java that runs it. */
export const KAFKA_PROGRAM = 'mvn';

const TOOL = new URL('../../../../tools/kafka/local-kafka.mjs', import.meta.url).href;

/** Resolves when it takes requests, after some seconds. */
export const startOwnKafka = async (options: OwnKafkaOptions = {}): Promise<OwnKafka> => {
  const { startLocalKafka } = (await import(TOOL)) as {
    readonly startLocalKafka: (options: OwnKafkaOptions) => Promise<OwnKafka>;
  };
  return startLocalKafka(options);
};
