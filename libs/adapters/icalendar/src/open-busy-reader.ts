import type { BusyReader } from '@bookonce/kernel/ports/busy-reader';
import { ReaderProcess } from './reader-process.js';
import { PooledBusyReader } from './pooled-busy-reader.js';

/** One for calendars that are read while somebody waits, when another one takes its time. */
const WORKERS = 2;
const WITHIN_MS = 5_000;
const MOST_INSTANCES = 100_000;
/** A file of 10 MB takes a third of it. */
const MOST_MEMORY_MB = 512;

export interface BusyReaderOptions {
  /** The compiled program of a process; default: the one beside this file. */
  readonly program?: URL;
  /** How many readings run at a time. */
  readonly workers?: number;
  /** The heap of a reading. A file that needs more is refused, and ends its process. */
  readonly mostMemoryMb?: number;
  /** Limit of one reading in ms of real time. */
  readonly withinMs?: number;
}

/** Reads calendars in processes of its own, which are started when they are needed. */
export const openBusyReader = ({
  program = new URL('./reader-program.js', import.meta.url),
  workers = WORKERS,
  mostMemoryMb = MOST_MEMORY_MB,
  withinMs = WITHIN_MS,
}: BusyReaderOptions = {}): BusyReader & { close(): Promise<void> } =>
  new PooledBusyReader({
    startWorker: () => new ReaderProcess(program, mostMemoryMb),
    workers,
    withinMs,
    mostInstances: MOST_INSTANCES,
  });
