import { execFile, execFileSync, spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { chownSync, existsSync, readdirSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { Client } from 'pg';
import { eventually } from '../harness/eventually.js';
import { freePort } from '../harness/free-port.js';
import { temporaryFolder } from '../harness/temporary-folder.js';

const run = promisify(execFile);

/** Debian and Ubuntu keep the server's programs here, outside of PATH. */
const INSTALLATIONS = '/usr/lib/postgresql';

/** Returns how to call one of PostgreSQL's programs; all come from the same installation. */
export const postgresProgram = (name: 'initdb' | 'postgres' | 'pg_basebackup'): string => {
  const versions = existsSync(INSTALLATIONS) ? readdirSync(INSTALLATIONS) : [];
  const folders = versions
    .sort((a, b) => Number(b) - Number(a))
    .map((version) => join(INSTALLATIONS, version, 'bin'))
    .filter((folder) => existsSync(join(folder, 'initdb')));
  return folders[0] === undefined ? name : join(folders[0], name);
};

const idOf = (option: '-u' | '-g'): number => Number(execFileSync('id', [option, 'nobody'], { encoding: 'utf8' }));

/** A user for the server: PostgreSQL refuses to run as root. */
const serverUser = (): { readonly uid: number; readonly gid: number } | Record<never, never> =>
  process.getuid?.() === 0 ? { uid: idOf('-u'), gid: idOf('-g') } : {};

/** A test's own PostgreSQL server, which can be backed up, stopped and restored. */
export class OwnPostgresServer {
  readonly #folder = temporaryFolder();
  readonly #user = serverUser();
  #process: ChildProcess | null = null;

  private constructor(private readonly port: number) {}

  static async start(): Promise<OwnPostgresServer> {
    const server = new OwnPostgresServer(await freePort());
    await server.#initialise();
    await server.start();
    return server;
  }

  get url(): string {
    return `postgres://postgres@127.0.0.1:${this.port}/postgres`;
  }

  get #data(): string {
    return join(this.#folder.path, 'data');
  }

  get #backup(): string {
    return join(this.#folder.path, 'backup');
  }

  /** Resolves when the server takes connections. */
  async start(): Promise<void> {
    const options = ['-D', this.#data, '-p', String(this.port), '-h', '127.0.0.1', '-k', this.#folder.path];
    this.#process = spawn(postgresProgram('postgres'), options, { ...this.#how, stdio: 'ignore' });
    await eventually(() => this.#connect(), { withinMs: 20_000, everyMs: 50 });
  }

  /** Ends all connections and stops in order. */
  async stop(): Promise<void> {
    const running = this.#process;
    this.#process = null;
    if (running === null) return;
    const exited = once(running, 'exit');
    running.kill('SIGINT');
    await exited;
  }

  /** Takes a `pg_basebackup` of the running server. */
  async backUp(): Promise<void> {
    await this.#run('pg_basebackup', ['-d', this.url, '-D', this.#backup, '-c', 'fast', '-X', 'stream']);
  }

  /** Puts the backup in place of the data of a stopped server. */
  restore(): void {
    rmSync(this.#data, { recursive: true });
    renameSync(this.#backup, this.#data);
  }

  async remove(): Promise<void> {
    await this.stop();
    this.#folder.remove();
  }

  get #how() {
    return { ...this.#user, cwd: this.#folder.path };
  }

  async #initialise(): Promise<void> {
    if ('uid' in this.#user) chownSync(this.#folder.path, this.#user.uid, this.#user.gid);
    await this.#run('initdb', ['-D', this.#data, '-U', 'postgres', '-A', 'trust', '-E', 'UTF8', '--no-sync']);
  }

  async #run(program: 'initdb' | 'pg_basebackup', args: readonly string[]): Promise<void> {
    await run(postgresProgram(program), args, this.#how);
  }

  async #connect(): Promise<void> {
    const client = new Client({ connectionString: this.url });
    await client.connect();
    await client.end();
  }
}
