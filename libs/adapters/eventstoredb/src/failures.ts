import { InvalidAppendError, StoreUnavailableError } from '@bookonce/kernel/ports/event-store';

/** Somebody tombstoned a stream, which this product never does: nothing can be read or appended there any more. */
export class StreamDeletedError extends Error {
  override readonly name = 'StreamDeletedError';
}

/** The stream is at another revision; -1 where there is none. */
export class WrongRevisionError extends Error {
  override readonly name = 'WrongRevisionError';

  constructor(readonly actual: number) {
    super(`the stream is at revision ${actual}`);
  }
}

/** The server let go of a subscription that did not keep up: nothing is lost, it is to be begun again. */
export class FellBehindError extends StoreUnavailableError {}

/** The client's word for what an error is; some have none: `14 UNAVAILABLE: No connection established` is a plain Error. */
const typeOf = (error: unknown): unknown => (error instanceof Error && 'type' in error ? error.type : undefined);

export const isNotFound = (error: unknown): boolean => typeOf(error) === 'stream-not-found';

/** Of a subscription: the server says so by a time-out. */
export const hasFallenBehind = (error: unknown): boolean => typeOf(error) === 'timeout';

/** What a call of the client threw, as the ports say it. `server` names it for people. */
export const failureOf = (error: unknown, server: string): unknown => {
  if (error instanceof StoreUnavailableError) return error;
  const reason = error instanceof Error ? error.message || String(typeOf(error) ?? error.name) : String(error);
  switch (typeOf(error)) {
    case 'wrong-expected-version':
      return new WrongRevisionError(actualOf(error));
    case 'stream-deleted':
      return new StreamDeletedError(`${server}: ${reason}`, { cause: error });
    case 'maximum-append-size-exceeded':
      return new InvalidAppendError(`${server}: ${reason}`, { cause: error });
    case 'invalid-argument':
      return error;
    default:
      // Everything else is the server's state, and worth another try: at the moment of loss, while nobody answers,
      // while it starts, when an append's twin is on its way, when another node leads.
      return isBug(error) ? error : new StoreUnavailableError(`${server}: ${reason}`, { cause: error });
  }
};

const isBug = (error: unknown): boolean =>
  error instanceof TypeError || error instanceof RangeError || error instanceof SyntaxError;

/** A bigint, or `no_stream`. */
const actualOf = (error: unknown): number => {
  const actual = error instanceof Error && 'actualVersion' in error ? error.actualVersion : undefined;
  return typeof actual === 'bigint' ? Number(actual) : -1;
};
