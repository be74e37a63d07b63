import { UnavailableError } from '../outage.js';
import type { DeadLetter } from './dead-letters.js';
import type { StoredEvent } from './event-store.js';

/** The envelope of a command. */
export interface CommandContext {
  /** UUID of the command. It derives from the caller's command, so that a retry repeats it. */
  readonly commandId: string;
  readonly correlationId: string;
  readonly causationId: string;
  readonly workspaceId: string;
  /** The kind of actor; with `actorId`, it is copied into the metadata of the events that follow. */
  readonly by: string;
  readonly actorId?: string;
}

export interface CommandMessage<Payload = unknown> {
  readonly payload: Payload;
  readonly context: CommandContext;
}

/**
 * Carries commands to the service that handles them, and stored events to all subscribers. Delivery is at least once;
 * events with the same ordering key are delivered in order.
 */
export interface Bus {
  /**
   * Resolves with the service's reply. Rejects with {@link BusUnavailableError} if no reply came in time: the outcome is
   * unknown, so retry with the same command id. `withinMs`: how long to wait, in ms; default: a few seconds. In process
   * there is no limit.
   */
  request<Reply>(pattern: string, message: CommandMessage, withinMs?: number): Promise<Reply>;
  /**
   * Publishes stored events. Resolves when the bus cannot lose them: in process, when every subscriber has handled them
   * or they are dead letters.
   */
  publish(events: readonly StoredEvent[]): Promise<void>;
}

/** Delivers an event again, for an operator. */
export interface Redelivery {
  /**
   * Delivers the event of a dead letter to the letter's subscriber alone, at least once, for as long as the letter is
   * kept: every instance asks before each attempt. Removes the letter once the event is handled; replaces it if the event
   * is given up again. Resolves when the bus cannot lose the event: in process, when one of the three has happened.
   */
  redeliver(letter: DeadLetter, event: StoredEvent): Promise<void>;
}

export class BusUnavailableError extends UnavailableError {
  override readonly name = 'BusUnavailableError';
}
