import type { StoredEvent } from './event-store.js';

/** What travels with a command besides its payload. */
export interface CommandContext {
  /** UUID of the command: derives from the caller's, so that a retry repeats it. */
  readonly commandId: string;
  readonly correlationId: string;
  readonly causationId: string;
  readonly workspaceId: string;
  readonly by: string;
}

export interface CommandMessage<Payload = unknown> {
  readonly payload: Payload;
  readonly context: CommandContext;
}

/**
 * Carries commands to the one service that answers for them, and stored events to everybody.
 * Delivery is at least once; events that share an ordering key are delivered in order.
 */
export interface Bus {
  /** Throws {@link BusUnavailableError} when no answer came in time: the outcome is unknown, retry with the same id. */
  request<Reply>(pattern: string, message: CommandMessage): Promise<Reply>;
  /**
   * Hands over events that the publisher read from the store. Resolves when they are safe with the bus:
   * in process, when every subscriber has handled them or they are dead letters.
   */
  publish(events: readonly StoredEvent[]): Promise<void>;
}

export class BusUnavailableError extends Error {
  override readonly name = 'BusUnavailableError';
}
