import type { CalendarFailure } from '@bookonce/kernel/ports/calendar-servers';
import type { OutgoingFailure, OutgoingResponse } from '@bookonce/kernel/ports/outgoing-requests';

/** Where the server asks for a pause without saying how long. */
const DEFAULT_PAUSE_MS = 60_000;
const LONGEST_PAUSE_MS = 24 * 60 * 60_000;

export const timedOut: CalendarFailure = { kind: 'timedOut', reason: 'the server did not answer in time' };

export const accountTooLarge: CalendarFailure = {
  kind: 'tooLarge',
  reason: 'the calendars of the account are too large together',
};

export const notACalendar = (reason: string): CalendarFailure => ({ kind: 'notACalendar', reason });

/** Why there is no answer. */
export const failureOf = (failure: OutgoingFailure): CalendarFailure => {
  switch (failure.kind) {
    case 'notAllowed':
    case 'unreachable':
      return failure;
    case 'timedOut':
      return timedOut;
    case 'tooLarge':
      return {
        kind: 'tooLarge',
        reason: `the answer is larger than ${Math.floor(failure.mostBytes / 1024 / 1024)} MB`,
      };
    case 'tooManyRedirects':
      return { kind: 'unreachable', reason: 'the address redirects too often' };
  }
};

/** The failure that an unsuccessful answer stands for. */
export const failureOfStatus = ({ status, headers }: Pick<OutgoingResponse, 'status' | 'headers'>): CalendarFailure => {
  const pause = headers['retry-after'];
  if (status === 429 || (status === 503 && pause !== undefined)) {
    return { kind: 'retryAfter', status, afterMs: pauseOf(pause, headers['date']), reason: 'the server asks to wait' };
  }
  switch (status) {
    case 401:
      return { kind: 'unauthorized', status, reason: 'the server does not accept the user name and password' };
    case 403:
      return { kind: 'unauthorized', status, reason: 'the server refuses access' };
    case 404:
    case 410:
      return { kind: 'notFound', status, reason: 'nothing is at this address' };
    default:
      return { kind: 'unreachable', status, reason: `the server answers with the error ${status}` };
  }
};

/** `Retry-After` is a number of seconds, or a date, which is compared with the server's own clock. */
const pauseOf = (text: string | undefined, serverTime: string | undefined): number => {
  const seconds = /^\d+$/.test(text ?? '')
    ? Number(text)
    : (Date.parse(text ?? '') - Date.parse(serverTime ?? '')) / 1_000;
  if (!Number.isFinite(seconds)) return DEFAULT_PAUSE_MS;
  return Math.min(Math.max(seconds, 0) * 1_000, LONGEST_PAUSE_MS);
};
