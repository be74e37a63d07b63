import type { Recorded } from '@bookonce/contracts/event-catalogue';
import { actorIn } from '@bookonce/kernel/actor';
import type { ReadModels } from '@bookonce/kernel/ports/read-models';
import type { Scheduler } from '@bookonce/kernel/ports/scheduler';
import type { Timer } from '@bookonce/kernel/ports/timers';
import type { PlaceBookingInput } from '../domain/place-booking.js';
import { bookings } from '../views/booking-document.js';
import type { BookingTimerKind } from '../views/booking-timers.js';
import type { PlaceBookingRunner, Trigger } from './place-booking-process.js';
import { Turns } from './turns.js';

/** The events that the process manager listens to. */
export const PLACE_BOOKING_EVENTS = [
  'BookingRequested',
  'OptInConfirmed',
  'BookingRejected',
  'BookingDeclined',
  'BookingCancelled',
  'RescheduleRequested',
  'SlotHeld',
  'LinkConsumed',
  'AttemptVoided',
] as const;

/** Events after which no other booking can consume the link. */
export const LINK_END_EVENTS = ['LinkConsumed', 'LinkExpired', 'LinkRevoked'] as const;

const PAGE = 100;

/** Starts the process manager on events and timers, which may be delivered more than once. */
export class PlaceBookingReactor {
  /** By booking: an input waits for the one before, instead of sending the same commands beside it. */
  readonly #turns: Turns;

  constructor(
    private readonly runner: Pick<PlaceBookingRunner, 'run'>,
    private readonly readModels: ReadModels,
    scheduler: Pick<Scheduler, 'now' | 'deadline'>,
  ) {
    this.#turns = new Turns(scheduler);
  }

  async react(event: Recorded): Promise<void> {
    const meant = inputOf(event);
    if (meant === null) return;
    const { bookingId, input } = meant;
    await this.#inTurn(bookingId, () => this.runner.run(bookingId, input, triggerOf(event)));
  }

  /**
   * Ends the other attempts on a link that is gone, so that their slots are free again soon. The link's own stream voids
   * those that it has admitted; this finds the ones that an earlier release let wait without asking the link.
   */
  async settleOthers(event: Recorded): Promise<void> {
    if (event.type !== 'LinkConsumed' && event.type !== 'LinkExpired' && event.type !== 'LinkRevoked') return;
    const where = { linkId: event.data.linkId, status: 'awaitingOptIn' };
    const waiting = await this.readModels.list(bookings, { where, limit: PAGE });
    for (const { id } of waiting.items) {
      await this.#inTurn(id, () => this.runner.run(id, { type: 'LinkEnded' }, triggerOf(event)));
    }
  }

  /** Carries on with a booking whose process may have stopped; a no-op if there is nothing left to do. */
  async resume(bookingId: string, input: PlaceBookingInput, trigger: Trigger): Promise<void> {
    await this.#inTurn(bookingId, () => this.runner.run(bookingId, input, trigger));
  }

  async onTimer(timer: Timer): Promise<void> {
    const { id, dueAt, subject, workspaceId } = timer;
    await this.resume(subject, inputOfTimer(timer), { id: `${id}/${dueAt}`, workspaceId, by: 'system' });
  }

  #inTurn(bookingId: string, work: () => Promise<void>): Promise<void> {
    return this.#turns.take(bookingId, work);
  }
}

/** Returns an event as an input for the booking attempt that it names; null if it names none. */
const inputOf = (event: Recorded): { readonly bookingId: string; readonly input: PlaceBookingInput } | null => {
  switch (event.type) {
    case 'BookingRequested':
    case 'OptInConfirmed':
    case 'BookingRejected':
    case 'BookingDeclined':
    case 'BookingCancelled':
    case 'RescheduleRequested':
      return { bookingId: event.data.bookingId, input: { type: event.type } };
    case 'SlotHeld':
      return { bookingId: event.data.bookingId, input: { type: 'SlotHeld', hostIds: [event.data.hostId] } };
    case 'LinkConsumed': {
      const { bookingId, hostIds } = event.data;
      return { bookingId, input: { type: 'LinkConsumed', hostIds, held: [] } };
    }
    case 'AttemptVoided': {
      const { bookingId, reason } = event.data;
      return { bookingId, input: { type: 'AttemptVoided', reason } };
    }
    default:
      return null;
  }
};

const inputOfTimer = ({ kind, dueAt }: Timer): PlaceBookingInput => {
  switch (kind as BookingTimerKind) {
    case 'reminder':
      return { type: 'ReminderDue' };
    case 'change-mails':
      return { type: 'ChangeMailsDue' };
    case 'attempt-overdue':
    case 'approval-overdue':
    case 'move-overdue':
      return { type: 'Overdue', dueAt };
    default:
      throw new Error(`no booking has a timer of kind ${kind}`);
  }
};

const triggerOf = (event: Recorded): Trigger => ({
  id: event.id,
  workspaceId: event.meta.workspaceId,
  ...actorIn(event.meta),
  ...(event.stream.startsWith('booking-') ? { revision: event.revision } : {}),
});
