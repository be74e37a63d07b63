import type { Recorded } from '@bookonce/contracts/event-catalogue';
import type { Timer } from '@bookonce/kernel/ports/timers';
import type { ReadModels } from '@bookonce/kernel/ports/read-models';
import { bookings } from '../views/booking-document.js';
import { inputOf } from './place-booking-inputs.js';
import type { PlaceBookingRunner, Trigger } from './place-booking-runner.js';

const PAGE = 100;

/** Sets the process manager going: by events and by timers. Everything may come twice. */
export class PlaceBookingReactor {
  /** What is in hand for a booking: the next waits for it, instead of asking for the same beside it. */
  readonly #inHand = new Map<string, Promise<void>>();

  constructor(
    private readonly runner: Pick<PlaceBookingRunner, 'run'>,
    private readonly readModels: ReadModels,
  ) {}

  async react(event: Recorded): Promise<void> {
    const heard = inputOf(event);
    if (heard === null) return;
    const { bookingId, input } = heard;
    await this.#inTurn(bookingId, () => this.runner.run(bookingId, input, triggerOf(event)));
  }

  /**
   * Attempts that wait for their attendee are told that the link is gone, so their slots are free again soon.
   * One that the view does not show yet is settled by its own time limit, or when it asks for the link.
   */
  async settleOthers(event: Recorded): Promise<void> {
    if (event.type !== 'LinkConsumed' && event.type !== 'LinkExpired' && event.type !== 'LinkRevoked') return;
    const where = { linkId: event.data.linkId, status: 'awaitingOptIn' };
    const waiting = await this.readModels.list(bookings, { where, limit: PAGE });
    for (const { id } of waiting.items) {
      await this.#inTurn(id, () => this.runner.run(id, { type: 'LinkEnded' }, triggerOf(event)));
    }
  }

  /** Brings a requested move to its end; nothing if there is none. */
  async settleMove(bookingId: string, trigger: Trigger): Promise<void> {
    await this.#inTurn(bookingId, () => this.runner.run(bookingId, { type: 'RescheduleRequested' }, trigger));
  }

  /** Releases the slot of a booking that was cancelled; nothing if it has none any more. */
  async releaseSlot(bookingId: string, trigger: Trigger): Promise<void> {
    await this.#inTurn(bookingId, () => this.runner.run(bookingId, { type: 'BookingCancelled' }, trigger));
  }

  async onTimer(timer: Timer): Promise<void> {
    const trigger = { id: `${timer.id}/${timer.dueAt}`, workspaceId: timer.workspaceId, by: 'system' };
    await this.#inTurn(timer.subject, () => this.runner.run(timer.subject, { type: 'Overdue' }, trigger));
  }

  async #inTurn(bookingId: string, work: () => Promise<void>): Promise<void> {
    const before = this.#inHand.get(bookingId);
    const turn = before === undefined ? work() : before.then(work, work);
    this.#inHand.set(bookingId, turn);
    try {
      await turn;
    } finally {
      if (this.#inHand.get(bookingId) === turn) this.#inHand.delete(bookingId);
    }
  }
}

const triggerOf = (event: Recorded): Trigger => ({
  id: event.id,
  workspaceId: event.meta.workspaceId,
  by: event.meta.by,
  ...(event.stream.startsWith('booking-') ? { revision: event.revision } : {}),
});
