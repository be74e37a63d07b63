import type { BookingOutcome } from '@bookonce/contracts/commands/booking';
import type { Recorded } from '@bookonce/contracts/event-catalogue';
import { fail, ok } from '@bookonce/kernel/result';
import { systemScheduler as scheduler } from '@bookonce/platform/system-scheduler';
import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import type { BookingService } from './booking-service.js';
import { placeAndTell } from './place-and-tell.js';

type Place = BookingService['place'];

const message = { payload: { bookingId: 'bkg_1' } } as unknown as Parameters<Place>[0];
const confirmed: BookingOutcome = { status: 'confirmed', hostIds: ['hst_1'], position: '5' };

/** `ahead` is how the process that follows from the request goes on. */
const set = (ahead: Promise<void>, outcomeOf: BookingService['outcomeOf'] = () => Promise.resolve(confirmed)) => {
  const place: Place = (_message, onStored) => {
    onStored?.({} as Recorded);
    return Promise.resolve(ok({ position: '1' }));
  };
  return placeAndTell({ bookings: { place, outcomeOf }, reactor: { goAhead: () => ahead }, scheduler }, message);
};

describe('placing a booking', () => {
  beforeEach(() => void jest.useFakeTimers());
  afterEach(() => void jest.useRealTimers());

  it('is answered with the outcome that follows from it', async () => {
    const { promise, resolve } = Promise.withResolvers<void>();
    const answered = jest.fn();
    const answer = set(promise);
    void answer.then(answered);
    await jest.advanceTimersByTimeAsync(500);
    expect(answered).not.toHaveBeenCalled();
    resolve();
    expect(await answer).toEqual(ok({ position: '1', outcome: confirmed }));
  });

  it('is answered without it where it takes long', async () => {
    const answer = set(new Promise(() => undefined), () => Promise.resolve(null));
    await jest.advanceTimersByTimeAsync(1_000);
    expect(await answer).toEqual(ok({ position: '1' }));
  });

  it('is done, whatever can be told of it (I7)', async () => {
    const lost = () => Promise.reject(new Error('the store is away'));
    expect(await set(Promise.resolve(), lost)).toEqual(ok({ position: '1' }));
  });

  it('is refused at once', async () => {
    const refusal = fail({ kind: 'keyReused' } as const);
    const outcomeOf = jest.fn<BookingService['outcomeOf']>();
    const bookings = { place: () => Promise.resolve(refusal), outcomeOf };
    const reactor = { goAhead: () => Promise.resolve() };
    expect(await placeAndTell({ bookings, reactor, scheduler }, message)).toEqual(refusal);
    expect(outcomeOf).not.toHaveBeenCalled();
  });
});
