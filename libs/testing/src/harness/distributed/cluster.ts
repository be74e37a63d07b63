import { instantOf } from '@bookonce/kernel/json';
import type { EventStore, StoredEvent } from '@bookonce/kernel/ports/event-store';
import { spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { ClusterServers } from './cluster-servers.js';
import {
  type AppName,
  cpuSecondsOf,
  type Environment,
  inherited,
  mainOf,
  ServiceProcess,
  SERVICES,
} from './service-process.js';
import { postgresCpuSeconds } from './postgres-cpu.js';
import { freePort } from '../free-port.js';
import type { FirstRun } from '../standalone-app.js';
import type { StoredRow } from '../stored-history.js';

interface ClusterOptions {
  readonly postgresUrl: string;
  /** Instances of each app; 1 by default. */
  readonly instances?: number;
  readonly environment?: Environment;
  /** Arguments for node, such as `--cpu-prof`. */
  readonly nodeArgs?: readonly string[];
}

/** The distributed profile on this machine: its own servers, and processes started as an operator would start them. */
export class Cluster {
  #store: Promise<EventStore> | null = null;
  #firstRun: Promise<FirstRun> | null = null;

  private constructor(
    readonly servers: ClusterServers,
    readonly processes: readonly ServiceProcess[],
    private readonly environment: Environment,
  ) {}

  /** Resolves when every process is ready. */
  static async start(options: ClusterOptions): Promise<Cluster> {
    const servers = await ClusterServers.start(options.postgresUrl);
    const cluster = await Cluster.on(servers, options);
    try {
      for (const one of cluster.processes) one.start();
      await Promise.all(cluster.processes.map((one) => one.ready()));
    } catch (error) {
      await cluster.dispose();
      throw error;
    }
    return cluster;
  }

  /** Creates processes that use these servers, without starting them. */
  static async on(servers: ClusterServers, options: Omit<ClusterOptions, 'postgresUrl'> = {}): Promise<Cluster> {
    const { instances = 1, nodeArgs = [] } = options;
    const common: Environment = {
      ...servers.environment,
      BOOKONCE_SECRET_KEY: randomBytes(32).toString('base64'),
      HOST: '127.0.0.1',
      LOG_LEVEL: 'info',
      ...options.environment,
    };
    const processes: ServiceProcess[] = [];
    let baseUrl = '';
    for (const app of ['gateway', ...SERVICES] as const) {
      for (let instance = 0; instance < instances; instance += 1) {
        const port = await freePort();
        if (baseUrl === '') baseUrl = `http://127.0.0.1:${port}`;
        processes.push(new ServiceProcess(app, port, { ...common, BASE_URL: baseUrl }, nodeArgs));
      }
    }
    return new Cluster(servers, processes, { ...common, BASE_URL: baseUrl });
  }

  of(app: AppName): readonly ServiceProcess[] {
    return this.processes.filter((one) => one.app === app);
  }

  /** Creates one more process, which nobody but the caller starts and ends. `changes` differ from the others' environment. */
  async another(app: AppName, changes: Environment): Promise<ServiceProcess> {
    return new ServiceProcess(app, await freePort(), { ...this.environment, ...changes });
  }

  get gateways(): readonly ServiceProcess[] {
    return this.of('gateway');
  }

  /** The URL of the first gateway. */
  get baseUrl(): string {
    return this.environment['BASE_URL'] ?? '';
  }

  /** Creates the demo workspace and its API key with the operator's command, once. */
  firstRun(): Promise<FirstRun> {
    this.#firstRun ??= this.#init();
    return this.#firstRun;
  }

  /** Reads all of history, in the store's order. */
  async events(): Promise<readonly TimedRow[]> {
    this.#store ??= this.servers.schema.open().then(({ eventStore }) => eventStore);
    return readStoredRows(await this.#store);
  }

  /** Returns the CPU seconds used so far, by process; PostgreSQL's include what others do on that server. */
  cpuSeconds(): readonly (readonly [name: string, seconds: number])[] {
    const { kafka, redis, postgresPid } = this.servers;
    return [
      ...this.processes.map((one) => [one.app, one.cpuSeconds()] as const),
      ['Kafka', cpuSecondsOf(kafka.pid)] as const,
      ['Redis', redis.pid === null ? 0 : cpuSecondsOf(redis.pid)] as const,
      ...(postgresPid === null ? [] : [['PostgreSQL', postgresCpuSeconds(postgresPid)] as const]),
    ];
  }

  get mails(): readonly string[] {
    return this.servers.smtp.mails;
  }

  /** Sends SIGTERM to every process; resolves when all have exited. */
  async stop(): Promise<void> {
    await Promise.all(this.processes.map((one) => one.stop()));
  }

  async dispose(): Promise<void> {
    await Promise.all(this.processes.map((one) => one.kill9()));
    await this.servers.stop();
  }

  /** Runs the operator's command with the services' settings, and returns what it printed. */
  async ops(...args: readonly string[]): Promise<string> {
    const child = spawn(process.execPath, ['--disable-warning=TimeoutNegativeWarning', mainOf('ops'), ...args], {
      env: { ...inherited(), ...this.environment },
      stdio: ['ignore', 'pipe', 'pipe'],
      timeout: 30_000,
    });
    let [output, errors] = ['', ''];
    child.stdout.setEncoding('utf8').on('data', (text: string) => (output += text));
    child.stderr.setEncoding('utf8').on('data', (text: string) => (errors += text));
    const [code] = (await once(child, 'close')) as [number | null];
    if (code !== 0) throw new Error(`ops ${args.join(' ')} ended with ${code}: ${output}${errors}`);
    return output;
  }

  async #init(): Promise<FirstRun> {
    return JSON.parse(await this.ops('init')) as FirstRun;
  }
}

interface TimedRow extends StoredRow {
  /** The time of the decision. */
  readonly time: string;
}

/** Reads history up to the current head, in the store's order; positions are counted. */
const readStoredRows = async (store: EventStore): Promise<readonly TimedRow[]> => {
  const head = await store.head();
  if (head === null) return [];
  const events: StoredEvent[] = [];
  const { promise: reached, resolve } = Promise.withResolvers<void>();
  const subscription = store.subscribe(
    { after: null },
    {
      handle: async (batch) => {
        events.push(...batch);
        if ((batch.at(-1)?.position ?? '') >= head) resolve();
      },
    },
  );
  try {
    await Promise.race([reached, subscription.done]);
  } finally {
    await subscription.close();
  }
  return events.map(({ stream, revision, type, data, meta }, index) => ({
    position: index + 1,
    stream,
    revision,
    type,
    data: data as StoredRow['data'],
    // With equal times no hold counts as late: these services are killed while bookings run.
    meta: { ...meta, time: instantOf(0) },
    time: meta.time,
  }));
};
