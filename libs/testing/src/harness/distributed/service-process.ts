import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { eventually } from '../eventually.js';
import { HttpClient } from '../http-client.js';

/** The apps of the distributed profile, by folder. */
export const SERVICES = [
  'link-service',
  'availability-service',
  'booking-service',
  'notification-service',
  'calendar-service',
] as const;
export type AppName = 'gateway' | (typeof SERVICES)[number];

export type Environment = Readonly<Record<string, string>>;

const READY_WITHIN_MS = 180_000;
const STOP_WITHIN_MS = 15_000;
export const TICKS_PER_SECOND = 100;

export const mainOf = (app: AppName | 'ops'): string =>
  fileURLToPath(new URL(`../../../../../apps/${app}/dist/main.js`, import.meta.url));

/** Returns this process's environment without variables that would configure a service. */
export const inherited = (): NodeJS.ProcessEnv => {
  const { NODE_ENV: _env, NODE_OPTIONS: _options, ...others } = process.env;
  return others;
};

/** One instance of an app that can be killed and restarted on the same port. */
export class ServiceProcess {
  #child: ChildProcess | null = null;
  #output = '';

  constructor(
    readonly app: AppName,
    readonly port: number,
    private readonly environment: Environment,
    private readonly nodeArgs: readonly string[] = [],
  ) {}

  get baseUrl(): string {
    return `http://127.0.0.1:${this.port}`;
  }

  /** Null while the process is not running. */
  get pid(): number | null {
    return this.#child?.pid ?? null;
  }

  /** How the process ended by itself; null while it runs, and after a kill or a stop. */
  get exitedWith(): string | null {
    const how = this.#child?.exitCode ?? this.#child?.signalCode ?? null;
    return how === null ? null : String(how);
  }

  /** The output of all runs. */
  get output(): string {
    return this.#output;
  }

  /** Starts the process without waiting for it. */
  start(): void {
    const child = spawn(
      process.execPath,
      [
        '--disable-warning=ExperimentalWarning',
        '--disable-warning=TimeoutNegativeWarning',
        ...this.nodeArgs,
        mainOf(this.app),
      ],
      { env: { ...inherited(), ...this.environment, PORT: String(this.port) }, stdio: ['ignore', 'pipe', 'pipe'] },
    );
    for (const stream of [child.stdout, child.stderr]) {
      stream.setEncoding('utf8').on('data', (text: string) => (this.#output += text));
    }
    this.#child = child;
  }

  /** Resolves when the process is ready. Rejects with its output if it exits or takes too long. */
  async ready(withinMs = READY_WITHIN_MS): Promise<void> {
    let ended: string | null = null;
    await eventually(
      async () => {
        ended = this.#ended();
        if (ended !== null) return;
        const { status, text } = await this.ask('/health/ready');
        if (status !== 200) throw new Error(`${this.app}: ${text}\n${this.#output.slice(-5_000)}`);
      },
      { withinMs, everyMs: 50 },
    );
    if (ended !== null) throw new Error(`${this.app} ended with ${String(ended)}:\n${this.#output}`);
  }

  async ask(path: string): Promise<{ readonly status: number; readonly text: string }> {
    const http = new HttpClient(this.baseUrl);
    try {
      return await http.send(path, { ownConnection: true, timeoutMs: 2_000 });
    } finally {
      http.close();
    }
  }

  /** Resolves with the exit code when the running process ends; null if a signal ended it. */
  async exitCode(): Promise<number | null> {
    const child = this.#child;
    if (child === null) throw new Error(`${this.app} is not running`);
    if (child.exitCode === null && child.signalCode === null) await once(child, 'exit');
    return child.exitCode;
  }

  /** Sends SIGKILL; resolves when the process is gone. */
  async kill9(): Promise<void> {
    await this.#end('SIGKILL');
  }

  /** Sends SIGTERM. Rejects if the process does not exit in time. */
  async stop(): Promise<void> {
    const timer = setTimeout(() => this.#child?.kill('SIGKILL'), STOP_WITHIN_MS);
    const how = await this.#end('SIGTERM');
    clearTimeout(timer);
    if (how === 'SIGKILL') throw new Error(`${this.app} did not stop within ${STOP_WITHIN_MS} ms:\n${this.#output}`);
  }

  /** The process stops in its tracks until it is thawed; its connections stay open. */
  freeze(): void {
    this.#child?.kill('SIGSTOP');
  }

  thaw(): void {
    this.#child?.kill('SIGCONT');
  }

  /** CPU seconds used so far; 0 if unknown or not running. */
  cpuSeconds(): number {
    const { pid } = this;
    return pid === null ? 0 : cpuSecondsOf(pid);
  }

  async #end(signal: 'SIGKILL' | 'SIGTERM'): Promise<NodeJS.Signals | null> {
    const child = this.#child;
    this.#child = null;
    if (child === null || child.exitCode !== null || child.signalCode !== null) return null;
    const gone = once(child, 'exit') as Promise<[number | null, NodeJS.Signals | null]>;
    child.kill(signal);
    return (await gone)[1];
  }

  #ended(): string | null {
    const child = this.#child;
    if (child === null) return 'a kill';
    const how = child.exitCode ?? child.signalCode;
    return how === null ? null : String(how);
  }
}

/** Returns the CPU seconds of a process with all its threads; 0 if the system does not report them. */
export const cpuSecondsOf = (pid: number): number => {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    return (Number(fields[11]) + Number(fields[12])) / TICKS_PER_SECOND;
  } catch {
    return 0;
  }
};
