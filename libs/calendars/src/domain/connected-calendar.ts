import type { CalendarSettings, ConnectedCalendarEvent } from '@bookonce/contracts/events/connected-calendar';
import type { Decider } from '@bookonce/kernel/decider';
import type { Instant } from '@bookonce/kernel/json';
import { fail, ok, unreachable } from '@bookonce/kernel/result';

export type ConnectedCalendarCommand =
  | {
      readonly type: 'connect';
      readonly calendarId: string;
      readonly hostId: string;
      readonly kind: 'ics' | 'caldav';
      readonly settings: CalendarSettings;
    }
  | {
      readonly type: 'change';
      readonly hostId: string;
      /** Only what changes. */
      readonly changes: Partial<CalendarSettings>;
      readonly accessReplaced: boolean;
    }
  | { readonly type: 'noteFailure'; readonly reason: string }
  /** Has the host mailed, once for all failures in a row. */
  | { readonly type: 'reportFailure'; readonly failedAt: Instant }
  | { readonly type: 'noteSuccess'; readonly failedAt: Instant }
  | { readonly type: 'disconnect'; readonly hostId: string };

export type ConnectedCalendarRefusal = { readonly kind: 'calendarUnknown' };

interface Connected {
  readonly calendarId: string;
  readonly hostId: string;
  readonly kind: 'ics' | 'caldav';
  readonly settings: CalendarSettings;
  /** Raised by each change of what a read finds, or of the name under which it is stored. */
  readonly contentVersion: number;
  /** The reason of the first of the failures in a row; null if the last read succeeded. */
  readonly failure: { readonly reason: string; readonly isReported: boolean } | null;
  readonly isDisconnected: boolean;
}

/** Null until it is connected. */
export type ConnectedCalendarState = Connected | null;

/** A calendar of a host on somebody else's server. Each run of failures is one event, however many reads it has. */
export const connectedCalendar: Decider<
  ConnectedCalendarCommand,
  ConnectedCalendarState,
  ConnectedCalendarEvent,
  ConnectedCalendarRefusal
> = {
  initial: null,

  evolve: (state, event) => {
    if (event.type === 'CalendarConnected') {
      const { calendarId, hostId, kind } = event.data;
      const settings = settingsIn(event.data);
      return { calendarId, hostId, kind, settings, contentVersion: 0, failure: null, isDisconnected: false };
    }
    if (state === null) return null;
    switch (event.type) {
      case 'CalendarChanged':
        return {
          ...state,
          settings: settingsIn(event.data),
          contentVersion: state.contentVersion + (hasOtherContent(state.settings, event.data) ? 1 : 0),
        };
      case 'CalendarFailed':
        return { ...state, failure: { reason: event.data.reason, isReported: false } };
      case 'CalendarFailureReported':
        return { ...state, failure: { reason: event.data.reason, isReported: true } };
      case 'CalendarRecovered':
        return { ...state, failure: null };
      case 'CalendarDisconnected':
        return { ...state, isDisconnected: true };
      default:
        // History may hold types that this version does not know.
        return state;
    }
  },

  decide: (command, state) => {
    if (command.type === 'connect') {
      if (state !== null) return ok([]);
      const { calendarId, hostId, kind, settings } = command;
      return ok([{ type: 'CalendarConnected', data: { calendarId, hostId, kind, ...settings } }]);
    }
    if (state === null) return fail({ kind: 'calendarUnknown' });
    // A calendar of another host is none of this host's, whatever its id.
    if ('hostId' in command && command.hostId !== state.hostId) return fail({ kind: 'calendarUnknown' });
    if (command.type === 'disconnect') {
      return ok(state.isDisconnected ? [] : [{ type: 'CalendarDisconnected', data: identityOf(state) }]);
    }
    // A read may end after the host has disconnected the calendar.
    if (state.isDisconnected) return fail({ kind: 'calendarUnknown' });
    const { failure } = state;
    switch (command.type) {
      case 'change': {
        const settings = { ...state.settings, ...command.changes };
        const { accessReplaced } = command;
        if (!accessReplaced && isSame(settings, state.settings)) return ok([]);
        return ok([{ type: 'CalendarChanged', data: { ...identityOf(state), ...settings, accessReplaced } }]);
      }
      case 'noteFailure': {
        const { reason } = command;
        return ok(failure === null ? [{ type: 'CalendarFailed', data: { ...identityOf(state), reason } }] : []);
      }
      case 'reportFailure': {
        if (failure === null || failure.isReported) return ok([]);
        const data = { ...identityOf(state), reason: failure.reason, failedAt: command.failedAt };
        return ok([{ type: 'CalendarFailureReported', data }]);
      }
      case 'noteSuccess': {
        if (failure === null) return ok([]);
        const data = { ...identityOf(state), failedAt: command.failedAt, wasReported: failure.isReported };
        return ok([{ type: 'CalendarRecovered', data }]);
      }
      default:
        return unreachable(command);
    }
  },
};

/** The settings of a new calendar. */
export const DEFAULT_SETTINGS: Omit<CalendarSettings, 'name'> = {
  readFrom: null,
  writeTo: null,
  allEventsBusy: false,
  whenUnreachable: 'lastKnown',
};

const identityOf = ({ calendarId, hostId }: Connected) => ({ calendarId, hostId });

const settingsIn = ({
  name,
  readFrom,
  writeTo,
  allEventsBusy,
  whenUnreachable,
}: CalendarSettings): CalendarSettings => ({ name, readFrom, writeTo, allEventsBusy, whenUnreachable });

const hasOtherContent = (
  before: CalendarSettings,
  { accessReplaced, ...after }: CalendarSettings & { readonly accessReplaced: boolean },
): boolean =>
  accessReplaced ||
  !isSame(
    { ...after, writeTo: null, whenUnreachable: 'refuse' },
    { ...before, writeTo: null, whenUnreachable: 'refuse' },
  );

const isSame = (one: CalendarSettings, other: CalendarSettings): boolean =>
  JSON.stringify(settingsIn(one)) === JSON.stringify(settingsIn(other));
