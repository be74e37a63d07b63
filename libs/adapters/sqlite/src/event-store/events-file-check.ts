import type { Cancel, Scheduler } from '@bookonce/kernel/ports/scheduler';
import { execFile, type ExecFileException } from 'node:child_process';
import { constants, setPriority } from 'node:os';
import { fileURLToPath } from 'node:url';

/** Leaves the processor to the start. */
const FIRST_AFTER_MS = 5_000;
const EVERY_MS = 24 * 60 * 60_000;
/** A damaged file is checked again this often until it is mended, and one that could not be checked until it can. */
const AGAIN_AFTER_MS = 10 * 60_000;

/**
 * Resolves with what is damaged; null if the file is sound. Rejects once it is aborted, or if the check itself fails: the
 * system has no memory for another process, say.
 */
export type CheckFile = (signal: AbortSignal) => Promise<string | null>;

export interface EventsFileCheckOptions {
  readonly check: CheckFile;
  readonly scheduler: Pick<Scheduler, 'deadline'>;
  /** Called each time that damage is found in a file that was sound. */
  readonly onDamage: (damage: string) => void;
  /** Called with the reason if a check failed, and the one before did not: nothing is known of the file then. */
  readonly onFailure: (reason: string) => void;
}

/**
 * Checks the whole file of the events soon after the start, and daily. It finds torn pages that no reader meets, those of
 * indexes above all: a stream whose index is torn cannot be read, although all of its events are there.
 */
export class EventsFileCheck {
  readonly #stopped = new AbortController();
  #damage: string | null = null;
  #hasFailed = false;
  #cancel: Cancel = () => undefined;
  #running: Promise<void> = Promise.resolve();

  constructor(private readonly options: EventsFileCheckOptions) {}

  start(): void {
    this.#checkAfter(FIRST_AFTER_MS);
  }

  /** Returns whether the last check that succeeded found the file sound; true before the first. */
  isSound(): boolean {
    return this.#damage === null;
  }

  /** Ends a check that is running. */
  async stop(): Promise<void> {
    this.#stopped.abort();
    this.#cancel();
    await this.#running;
  }

  #checkAfter(ms: number): void {
    this.#cancel = this.options.scheduler.deadline(ms, () => {
      this.#running = this.#check();
    });
  }

  async #check(): Promise<void> {
    const { signal } = this.#stopped;
    try {
      const found = await this.options.check(signal);
      this.#hasFailed = false;
      if (found !== null && this.#damage === null) this.options.onDamage(found);
      this.#damage = found;
    } catch (error) {
      if (signal.aborted) return;
      if (!this.#hasFailed) this.options.onFailure(error instanceof Error ? error.message : String(error));
      this.#hasFailed = true;
    }
    if (!signal.aborted) this.#checkAfter(this.#hasFailed || this.#damage !== null ? AGAIN_AFTER_MS : EVERY_MS);
  }
}

const SCRIPT = new URL('./check-events-file.js', import.meta.url);

/**
 * Returns a check of a folder's events.db in a process of its own, with the lowest priority: reading a gigabyte from a disk
 * takes a quarter of a minute, and unlike a thread, a process can be ended at any time.
 */
export const checkInProcess =
  (folder: string, script = SCRIPT): CheckFile =>
  async (signal) => {
    const { promise, resolve, reject } = Promise.withResolvers<string>();
    const child = execFile(
      process.execPath,
      ['--disable-warning=ExperimentalWarning', fileURLToPath(script), folder],
      { signal, killSignal: 'SIGKILL', env: { ...process.env, NODE_OPTIONS: '' } },
      (error, stdout, stderr) => (error === null ? resolve(stdout) : reject(failureOf(error, stderr))),
    );
    if (child.pid !== undefined) lowerPriority(child.pid);
    return JSON.parse(await promise) as string | null;
  };

const failureOf = (error: ExecFileException, stderr: string): Error => {
  if (typeof error.signal === 'string') return new Error(`the process was ended by ${error.signal}`, { cause: error });
  return new Error(stderr === '' ? error.message : stderr, { cause: error });
};

const lowerPriority = (pid: number): void => {
  try {
    setPriority(pid, constants.priority.PRIORITY_LOW);
  } catch {
    // It has ended already, or the system has no priorities.
  }
};
