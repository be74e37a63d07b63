import type { CalendarEvent } from '@bookonce/contracts/events/calendar';
import { PUT_SOURCE } from '@bookonce/contracts/values/busy-source';
import { given } from '@bookonce/testing/decider-spec';
import { describe, expect, it } from '@jest/globals';
import { calendar, type CalendarCommand } from './calendar.js';
import { booked, hold, host, hostId, move, past, released, schedule, slot } from './fixtures/calendar-fixtures.js';

describe('a calendar', () => {
  const add: CalendarCommand = { type: 'add', ...host, schedule, timeOff: [] };

  it('begins with its host and their schedule', () => {
    const timeOff = [{ from: '2026-08-01', to: '2026-08-14' }];
    given(calendar)
      .when(add)
      .then(...past);
    given(calendar)
      .when({ ...add, timeOff })
      .then(...past, { type: 'TimeOffSet', data: { hostId, timeOff } });
  });

  it('is created once', () => {
    given(calendar, ...past)
      .when(add)
      .thenNothing();
    given(calendar, ...past)
      .when({ ...add, name: 'Grace' })
      .thenNothing();
  });

  it('changes only details that are given and differ', () => {
    const timeOff = [{ from: '2026-08-01', to: '2026-08-14' }];
    const other = { ...schedule, timeZone: 'Asia/Kolkata' };
    given(calendar, ...past)
      .when({ type: 'change', changes: { email: 'ada@example.org', schedule, timeOff } })
      .then(
        { type: 'HostRenamed', data: { ...host, email: 'ada@example.org' } },
        { type: 'TimeOffSet', data: { hostId, timeOff } },
      );
    given(calendar, ...past)
      .when({ type: 'change', changes: { schedule: other } })
      .then({ type: 'ScheduleSet', data: { hostId, schedule: other } });
    given(calendar, ...past)
      .when({ type: 'change', changes: { ...host, schedule, timeOff: [] } })
      .thenNothing();
  });

  it('sets the language of its host, and takes it back', () => {
    const [austrian, none] = [
      { type: 'HostLanguageSet', data: { hostId, language: 'de', region: 'AT' } },
      { type: 'HostLanguageSet', data: { hostId, language: null } },
    ] as const;
    const locale = { language: 'de', region: 'AT' } as const;
    given(calendar)
      .when({ ...add, locale })
      .then(...past, austrian);
    given(calendar, ...past)
      .when({ type: 'change', changes: { locale } })
      .then(austrian);
    given(calendar, ...past, austrian)
      .when({ type: 'change', changes: { locale } })
      .thenNothing();
    given(calendar, ...past, austrian)
      .when({ type: 'change', changes: { locale: null } })
      .then(none);
    given(calendar, ...past, austrian, none)
      .when({ type: 'change', changes: { locale: null } })
      .thenNothing();
  });

  it('knows nobody before its host is added', () => {
    for (const command of [
      { type: 'change', changes: { name: 'Grace' } },
      { type: 'changeBusy', source: PUT_SOURCE, intervals: [] },
      hold('bkg_1', '08:00'),
      { type: 'book', ...slot('bkg_1', '08:00') },
      move('bkg_1', '08:00', '09:00'),
    ] as const) {
      given(calendar).when(command).thenRefused({ kind: 'hostUnknown' });
    }
    given(calendar)
      .when({ type: 'release', ...slot('bkg_1', '08:00'), moves: 0 })
      .thenNothing();
  });
});

describe('the state of a calendar', () => {
  it('ignores unknown events', () => {
    const { state } = given(calendar, ...past);
    const unknown = { type: 'SlotPainted', data: {} } as unknown as CalendarEvent;
    expect(calendar.evolve(state, unknown)).toEqual(state);
    expect(calendar.evolve(state, booked('bkg_1', '08:00'))).toEqual(state);
    expect(calendar.evolve(state, released('bkg_1', '08:00'))).toEqual(state);
  });
});
