import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { freePort } from './free-port.js';
import { HttpClient } from './http-client.js';
import { MAIN } from './run-product.js';

export interface StandaloneOptions {
  /** The time of a test clock, which moves only by `POST /v1/test/clock`. */
  readonly testClock?: string;
  /** The status of `/health/ready` that counts as started; default 200. */
  readonly readiness?: number;
  readonly env?: Readonly<Record<string, string>>;
  /** Options on the command line. */
  readonly args?: readonly string[];
  /** Fills the data folder before the first start. */
  readonly fill?: (dataDir: string) => Promise<void>;
}

interface Place {
  readonly dataDir: string;
  readonly port: number;
}

/** The content of `DATA_DIR/first-run.json` after the first start. */
export interface FirstRun {
  readonly baseUrl: string;
  readonly apiKey: string;
  readonly demoLinkUrl: string;
  readonly consoleUrl: string;
}

const START_LIMIT_MS = 60_000;
const STOP_LIMIT_MS = 10_000;

/** The compiled product in its own process, with a free port and a temporary data folder. */
export class StandaloneApp {
  #child: ChildProcess | null = null;
  #output = '';
  #startedInMs = 0;

  #place: Place | null = null;

  constructor(private options: StandaloneOptions = {}) {}

  static async start(options: StandaloneOptions = {}): Promise<StandaloneApp> {
    const app = new StandaloneApp(options);
    await app.start();
    return app;
  }

  /** Resolves when the product is ready. Rejects with its output if it exits or takes too long. */
  async start(): Promise<void> {
    if (!existsSync(MAIN)) throw new Error(`${MAIN} is not there: run "npm run build" first`);
    this.#place = { dataDir: await mkdtemp(join(tmpdir(), 'bookonce-e2e-')), port: await freePort() };
    try {
      await this.options.fill?.(this.dataDir);
      await this.#launch();
    } catch (error) {
      await this.dispose();
      throw error;
    }
  }

  get dataDir(): string {
    return this.#placed.dataDir;
  }

  get port(): number {
    return this.#placed.port;
  }

  get #placed(): Place {
    if (this.#place === null) throw new Error('not started yet');
    return this.#place;
  }

  get baseUrl(): string {
    return `http://127.0.0.1:${this.port}`;
  }

  /** The output of all runs. */
  get output(): string {
    return this.#output;
  }

  /** The time from start to ready. */
  get startedInMs(): number {
    return this.#startedInMs;
  }

  async firstRun(): Promise<FirstRun> {
    return JSON.parse(await readFile(join(this.dataDir, 'first-run.json'), 'utf8')) as FirstRun;
  }

  /** Stops it with SIGTERM, as an operator does. Resolves with the duration; rejects if it does not exit cleanly. */
  async stop(): Promise<{ readonly code: unknown; readonly tookMs: number } | null> {
    const child = this.#child;
    if (child === null) return null;
    const began = performance.now();
    child.kill('SIGTERM');
    const [code, signal] = await Promise.race([
      once(child, 'exit'),
      wait(STOP_LIMIT_MS, ['still running', null], { ref: false }),
    ]);
    this.#child = null;
    if (code !== 0 && signal !== 'SIGTERM') {
      child.kill('SIGKILL');
      throw new Error(`did not stop cleanly (${code ?? signal}):\n${this.#output}`);
    }
    return { code, tookMs: performance.now() - began };
  }

  /** Sends SIGKILL, so that nothing can be tidied up; resolves when the process is gone. */
  async kill(): Promise<void> {
    const child = this.#child;
    this.#child = null;
    // A process that has exited emits no further exit event.
    if (child === null || child.exitCode !== null || child.signalCode !== null) return;
    const gone = once(child, 'exit');
    child.kill('SIGKILL');
    await gone;
  }

  /** The process stops in its tracks until it is thawed; its connections stay open. */
  freeze(): void {
    this.#child?.kill('SIGSTOP');
  }

  thaw(): void {
    this.#child?.kill('SIGCONT');
  }

  /** Restarts it on the same folder and port. */
  async restart(options: StandaloneOptions = this.options): Promise<void> {
    await this.stop();
    this.options = options;
    await this.#launch();
  }

  /** Ends the process if it is running, and removes the data folder. */
  async dispose(): Promise<void> {
    await this.kill();
    if (this.#place !== null) await rm(this.#place.dataDir, { recursive: true, force: true });
  }

  async #launch(): Promise<void> {
    const { NODE_ENV: _env, NODE_OPTIONS: _options, ...inherited } = process.env;
    const { testClock, env, args = [] } = this.options;
    const began = performance.now();
    const child = spawn(process.execPath, ['--disable-warning=ExperimentalWarning', MAIN, ...args], {
      env: {
        ...inherited,
        ...(testClock === undefined ? {} : { BOOKONCE_TEST_CLOCK: testClock }),
        ...env,
        PORT: String(this.port),
        DATA_DIR: this.dataDir,
      },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    this.#child = child;
    for (const stream of [child.stdout, child.stderr]) {
      stream.setEncoding('utf8').on('data', (text: string) => (this.#output += text));
    }
    try {
      await this.#ready(child);
    } catch (error) {
      await this.kill();
      throw error;
    }
    this.#startedInMs = performance.now() - began;
  }

  async #ready(child: ChildProcess): Promise<void> {
    const http = new HttpClient(this.baseUrl);
    const deadline = performance.now() + START_LIMIT_MS;
    let last = '';
    try {
      while (performance.now() < deadline) {
        const end = child.exitCode ?? child.signalCode;
        if (end !== null) throw new Error(`ended with ${end}:\n${this.#output}`);
        const answer = await http.send('/health/ready', { ownConnection: true, timeoutMs: 1_000 }).catch(() => null);
        if (answer?.status === (this.options.readiness ?? 200)) return;
        last = answer?.text ?? 'no answer';
        await wait(10);
      }
    } finally {
      http.close();
    }
    throw new Error(`not ready within ${START_LIMIT_MS} ms, at the end: ${last}\n${this.#output}`);
  }
}
