import { withSlotOverrides, type SlotOverrides } from '@bookonce/contracts/values/link-overrides';
import type { SlotRules } from '@bookonce/contracts/values/meeting-type';
import { epochMsOf, type Instant } from '@bookonce/kernel/json';
import { MINUTE_MS } from './slots/day-number.js';
import type { OfferRules } from './slots/host-slots.js';

/** Returns the rules by which a link with these overrides offers slots of a meeting type. */
export const offerRulesOf = <Rules extends SlotRules>(
  rules: Rules,
  overrides: SlotOverrides | undefined,
): Rules & OfferRules => {
  const own = withSlotOverrides(rules, overrides);
  return overrides?.slots === undefined
    ? own
    : { ...own, picked: overrides.slots.map(({ start }) => epochMsOf(start)) };
};

/** Returns the rules for moving a booking: the current ones of its link and type, with the booking's own length. */
export const rulesForLength = <Rules extends SlotRules>(
  rules: Rules,
  { start, end }: { readonly start: Instant; readonly end: Instant },
): Rules => ({ ...rules, durationMinutes: Math.round((epochMsOf(end) - epochMsOf(start)) / MINUTE_MS) });
