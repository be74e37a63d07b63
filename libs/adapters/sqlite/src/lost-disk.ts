import { StoreUnavailableError } from '@bookonce/kernel/ports/event-store';
import { ReadModelsUnavailableError } from '@bookonce/kernel/ports/read-models';

/** Result codes of SQLite that blame the disk or the file, not the statement. */
const LOST: ReadonlySet<number> = new Set([
  5, // busy
  6, // locked
  7, // out of memory
  8, // read only
  10, // input or output failed
  11, // corrupt
  13, // disk full
  14, // cannot be opened
  26, // not a database
]);
/** Masks the extended part of a result code. */
const PRIMARY_CODE = 0xff;

const isLost = (error: unknown): boolean =>
  typeof error === 'object' &&
  error !== null &&
  'errcode' in error &&
  typeof error.errcode === 'number' &&
  LOST.has(error.errcode & PRIMARY_CODE);

const attempt = <Value>(work: () => Value, lost: (cause: unknown) => Error): Value => {
  try {
    return work();
  } catch (error) {
    throw isLost(error) ? lost(error) : error;
  }
};

const REASON = 'the disk of the data folder failed';

/** Runs `work`. A full or failing disk is a lost server: throws a {@link StoreUnavailableError} then. */
export const orStoreUnavailable = <Value>(work: () => Value): Value =>
  attempt(work, (cause) => new StoreUnavailableError(REASON, { cause }));

/** Runs `work`. A full or failing disk is a lost server: throws a {@link ReadModelsUnavailableError} then. */
export const orReadModelsUnavailable = <Value>(work: () => Value): Value =>
  attempt(work, (cause) => new ReadModelsUnavailableError(REASON, { cause }));
