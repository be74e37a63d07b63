import type { HolidaysEvent, HolidaySettings } from '@bookonce/contracts/events/holidays';
import type { Decider } from '@bookonce/kernel/decider';
import { fail, ok } from '@bookonce/kernel/result';

export type HostHolidaysCommand =
  | {
      readonly type: 'choose';
      readonly hostId: string;
      readonly settings: HolidaySettings;
      /** The regions of the country whose holidays are known; null for an unknown country. */
      readonly regions: readonly string[] | null;
    }
  | { readonly type: 'end'; readonly hostId: string };

export type HostHolidaysRefusal =
  { readonly kind: 'countryUnknown' } | { readonly kind: 'regionUnknown'; readonly regions: readonly string[] };

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
    const { settings, regions } = command;
    const { country, region } = settings;
    if (regions === null) return fail({ kind: 'countryUnknown' });
    if (region !== null && !regions.includes(region)) return fail({ kind: 'regionUnknown', regions });
    const off = [...new Set(settings.off)].sort();
    const isSame =
      JSON.stringify([country, region, off]) === JSON.stringify(state && [state.country, state.region, state.off]);
    return ok(isSame ? [] : [{ type: 'HolidaysChosen', data: { hostId, country, region, off } }]);
  },
};
