import type { HolidaysEvent, HolidaySettings } from '@bookonce/contracts/events/holidays';
import type { Decider } from '@bookonce/kernel/decider';
import { fail, ok } from '@bookonce/kernel/result';

/** The public holidays of a place that can count: from today until before the horizon. */
export interface ComingHolidays {
  readonly from: string;
  readonly to: string;
  readonly dates: readonly string[];
}

export type HostHolidaysCommand =
  | {
      readonly type: 'choose';
      readonly hostId: string;
      readonly settings: HolidaySettings;
      /** The regions of the country whose holidays are known; null for an unknown country. */
      readonly regions: readonly string[] | null;
      readonly coming: ComingHolidays;
    }
  | { readonly type: 'end'; readonly hostId: string };

export type HostHolidaysRefusal =
  | { readonly kind: 'countryUnknown' }
  | { readonly kind: 'regionUnknown'; readonly regions: readonly string[] }
  /** These dates are none of the holidays that can count until `to`. */
  | { readonly kind: 'notHolidays'; readonly dates: readonly string[]; readonly to: string };

/** Null while no holidays count. */
export type HostHolidaysState = HolidaySettings | null;

/** The public holidays on which a host is busy. */
export const hostHolidays: Decider<HostHolidaysCommand, HostHolidaysState, HolidaysEvent, HostHolidaysRefusal> = {
  initial: null,

  evolve: (state, event) => {
    switch (event.type) {
      case 'HolidaysChosen': {
        const { country, region, off } = event.data;
        return { country, region, off };
      }
      case 'HolidaysEnded':
        return null;
      default:
        // History may hold types that this version does not know.
        return state;
    }
  },

  decide: (command, state) => {
    const { hostId } = command;
    if (command.type === 'end') return ok(state === null ? [] : [{ type: 'HolidaysEnded', data: { hostId } }]);
    const { settings, regions, coming } = command;
    const { country, region } = settings;
    if (regions === null) return fail({ kind: 'countryUnknown' });
    if (region !== null && !regions.includes(region)) return fail({ kind: 'regionUnknown', regions });
    const off = [...new Set(settings.off)].sort();
    const dates = off.filter((date) => !canBeOff(date, country, coming, state));
    if (dates.length > 0) return fail({ kind: 'notHolidays', dates, to: coming.to });
    const isSame =
      JSON.stringify([country, region, off]) === JSON.stringify(state && [state.country, state.region, state.off]);
    return ok(isSame ? [] : [{ type: 'HolidaysChosen', data: { hostId, country, region, off } }]);
  },
};

/**
 * Whether a day can be off. Callers send the whole list again, so days of the past stay in it, and so do those that were
 * chosen before, for another region of the country or by an earlier release's list of holidays.
 */
const canBeOff = (date: string, country: string, { from, dates }: ComingHolidays, state: HostHolidaysState): boolean =>
  date < from || dates.includes(date) || (state?.country === country && state.off.includes(date));
