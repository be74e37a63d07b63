export interface LocalKafka {
  /** `127.0.0.1:<port>` */
  readonly brokers: string;
  readonly port: number;
  readonly dataDir: string;
  readonly pid: number;
  /** Resolves when the process has ended, for whatever reason. */
  readonly gone: Promise<unknown>;
  /** SIGTERM; a temporary data folder goes with it. */
  stop(): Promise<void>;
  /** SIGKILL; the data stays, and another broker may be started on it. */
  kill9(): Promise<void>;
}

/** Runs one Kafka broker on loopback; resolves when it takes requests. */
export declare const startLocalKafka: (options?: {
  /** Default: a free one. */
  readonly port?: number;
  /** Kept, and used again by the next broker that is given it; default: a temporary folder that `stop()` removes. */
  readonly dataDir?: string;
  readonly log?: (line: string) => void;
}) => Promise<LocalKafka>;
