import { simulate, type Violation } from '../simulate.js';
import { bookingFaults } from './booking-faults.js';
import { calendarFaults } from './calendar-faults.js';
import type { Fault } from '../world/parts.js';
import { carrierFaults } from './carrier-faults.js';
import { connectedCalendarFaults } from './connected-calendar-faults.js';
import { linkFaults } from './link-faults.js';
import { mailFaults } from './mail-faults.js';
import { waitingFaults } from './waiting-faults.js';

export const deliberateFaults: readonly Fault[] = [
  ...linkFaults,
  ...bookingFaults,
  ...waitingFaults,
  ...calendarFaults,
  ...connectedCalendarFaults,
  ...carrierFaults,
  ...mailFaults,
];

export interface CaughtFault {
  readonly name: string;
  /** The first seed that catches the fault; null if none does. */
  readonly seed: number | null;
  readonly violations: readonly Violation[];
}

/** Runs seeds with one deliberate fault until an invariant is violated. */
export const catchFault = async (name: string, mostSeeds: number): Promise<CaughtFault> => {
  const fault = deliberateFaults.find((one) => one.name === name);
  if (fault === undefined) throw new Error(`no fault ${name}`);
  for (let seed = 1; seed <= mostSeeds; seed += 1) {
    const { violations } = await simulate(seed, { parts: fault.parts });
    if (violations.some(({ invariant }) => invariant !== 'rest')) return { name, seed, violations };
  }
  return { name, seed: null, violations: [] };
};
