import type { Clock } from '@bookonce/kernel/ports/clock';
import type { DeadLetter, DeadLetters } from '@bookonce/kernel/ports/dead-letters';
import type { StoredEvent } from '@bookonce/kernel/ports/event-store';
import type { Scheduler } from '@bookonce/kernel/ports/scheduler';

/** How every bus delivers events, and whom it tells when that does not succeed at once. */
export interface BusDeliveryOptions {
  readonly deadLetters: DeadLetters;
  readonly clock: Pick<Clock, 'now'>;
  readonly scheduler: Pick<Scheduler, 'wait'>;
  /** Deliveries of one event before it becomes a dead letter; default 5. */
  readonly maxTries?: number | undefined;
  /** Before the second try; doubles with each further one. Default 20. */
  readonly firstBackoffMs?: number | undefined;
  readonly onRetry: (error: unknown, event: StoredEvent, tries: number) => void;
  readonly onDeadLetter: (letter: DeadLetter, error: unknown) => void;
  readonly onFanoutError: (error: unknown, event: StoredEvent) => void;
}
