import type { Recorded } from '@bookonce/contracts/event-catalogue';
import { memoryPorts } from '@bookonce/testing/memory-ports';
import { describe, expect, it } from '@jest/globals';
import type { PlaceBookingRunner } from './place-booking-process.js';
import { PlaceBookingReactor } from './place-booking-reactor.js';

const eventOf = (type: 'BookingRequested' | 'SlotHeld', bookingId: string): Recorded =>
  ({
    type,
    id: `${type}/${bookingId}`,
    stream: type === 'SlotHeld' ? 'calendar-hst_1' : `booking-${bookingId}`,
    revision: 0,
    data: { bookingId, hostId: 'hst_1' },
    meta: { workspaceId: 'wsp_1', by: 'attendee' },
  }) as unknown as Recorded;

/** A runner whose runs end when the test ends them. */
class HeldRunner implements Pick<PlaceBookingRunner, 'run'> {
  readonly begun: string[] = [];
  readonly #ends: PromiseWithResolvers<void>[] = [];

  run(bookingId: string, input: { readonly type: string }): Promise<void> {
    this.begun.push(`${bookingId} ${input.type}`);
    const end = Promise.withResolvers<void>();
    this.#ends.push(end);
    return end.promise;
  }

  end(error?: Error): void {
    const end = this.#ends.shift();
    if (error === undefined) end?.resolve();
    else end?.reject(error);
  }
}

const set = () => {
  const runner = new HeldRunner();
  const { readModels, scheduler } = memoryPorts('2026-03-01T00:00:00.000Z');
  return { runner, reactor: new PlaceBookingReactor(runner, readModels, scheduler) };
};

const settled = (): Promise<void> => new Promise(setImmediate);

describe('the reactor of bookings', () => {
  it('handles inputs of one booking in turn, and those of others concurrently', async () => {
    const { runner, reactor } = set();
    void reactor.react(eventOf('BookingRequested', 'bkg_1'));
    const brought = [reactor.react(eventOf('BookingRequested', 'bkg_1')), reactor.react(eventOf('SlotHeld', 'bkg_2'))];
    await settled();
    expect(runner.begun).toEqual(['bkg_1 BookingRequested', 'bkg_2 SlotHeld']);
    runner.end();
    await settled();
    expect(runner.begun).toEqual(['bkg_1 BookingRequested', 'bkg_2 SlotHeld', 'bkg_1 BookingRequested']);
    runner.end();
    runner.end();
    await Promise.all(brought);
  });

  it('runs the next input after a failed one', async () => {
    const { runner, reactor } = set();
    const first = reactor.react(eventOf('BookingRequested', 'bkg_1'));
    const second = reactor.react(eventOf('BookingRequested', 'bkg_1'));
    runner.end(new Error('the calendar is away'));
    await expect(first).rejects.toThrow('the calendar is away');
    await settled();
    expect(runner.begun).toHaveLength(2);
    runner.end(new Error('still away'));
    await expect(second).rejects.toThrow('still away');
  });
});
