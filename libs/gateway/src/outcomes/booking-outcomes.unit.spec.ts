import { describe, expect, it } from '@jest/globals';
import { BookingOutcomes } from './booking-outcomes.js';

describe('waiting for the outcome of a booking', () => {
  it('ends for an outcome before or during the wait', async () => {
    const outcomes = new BookingOutcomes();
    const [early, late] = [outcomes.listen('bkg_1'), outcomes.listen('bkg_1')];
    const waiting = late.within(60_000);
    outcomes.settled('bkg_1', '1');
    expect([await early.within(60_000), await waiting]).toEqual(['1', '1']);
  });

  it('ignores other bookings, and ends at the time limit', async () => {
    const outcomes = new BookingOutcomes();
    const listener = outcomes.listen('bkg_1');
    outcomes.settled('bkg_2', '1');
    expect(await listener.within(5)).toBeNull();
    const again = listener.within(60_000);
    outcomes.settled('bkg_1', '2');
    expect(await again).toBe('2');
  });

  it('keeps nothing of those who went away', () => {
    const outcomes = new BookingOutcomes();
    const [one, two] = [outcomes.listen('bkg_1'), outcomes.listen('bkg_1')];
    one.close();
    expect(outcomes.waiting).toBe(1);
    two.close();
    expect(outcomes.waiting).toBe(0);
  });
});
