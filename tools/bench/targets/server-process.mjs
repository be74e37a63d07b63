import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFile, rm } from 'node:fs/promises';
import { setTimeout as wait } from 'node:timers/promises';
import { freePort } from '@bookonce/testing/harness/free-port';
import { temporaryData } from '../temporary-data.mjs';
import { callJson } from './call-json.mjs';

const READY_WITHIN_MS = 20_000;
const STOP_WITHIN_MS = 20_000;
/** The unit of CPU time on Linux. */
const LOOK_EVERY_MS = 200;
const IDLE_SHARE = 0.1;
const TICKS_PER_SECOND = 100;

/** A server under measurement, with its own process, port and data folder. */
export class ServerProcess {
  #launch;

  constructor(launch, port, dataDir) {
    this.#launch = launch;
    this.port = port;
    this.dataDir = dataDir;
    Object.assign(this, launch());
  }

  /**
   * @param {readonly string[]} nodeArgs arguments for node, the script included
   * @param {Readonly<Record<string, string>>} env
   */
  static async start(nodeArgs, env = {}) {
    const port = await freePort();
    const dataDir = await temporaryData();
    const args = ['--disable-warning=ExperimentalWarning', ...nodeArgs];
    const launch = () => {
      const child = spawn(process.execPath, args, {
        env: { ...process.env, ...env, PORT: String(port), DATA_DIR: dataDir },
        stdio: ['ignore', 'pipe', 'pipe'],
      });
      let output = '';
      for (const stream of [child.stdout, child.stderr]) {
        stream.setEncoding('utf8').on('data', (text) => (output = (output + text).slice(-20_000)));
      }
      return { child, readOutput: () => output };
    };
    const server = new ServerProcess(launch, port, dataDir);
    try {
      await server.#ready();
    } catch (error) {
      await server.stop();
      throw error;
    }
    return server;
  }

  get baseUrl() {
    return `http://127.0.0.1:${this.port}`;
  }

  async #ready() {
    const deadline = performance.now() + READY_WITHIN_MS;
    while (performance.now() < deadline) {
      if (this.child.exitCode !== null) break;
      const answer = await fetch(`${this.baseUrl}/health/ready`).catch(() => null);
      await answer?.arrayBuffer();
      if (answer?.status === 200) return;
      await wait(20);
    }
    throw new Error(`the server did not get ready:\n${this.readOutput()}`);
  }

  /** Returns the CPU seconds of all threads so far; null if the system does not report them. */
  async cpuSeconds() {
    const stat = await readFile(`/proc/${this.child.pid}/stat`, 'utf8').catch(() => null);
    if (stat === null) return null;
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    return (Number(fields[11]) + Number(fields[12])) / TICKS_PER_SECOND;
  }

  /** Resolves when the work that follows from the last requests is done: the process is nearly idle, or `limitMs` have passed. */
  async settled(limitMs = 20_000) {
    const deadline = performance.now() + limitMs;
    for (let before = await this.cpuSeconds(); before !== null && performance.now() < deadline;) {
      await wait(LOOK_EVERY_MS);
      const now = await this.cpuSeconds();
      if (now - before <= (IDLE_SHARE * LOOK_EVERY_MS) / 1000) return;
      before = now;
    }
  }

  call(path, options) {
    return callJson(this.baseUrl, path, options);
  }

  /** Restarts it on its stored data; resolves when it is ready. */
  async restart() {
    await this.#end();
    Object.assign(this, this.#launch());
    await this.#ready();
  }

  /** Stops it, so that a CPU profile is written, and removes its data. */
  async stop() {
    await this.#end();
    await rm(this.dataDir, { recursive: true, force: true });
  }

  async #end() {
    if (this.child.exitCode === null && this.child.signalCode === null) {
      const gone = once(this.child, 'exit');
      this.child.kill('SIGTERM');
      const stopped = await Promise.race([gone, wait(STOP_WITHIN_MS, null, { ref: false })]);
      if (stopped === null) {
        this.child.kill('SIGKILL');
        await gone;
      }
    }
  }
}
