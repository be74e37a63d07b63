import type { Recorded } from '@bookonce/contracts/event-catalogue';
import type { CommandMessage } from '@bookonce/kernel/ports/bus';
import type { Timer } from '@bookonce/kernel/ports/timers';

export type ServiceName = 'link' | 'availability' | 'booking';

/** What one instance of a service answers to: the same delegates as its controller's. */
export interface Endpoint {
  /** By pattern. */
  readonly commands: { readonly [pattern: string]: (message: CommandMessage) => Promise<unknown> };
  /** By subscriber. */
  readonly events: { readonly [subscriber: string]: (event: Recorded) => Promise<void> };
  readonly onTimer: (timer: Timer) => Promise<void>;
}

/** A handler of one command as a handler of any: the pattern has chosen it, so the payload is its own. */
export const answering = <Payload>(
  handler: (message: CommandMessage<Payload>) => Promise<unknown>,
): ((message: CommandMessage) => Promise<unknown>) => handler as (message: CommandMessage) => Promise<unknown>;

/** Steps of a booking that people take; they reach the booking service as its other commands do. */
export const PEOPLES_STEPS = {
  confirmOptIn: 'booking.confirm-opt-in',
  approve: 'booking.approve',
  decline: 'booking.decline',
} as const;
