import type { PublicHolidays } from '@bookonce/kernel/ports/public-holidays';

const nobodyAsks = (): Promise<never> => Promise.reject(new Error('no host of a simulation has holidays'));

/** Simulated hosts have no holidays. */
export const noHolidays: PublicHolidays = {
  countries: nobodyAsks,
  days: nobodyAsks,
  close: () => Promise.resolve(),
};
