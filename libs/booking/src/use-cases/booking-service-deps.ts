import type { Bus } from '@bookonce/kernel/ports/bus';
import type { CalendarPerson } from '@bookonce/kernel/ports/calendar-meeting';
import type { Clock } from '@bookonce/kernel/ports/clock';
import type { EventStore } from '@bookonce/kernel/ports/event-store';
import type { Ids } from '@bookonce/kernel/ports/ids';
import type { Scheduler } from '@bookonce/kernel/ports/scheduler';
import type { TokenVault } from '@bookonce/secrets/token-vault';

/** Derives the tokens of a booking, of which only the hashes are stored, and the name of its video room. */
export type BookingTokens = Pick<
  TokenVault,
  | 'manageTokenFor'
  | 'manageTokenHashOf'
  | 'optInTokenFor'
  | 'optInTokenHashOf'
  | 'approvalTokenFor'
  | 'approvalTokenHashOf'
  | 'roomNameFor'
>;

export interface BookingServiceDeps {
  readonly store: EventStore;
  readonly bus: Pick<Bus, 'request'>;
  readonly ids: Pick<Ids, 'derive'>;
  readonly clock: Clock;
  readonly scheduler: Pick<Scheduler, 'now' | 'deadline'>;
  readonly vault: BookingTokens;
  /** The sender of all mails, who organizes the meetings in calendar files for hosts. */
  readonly organizer: CalendarPerson;
}
