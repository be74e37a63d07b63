import type { ConnectedCalendarEvent } from '@bookonce/contracts/events/connected-calendar';
import { fold } from '@bookonce/kernel/decider';
import { given } from '@bookonce/testing/decider-spec';
import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { connectedCalendar, DEFAULT_SETTINGS, type ConnectedCalendarCommand } from './connected-calendar.js';

const identity = { calendarId: 'cal_1', hostId: 'hst_1' };
const settings = { ...DEFAULT_SETTINGS, name: 'Work' };
const FAILED_AT = '2026-03-02T08:00:00.000Z';

const connect: ConnectedCalendarCommand = { type: 'connect', ...identity, kind: 'ics', settings };
const change = (changes: object, accessReplaced = false, hostId = 'hst_1'): ConnectedCalendarCommand => ({
  type: 'change',
  hostId,
  changes,
  accessReplaced,
});
const noteFailure: ConnectedCalendarCommand = { type: 'noteFailure', reason: 'timedOut' };
const reportFailure: ConnectedCalendarCommand = { type: 'reportFailure', failedAt: FAILED_AT };
const noteSuccess: ConnectedCalendarCommand = { type: 'noteSuccess', failedAt: FAILED_AT };
const disconnect: ConnectedCalendarCommand = { type: 'disconnect', hostId: 'hst_1' };

const connected: ConnectedCalendarEvent = {
  type: 'CalendarConnected',
  data: { ...identity, kind: 'ics', ...settings },
};
const failed: ConnectedCalendarEvent = { type: 'CalendarFailed', data: { ...identity, reason: 'timedOut' } };
const reported: ConnectedCalendarEvent = {
  type: 'CalendarFailureReported',
  data: { ...identity, reason: 'timedOut', failedAt: FAILED_AT },
};
const recovered = (wasReported: boolean): ConnectedCalendarEvent => ({
  type: 'CalendarRecovered',
  data: { ...identity, failedAt: FAILED_AT, wasReported },
});
const disconnected: ConnectedCalendarEvent = { type: 'CalendarDisconnected', data: identity };

describe('a connected calendar', () => {
  it('is connected once', () => {
    given(connectedCalendar).when(connect).then(connected);
    given(connectedCalendar, connected).when(connect).thenNothing();
    given(connectedCalendar, connected, disconnected).when(connect).thenNothing();
  });

  it('does not exist before', () => {
    for (const command of [change({}), noteFailure, reportFailure, noteSuccess, disconnect]) {
      given(connectedCalendar).when(command).thenRefused({ kind: 'calendarUnknown' });
    }
  });

  it('states all its settings when one of them changes', () => {
    const data = { ...identity, ...settings, whenUnreachable: 'refuse', accessReplaced: false } as const;
    given(connectedCalendar, connected)
      .when(change({ whenUnreachable: 'refuse' }))
      .then({ type: 'CalendarChanged', data });
    given(connectedCalendar, connected, { type: 'CalendarChanged', data })
      .when(change({ whenUnreachable: 'refuse' }))
      .thenNothing();
  });

  it('states that its access was replaced, and not by what', () => {
    given(connectedCalendar, connected)
      .when(change({}, true))
      .then({ type: 'CalendarChanged', data: { ...identity, ...settings, accessReplaced: true } });
  });

  it('is unknown to every other host', () => {
    given(connectedCalendar, connected)
      .when(change({ name: 'Mine' }, false, 'hst_2'))
      .thenRefused({ kind: 'calendarUnknown' });
    given(connectedCalendar, connected)
      .when({ type: 'disconnect', hostId: 'hst_2' })
      .thenRefused({ kind: 'calendarUnknown' });
  });

  it('states the first of several failures in a row, and the end of them', () => {
    given(connectedCalendar, connected).when(noteFailure).then(failed);
    given(connectedCalendar, connected, failed).when(noteFailure).thenNothing();
    given(connectedCalendar, connected, failed).when(noteSuccess).then(recovered(false));
    given(connectedCalendar, connected, failed, recovered(false)).when(noteSuccess).thenNothing();
    given(connectedCalendar, connected, failed, recovered(false)).when(noteFailure).then(failed);
  });

  it('is reported to the host once for all failures in a row', () => {
    given(connectedCalendar, connected).when(reportFailure).thenNothing();
    given(connectedCalendar, connected, failed).when(reportFailure).then(reported);
    given(connectedCalendar, connected, failed, reported).when(reportFailure).thenNothing();
    given(connectedCalendar, connected, failed, reported).when(noteSuccess).then(recovered(true));
  });

  it('is disconnected once, and a read that ends later changes nothing', () => {
    given(connectedCalendar, connected).when(disconnect).then(disconnected);
    given(connectedCalendar, connected, disconnected).when(disconnect).thenNothing();
    for (const command of [change({}), noteFailure, reportFailure, noteSuccess]) {
      given(connectedCalendar, connected, failed, disconnected).when(command).thenRefused({ kind: 'calendarUnknown' });
    }
  });

  it('does nothing for a command that has taken effect', () => {
    const command = fc.constantFrom(
      connect,
      change({ name: 'Private' }),
      change({ readFrom: ['a'] }),
      noteFailure,
      reportFailure,
      noteSuccess,
      disconnect,
    );
    fc.assert(
      fc.property(fc.array(command), command, (earlier, last) => {
        const run = (state: ReturnType<typeof connectedCalendar.evolve>, one: ConnectedCalendarCommand) => {
          const decided = connectedCalendar.decide(one, state);
          return decided.ok ? fold(connectedCalendar, state, decided.value) : state;
        };
        const state = [...earlier, last].reduce(run, connectedCalendar.initial);
        const again = connectedCalendar.decide(last, state);
        expect(again.ok ? again.value : []).toEqual([]);
      }),
    );
  });
});
