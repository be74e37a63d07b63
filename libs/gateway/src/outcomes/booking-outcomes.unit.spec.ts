import type { BookingOutcome } from '@bookonce/contracts/commands/booking';
import { describe, expect, it } from '@jest/globals';
import { BookingOutcomes } from './booking-outcomes.js';

const confirmed: BookingOutcome = { status: 'confirmed', hostIds: ['hst_1'], position: '1' };

describe('waiting for the outcome of a booking', () => {
  it('hears it before and while it waits', async () => {
    const outcomes = new BookingOutcomes();
    const [early, late] = [outcomes.listen('bkg_1'), outcomes.listen('bkg_1')];
    const waiting = late.within(60_000);
    outcomes.settle('bkg_1', confirmed);
    expect([await early.within(60_000), await waiting]).toEqual([confirmed, confirmed]);
  });

  it('hears nothing of other bookings, and waits no longer than told', async () => {
    const outcomes = new BookingOutcomes();
    const listener = outcomes.listen('bkg_1');
    outcomes.settle('bkg_2', confirmed);
    expect(await listener.within(5)).toBeNull();
    const again = listener.within(60_000);
    outcomes.settle('bkg_1', confirmed);
    expect(await again).toEqual(confirmed);
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
