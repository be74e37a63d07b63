/** The time from the loss of a server to its return. Both are reported in one place: see {@link ServerWatch}. */
export interface Outage {
  /** Aborted when the server is back, to end the pauses of everything that retries. */
  readonly over: AbortSignal;
}

/** A server could not be used. Ports have errors of their own of this kind. */
export abstract class UnavailableError extends Error {
  /** The outage that the error is part of; null if nothing reports it. */
  outage: Outage | null = null;
}

/** Returns the outage that an error, or its cause, is part of. Null if the error has to be reported by itself. */
export const outageOf = (error: unknown): Outage | null => {
  if (error instanceof UnavailableError && error.outage !== null) return error.outage;
  return error instanceof Error && error.cause !== undefined ? outageOf(error.cause) : null;
};
