import { InvalidAppendError, StoreAccessError, StoreUnavailableError } from '@bookonce/kernel/ports/event-store';

/** The stream was tombstoned, which this product never does. It can no longer be read or appended to. */
export class StreamDeletedError extends Error {
  override readonly name = 'StreamDeletedError';
}

/** The stream is at another revision; -1 if it does not exist. */
export class WrongRevisionError extends Error {
  override readonly name = 'WrongRevisionError';

  constructor(readonly actual: number) {
    super(`the stream is at revision ${actual}`);
  }
}

/** The server dropped a subscription that was too slow. Nothing is lost; it has to be restarted. */
export class FellBehindError extends StoreUnavailableError {}

/** The client's error type. Some errors have none: `14 UNAVAILABLE: No connection established` is a plain Error. */
const typeOf = (error: unknown): unknown => (error instanceof Error && 'type' in error ? error.type : undefined);

export const isNotFound = (error: unknown): boolean => typeOf(error) === 'stream-not-found';

/** The server signals a slow subscription by a time-out. */
export const hasFallenBehind = (error: unknown): boolean => typeOf(error) === 'timeout';

/** A call that the server may refuse, and its user; null if the URL names none. */
export interface Asked {
  readonly right: 'read' | 'write' | 'set the metadata of';
  /** The name on the server; `$all` for the log. */
  readonly stream: string;
  readonly user: string | null;
}

const UNAUTHENTICATED = 16;
const PERMISSION_DENIED = 7;

const codeOf = (error: unknown): unknown => (error instanceof Error && 'code' in error ? error.code : undefined);

const isRefused = (error: unknown): boolean =>
  typeOf(error) === 'access-denied' || codeOf(error) === UNAUTHENTICATED || codeOf(error) === PERMISSION_DENIED;

/** Says who may not do what, and what an operator has to grant. */
const refusalOf = (error: unknown, server: string, { right, stream, user }: Asked): StoreAccessError => {
  const who = user === null ? 'an anonymous client' : `the user ${user}`;
  const what =
    codeOf(error) === UNAUTHENTICATED
      ? 'does not accept the user and the password of the URL. Correct them.'
      : `does not let ${who} ${right} ${stream}. Grant ${user === null ? 'a user that the URL names' : user} read on $all, and read, write and ` +
        'metadata write on the streams of this product, as in docs/runbooks/eventstoredb.md.';
  return new StoreAccessError(`${server} ${what}`, { cause: error });
};

/** Converts an error of the client to an error of the port; `server` names the server for people. */
export const failureOf = (error: unknown, server: string, asked: Asked): unknown => {
  if (error instanceof StoreUnavailableError || error instanceof StoreAccessError) return error;
  if (isRefused(error)) return refusalOf(error, server, asked);
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
      // All other errors depend on the server's state and are worth a retry: a lost connection, a starting server, a
      // change of leader, or a duplicate append in flight.
      return isBug(error) ? error : new StoreUnavailableError(`${server}: ${reason}`, { cause: error });
  }
};

const isBug = (error: unknown): boolean =>
  error instanceof TypeError || error instanceof RangeError || error instanceof SyntaxError;

/** A bigint or `no_stream`. */
const actualOf = (error: unknown): number => {
  const actual = error instanceof Error && 'actualVersion' in error ? error.actualVersion : undefined;
  return typeof actual === 'bigint' ? Number(actual) : -1;
};
