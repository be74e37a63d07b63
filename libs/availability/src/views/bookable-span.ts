import type { SlotOverrides } from '@bookonce/contracts/values/link-overrides';
import { instantOf, type Instant } from '@bookonce/kernel/json';
import { offerRulesOf } from '../domain/offer-rules.js';
import { bookableSpanOf } from '../domain/slots/host-slots.js';
import { findHosts, type FindSlotsDeps, type SlotsOf } from './find-slots.js';

/** When slots can start: from `from` until before `until`. */
export interface BookableSpan {
  readonly from: Instant;
  readonly until: Instant;
}

/**
 * Returns when a link with these overrides can offer slots of a meeting type, by notice and booking window alone: the span
 * of all hosts together. Null if it can offer none any more.
 */
export const bookableSpan = async (
  deps: Pick<FindSlotsDeps, 'readModels' | 'clock'>,
  type: SlotsOf,
  overrides?: SlotOverrides,
): Promise<BookableSpan | null> => {
  const rules = offerRulesOf(type, overrides);
  const now = deps.clock.now();
  const spans = (await findHosts(deps, type.hostIds)).map(({ hours }) => bookableSpanOf(hours, rules, now));
  const from = Math.min(...spans.map((span) => span.from));
  const until = Math.max(...spans.map((span) => span.until));
  return from < until ? { from: instantOf(from), until: instantOf(until) } : null;
};
