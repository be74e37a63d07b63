import type { Cancel, Scheduler } from '@bookonce/kernel/ports/scheduler';
import { execFile } from 'node:child_process';
import { constants, setPriority } from 'node:os';
import { fileURLToPath } from 'node:url';

/** Leaves the processor to the start. */
const FIRST_AFTER_MS = 5_000;
const EVERY_MS = 24 * 60 * 60_000;
/** A damaged file is checked again this often, until it is mended. */
const AGAIN_AFTER_MS = 10 * 60_000;

/** Resolves with what is damaged; null if the file is sound. Rejects once it is aborted, or if it cannot be read. */
export type CheckFile = (signal: AbortSignal) => Promise<string | null>;

export interface EventsFileCheckOptions {
  readonly check: CheckFile;
  readonly scheduler: Pick<Scheduler, 'deadline'>;
  /** Called each time that damage is found in a file that was sound. */
  readonly onDamage: (damage: string) => void;
}

/**
 * Checks the whole file of the events soon after the start, and daily. It finds torn pages that no reader meets, those of
 * indexes above all: a stream whose index is torn cannot be read, although all of its events are there.
 */
export class EventsFileCheck {
  readonly #stopped = new AbortController();
  #damage: string | null = null;
  #cancel: Cancel = () => undefined;
  #running: Promise<void> = Promise.resolve();

  constructor(private readonly options: EventsFileCheckOptions) {}

  start(): void {
    this.#checkAfter(FIRST_AFTER_MS);
  }

  /** Returns whether the last check found the file sound; true before the first. */
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
    const { check, onDamage } = this.options;
    const { signal } = this.#stopped;
    const found = await check(signal).catch((error: unknown) => `it cannot be checked: ${String(error)}`);
    if (signal.aborted) return;
    if (found !== null && this.#damage === null) onDamage(found);
    this.#damage = found;
    this.#checkAfter(found === null ? EVERY_MS : AGAIN_AFTER_MS);
  }
}

/**
 * Returns a check of a folder's events.db in a process of its own, with the lowest priority: reading a gigabyte from a disk
 * takes a quarter of a minute, and unlike a thread, a process can be ended at any time.
 */
export const checkInProcess =
  (folder: string): CheckFile =>
  async (signal) => {
    const { promise, resolve, reject } = Promise.withResolvers<string | null>();
    const script = fileURLToPath(new URL('./check-events-file.js', import.meta.url));
    const child = execFile(
      process.execPath,
      ['--disable-warning=ExperimentalWarning', script, folder],
      { signal, killSignal: 'SIGKILL', env: { ...process.env, NODE_OPTIONS: '' } },
      (error, stdout) => (error === null ? resolve(JSON.parse(stdout) as string | null) : reject(error)),
    );
    if (child.pid !== undefined) lowerPriority(child.pid);
    return promise;
  };

const lowerPriority = (pid: number): void => {
  try {
    setPriority(pid, constants.priority.PRIORITY_LOW);
  } catch {
    // It has ended already, or the system has no priorities.
  }
};
