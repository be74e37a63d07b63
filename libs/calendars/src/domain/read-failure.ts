import type { BusyReadFailure } from '@bookonce/kernel/ports/busy-reader';
import type { CalendarFailure } from '@bookonce/kernel/ports/calendar-servers';
import { withoutUndefined } from '@bookonce/kernel/json';
import { unreachable } from '@bookonce/kernel/result';

/** Why a calendar could not be read. */
export interface ReadFailure {
  readonly kind: CalendarFailure['kind'] | BusyReadFailure['kind'] | 'accessLost' | 'tooManyBusyTimes' | 'noCollection';
  /** Says what is wrong and what the host can do, without secrets. */
  readonly text: string;
  /** That of the HTTP answer, if there was one. */
  readonly status?: number;
  /** The pause that the server asks for, in ms. */
  readonly askedForMs?: number;
}

/** The address and password were sealed with a key that is lost, or are gone with the file that held them. */
export const accessLost: ReadFailure = {
  kind: 'accessLost',
  text: 'The address and password of this calendar are lost. Enter them again.',
};

export const noCollection: ReadFailure = {
  kind: 'noCollection',
  text: 'The account has no calendar that holds events. Create one there, or connect another account.',
};

export const tooManyBusyTimes = (most: number): ReadFailure => ({
  kind: 'tooManyBusyTimes',
  text: `The calendar has more than ${most} busy times. Choose fewer of its collections, or another calendar.`,
});

export const failureOfServer = (failure: CalendarFailure): ReadFailure => ({
  kind: failure.kind,
  text: `${sentence(failure.reason)} ${adviceOn(failure.kind)}`,
  ...withoutUndefined({ status: failure.status }),
  ...(failure.kind === 'retryAfter' ? { askedForMs: failure.afterMs } : {}),
});

export const failureOfContent = (failure: BusyReadFailure): ReadFailure => {
  switch (failure.kind) {
    case 'notACalendar':
      return {
        kind: failure.kind,
        text: `The address leads to something else than a calendar. ${adviceOn(failure.kind)}`,
      };
    case 'tooSlow':
      return { kind: failure.kind, text: 'The calendar is too large, or too complicated, to be read in time.' };
    case 'tooManyInstances':
      return { kind: failure.kind, text: `The events of the calendar repeat more than ${failure.most} times.` };
    default:
      return unreachable(failure);
  }
};

const adviceOn = (kind: CalendarFailure['kind']): string => {
  switch (kind) {
    case 'notAllowed':
      return 'Use a public address that begins with https://.';
    case 'notFound':
      return 'Check the address, or copy it again from the settings of the calendar.';
    case 'unauthorized':
      return 'Check the user name and password. Many providers need an app password here.';
    case 'notACalendar':
      return 'Copy the address in iCalendar format (.ics) from the settings of the calendar.';
    case 'tooLarge':
      return 'Share a smaller calendar.';
    case 'timedOut':
    case 'unreachable':
      return 'Check the address. If it is right, try again later.';
    case 'retryAfter':
      return 'It is read again later.';
    default:
      return unreachable(kind);
  }
};

/** Reasons are written as parts of a sentence. */
export const sentence = (reason: string): string => {
  const whole = `${reason.slice(0, 1).toUpperCase()}${reason.slice(1)}`;
  return /[.!?]$/.test(whole) ? whole : `${whole}.`;
};
