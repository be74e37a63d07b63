import type { HostExplanation } from '@bookonce/availability/views/explain-start';
import type { BusySource } from '@bookonce/contracts/events/calendar';
import type { SlotRules } from '@bookonce/contracts/values/meeting-type';
import { epochMsOf, type Instant } from '@bookonce/kernel/json';
import { unreachable } from '@bookonce/kernel/result';

export type SlotReason = HostExplanation['reasons'][number];

/** The start that a reason is about, the rules of its meeting type, and the present as epoch ms. */
export interface ReasonContext {
  readonly start: Instant;
  readonly rules: SlotRules;
  readonly now: number;
}

/** Says in plain English why a start is not offered. */
export const reasonText = (reason: SlotReason, { start, rules, now }: ReasonContext): string => {
  switch (reason.kind) {
    case 'hours':
      return 'The meeting does not fit into the hours of the host.';
    case 'deactivated':
      return 'The host is deactivated.';
    case 'timeOff':
      return 'The host has time off.';
    case 'interval':
      return `Meetings start every ${minutes(rules.slotIntervalMinutes)} within the hours of the host, and not at this time.`;
    case 'notice':
      return epochMsOf(start) < now
        ? 'This time is in the past.'
        : `This time is too soon: the minimum notice is ${minutes(rules.minimumNoticeMinutes)}.`;
    case 'window':
      return windowText(rules);
    case 'maxPerDay':
      return `The host already has ${rules.maxPerDay ?? 0} of these meetings on that day, which is the maximum.`;
    case 'booking':
      return 'The host has another booking at this time.';
    case 'buffer':
      return reason.source === null
        ? 'There is another booking within the buffers.'
        : `There is a busy time within the buffers (${nameOf(reason.source)}).`;
    case 'busy':
      return reason.source === null ? 'The host is busy.' : `The host is busy (${nameOf(reason.source)}).`;
    default:
      return unreachable(reason);
  }
};

const minutes = (count: number): string => (count === 1 ? '1 minute' : `${count} minutes`);

const windowText = ({ bookingWindow }: SlotRules): string =>
  bookingWindow.type === 'rolling'
    ? `Only the next ${bookingWindow.days} days can be booked, today included.`
    : `Only ${bookingWindow.from} to ${bookingWindow.to} can be booked.`;

const nameOf = ({ type, name }: BusySource): string => {
  switch (type) {
    case 'put':
      return 'set by the API';
    case 'ics':
    case 'caldav':
      return `calendar “${name}”`;
    case 'holidays':
      return `holidays: ${name}`;
    default:
      return unreachable(type);
  }
};
