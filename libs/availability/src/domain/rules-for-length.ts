import type { SlotRules } from '@bookonce/contracts/values/meeting-type';
import { epochMsOf, type Instant } from '@bookonce/kernel/json';
import { MINUTE_MS } from './slots/day-number.js';

/** The rules that a booking moves by: those of its meeting type as it is now, with the length that the booking has. */
export const rulesForLength = <Rules extends SlotRules>(
  rules: Rules,
  { start, end }: { readonly start: Instant; readonly end: Instant },
): Rules => ({ ...rules, durationMinutes: Math.round((epochMsOf(end) - epochMsOf(start)) / MINUTE_MS) });
