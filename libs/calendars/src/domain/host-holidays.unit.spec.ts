import type { HolidaysEvent, HolidaySettings } from '@bookonce/contracts/events/holidays';
import { fold } from '@bookonce/kernel/decider';
import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { hostHolidays, type HostHolidaysCommand } from './host-holidays.js';

const hostId = 'hst_1';
const REGIONS = ['BE', 'BY'];
const coming = { from: '2027-12-01', to: '2028-12-01', dates: ['2027-12-24', '2027-12-25', '2027-12-26'] };
const choose = (
  settings: Partial<HolidaySettings> = {},
  regions: readonly string[] | null = REGIONS,
): HostHolidaysCommand => ({
  type: 'choose',
  hostId,
  settings: { country: 'DE', region: null, off: [], ...settings },
  regions,
  coming,
});
const end = { type: 'end', hostId } as const;
const chosen = (settings: Partial<HolidaySettings> = {}): HolidaysEvent => ({
  type: 'HolidaysChosen',
  data: { hostId, country: 'DE', region: null, off: [], ...settings },
});
const ended: HolidaysEvent = { type: 'HolidaysEnded', data: { hostId } };

const given = (...events: readonly HolidaysEvent[]) => ({
  when: (command: HostHolidaysCommand) =>
    hostHolidays.decide(command, fold(hostHolidays, hostHolidays.initial, events)),
});
const value = (...events: readonly HolidaysEvent[]) => ({ ok: true, value: events });

describe('the holidays of a host', () => {
  it('are chosen by country, and by region', () => {
    expect(given().when(choose())).toEqual(value(chosen()));
    expect(given(chosen()).when(choose({ region: 'BY' }))).toEqual(value(chosen({ region: 'BY' })));
  });

  it('are switched off day by day, each once and in order', () => {
    const off = ['2027-12-26', '2027-12-25', '2027-12-26'];
    expect(given().when(choose({ off }))).toEqual(value(chosen({ off: ['2027-12-25', '2027-12-26'] })));
  });

  it('lose the days of the country before', () => {
    const before = chosen({ region: 'BY', off: ['2027-12-25'] });
    expect(given(before).when(choose({ country: 'FR' }, []))).toEqual(value(chosen({ country: 'FR' })));
  });

  it('refuse an unknown country, and a region that is not in it', () => {
    expect(given().when(choose({ country: 'XX' }, null))).toEqual({ ok: false, error: { kind: 'countryUnknown' } });
    const regionUnknown = { ok: false, error: { kind: 'regionUnknown', regions: REGIONS } };
    expect(given(chosen()).when(choose({ region: 'QQ' }))).toEqual(regionUnknown);
  });

  it('refuse other days to come, and days that are not known yet', () => {
    const off = ['2029-12-25', '2027-12-25', '2027-12-27'];
    const error = { kind: 'notHolidays', dates: ['2027-12-27', '2029-12-25'], to: coming.to };
    expect(given().when(choose({ off }))).toEqual({ ok: false, error });
  });

  it('keep days of the past, and days that were off before', () => {
    const past = ['2020-01-01'];
    expect(given().when(choose({ off: past }))).toEqual(value(chosen({ off: past })));
    const off = ['2028-01-06'];
    const inBavaria = chosen({ region: 'BY', off });
    expect(given(inBavaria).when(choose({ region: 'BE', off }))).toEqual(value(chosen({ region: 'BE', off })));
    expect(given(inBavaria).when(choose({ country: 'FR', off }, []))).toMatchObject({ error: { dates: off } });
  });

  it('end, and can be chosen again', () => {
    expect(given(chosen()).when(end)).toEqual(value(ended));
    expect(given(chosen(), ended).when(choose())).toEqual(value(chosen()));
  });

  it('do not change if a command is repeated', () => {
    expect(given().when(end)).toEqual(value());
    expect(given(chosen(), ended).when(end)).toEqual(value());
    const settings = fc.record({
      country: fc.constantFrom('DE', 'FR'),
      region: fc.constantFrom(null, ...REGIONS),
      off: fc.array(fc.constantFrom('2027-12-24', '2027-12-25', '2027-12-26')),
    });
    fc.assert(
      fc.property(settings, (chosenOnce) => {
        const once = given().when(choose(chosenOnce));
        if (!once.ok) throw new Error(once.error.kind);
        expect(given(...once.value).when(choose(chosenOnce))).toEqual(value());
      }),
    );
  });
});
