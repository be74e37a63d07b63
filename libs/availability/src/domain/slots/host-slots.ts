import type { BookingWindow, SlotRules } from '@bookonce/contracts/values/meeting-type';
import type { Schedule, TimeOff } from '@bookonce/contracts/values/schedule';
import { DAY_MS, dayNumberOf, MINUTE_MS, type DayNumber } from './day-number.js';
import { freeHoursOf, type FreeHours } from './free-hours.js';
import { countStarts, type Spacing } from './free-ranges.js';
import type { BusyOf, HostReason, RuleReason, SlotReason } from './slot-reasons.js';
import { OverlapSearch, overlapsAny, union, type Span } from './spans.js';

/** A slot that a booking holds or has booked, with that booking's buffers; epoch ms. */
export interface OccupiedSpan extends Span {
  readonly meetingTypeId: string;
  readonly bufferBeforeMinutes: number;
  readonly bufferAfterMinutes: number;
}

/** The parts of a host's calendar that slots depend on. */
export interface HostTime {
  readonly schedule: Schedule;
  readonly timeOff: TimeOff;
  /** Must include what overlaps a requested slot with its buffers. */
  readonly busy: readonly BusyOf[];
  /** Must include all slots that start within {@link REACH_MS} of the requested starts. */
  readonly occupied: readonly OccupiedSpan[];
}

/**
 * The rules by which slots are offered. Starts that are `picked` (epoch ms) replace those of the hours: they skip every
 * rule but the length and the buffers.
 */
export interface OfferRules extends SlotRules {
  readonly picked?: readonly number[];
}

/** The meeting type to find slots of, and the current time as epoch ms. */
export interface SlotQuestion {
  readonly meetingTypeId: string;
  readonly rules: OfferRules;
  readonly now: number;
}

/** The longest distance of two starts that can conflict: two lengths and two buffers, each up to a day. */
export const REACH_MS = 3 * DAY_MS;

/** `taken` means that the slot would be offered if the host had no other bookings. */
export type Classified = 'offered' | 'taken' | 'notOffered';

/**
 * The slot grid that a start is judged by: `own` counts from this host's free ranges. Otherwise it is the team's, and the
 * start is on it (`team`) or on none (`none`).
 */
export type Grid = 'own' | 'team' | 'none';

/** Finds the starts that one host can offer for one meeting type at one moment. All times are epoch ms. */
export class HostSlots {
  readonly hours: FreeHours;
  readonly spacing: Spacing;
  readonly #rules: SlotRules;
  /** The picked starts that are still in the future, sorted; null if the rules offer starts by the hours. */
  readonly #picked: readonly number[] | null;
  readonly #maxPerDay: number | undefined;
  readonly #earliest: number;
  readonly #firstDay: DayNumber;
  readonly #lastDay: DayNumber;
  readonly #busy: readonly BusyOf[];
  readonly #occupied: readonly OccupiedSpan[];
  readonly #perDay: ReadonlyMap<DayNumber, number>;
  /** Made only for queries about many starts; for a single start they would cost more than they save. */
  #bookings: OverlapSearch | null = null;
  #busyTimes: OverlapSearch | null = null;

  constructor(host: HostTime, { meetingTypeId, rules, now }: SlotQuestion) {
    this.hours = freeHoursOf(host.schedule, host.timeOff);
    this.#picked = rules.picked === undefined ? null : futureOf(rules.picked, now);
    this.#rules = rules;
    this.#maxPerDay = this.#picked === null ? rules.maxPerDay : undefined;
    this.spacing = {
      durationMs: rules.durationMinutes * MINUTE_MS,
      intervalMs: rules.slotIntervalMinutes * MINUTE_MS,
    };
    this.#earliest = now + rules.minimumNoticeMinutes * MINUTE_MS;
    [this.#firstDay, this.#lastDay] = daysOf(rules.bookingWindow, this.hours.zone.dayAt(now));
    this.#busy = host.busy;
    this.#occupied = host.occupied;
    this.#perDay = this.#maxPerDay === undefined ? new Map() : this.#countPerDay(host.occupied, meetingTypeId);
  }

  /** Returns the bookable starts in `[from, to)`, sorted. */
  offered(from: number, to: number): readonly number[] {
    return this.counted(from, to).filter((start) => this.isFreeAt(start));
  }

  /** Returns the starts in `[from, to)` that would be offered without any bookings, sorted. */
  counted(from: number, to: number): readonly number[] {
    if (this.#picked !== null) return this.#picked.filter((start) => from <= start && start < to);
    const starts: number[] = [];
    const first = Math.max(from, this.#earliest, this.hours.zone.startOf(this.#firstDay));
    const end = Math.min(to, this.hours.zone.startOf(this.#lastDay + 1));
    if (first >= end) return starts;
    const lastDay = this.hours.zone.dayAt(end - 1);
    for (let day = this.hours.zone.dayAt(first); day <= lastDay; day += 1) {
      for (const piece of this.hours.piecesOf(day)) countStarts(piece, this.spacing, first, end, starts);
    }
    return starts;
  }

  /** Returns true if nothing is in the way of a start that {@link counted} returned; efficient for many starts. */
  isFreeAt(start: number): boolean {
    const { from, to } = this.#withBuffers(start);
    this.#bookings ??= new OverlapSearch(union(this.#occupied.map(widened)));
    this.#busyTimes ??= new OverlapSearch(unionOf(this.#busy));
    return !this.#busyTimes.overlaps(from, to) && !this.#bookings.overlaps(from, to) && !this.#isDayFull(start);
  }

  /** Returns true if the host can take the whole slot, on any grid; efficient for many starts. */
  canTake(start: number): boolean {
    return this.#rulesAgainst(start, 'team').length === 0 && this.isFreeAt(start);
  }

  /** Whether the starts are picked one by one, on no grid. */
  get isPicked(): boolean {
    return this.#picked !== null;
  }

  /** Judges a single start. */
  classify(start: number, grid: Grid): Classified {
    if (this.#rulesAgainst(start, grid).length > 0) return 'notOffered';
    return this.#hostAgainst(start).length > 0 ? 'taken' : 'offered';
  }

  /** Returns every reason for which {@link classify} does not offer a start; none if it is offered. */
  reasonsAgainst(start: number, grid: Grid): readonly SlotReason[] {
    return [...this.#rulesAgainst(start, grid), ...this.#hostAgainst(start)];
  }

  /** Returns the rules by which no slot is offered at this start, whatever the host has on. */
  #rulesAgainst(start: number, grid: Grid): readonly RuleReason[] {
    // An invalid instant is NaN here, and never offered.
    if (!Number.isSafeInteger(start)) return outsideHours;
    if (this.#picked !== null) return this.#picked.includes(start) ? noReasons : outsideHours;
    const { zone } = this.hours;
    const isInWindow = zone.startOf(this.#firstDay) <= start && start < zone.startOf(this.#lastDay + 1);
    const hours = this.#hoursAgainst(start, grid);
    if (start >= this.#earliest && isInWindow && hours === null) return noReasons;
    return [
      ...(start < this.#earliest ? (['notice'] as const) : []),
      ...(isInWindow ? [] : (['window'] as const)),
      ...(hours === null ? [] : [hours]),
    ].map((kind) => ({ kind }));
  }

  #hoursAgainst(start: number, grid: Grid): 'hours' | 'timeOff' | 'interval' | null {
    const end = start + this.spacing.durationMs;
    const day = this.hours.zone.dayAt(start);
    let isInHours = false;
    for (const piece of this.hours.piecesOf(day)) {
      if (start < piece.start || piece.end <= start || piece.rangeEnd < end) continue;
      const isCounted = grid === 'own' && (start - piece.countedFrom) % this.spacing.intervalMs === 0;
      if (isCounted || grid === 'team') return null;
      isInHours = true;
    }
    if (isInHours) return 'interval';
    return this.hours.isTimeOff(day) || this.hours.isTimeOff(this.hours.zone.dayAt(end - 1)) ? 'timeOff' : 'hours';
  }

  /**
   * Returns what the host has on that is in the way. Keeps I5: no other slot within this slot or its buffers, and this
   * slot within no other slot's buffers.
   */
  #hostAgainst(start: number): readonly HostReason[] {
    const { from, to } = this.#withBuffers(start);
    const end = start + this.spacing.durationMs;
    const reasons: HostReason[] = [];
    for (const { source, spans } of this.#busy) {
      if (!overlapsAny(spans, from, to)) continue;
      reasons.push({ kind: overlapsAny(spans, start, end) ? 'busy' : 'buffer', source });
    }
    const others = this.#occupied.filter((slot) => isInReach(slot, from, to));
    if (others.some((other) => other.start < end && start < other.end)) reasons.push({ kind: 'booking' });
    else if (others.length > 0) reasons.push({ kind: 'buffer', source: null });
    if (this.#isDayFull(start)) reasons.push({ kind: 'maxPerDay' });
    return reasons;
  }

  /** Returns the slot from `start` with its own buffers. */
  #withBuffers(start: number): { readonly from: number; readonly to: number } {
    const { bufferBeforeMinutes, bufferAfterMinutes } = this.#rules;
    return {
      from: start - bufferBeforeMinutes * MINUTE_MS,
      to: start + this.spacing.durationMs + bufferAfterMinutes * MINUTE_MS,
    };
  }

  #isDayFull(start: number): boolean {
    const limit = this.#maxPerDay;
    return limit !== undefined && (this.#perDay.get(this.hours.zone.dayAt(start)) ?? 0) >= limit;
  }

  /** The limit counts bookings of this meeting type only. */
  #countPerDay(occupied: readonly OccupiedSpan[], ofType: string): ReadonlyMap<DayNumber, number> {
    const counts = new Map<DayNumber, number>();
    for (const { start, meetingTypeId } of occupied) {
      if (meetingTypeId !== ofType) continue;
      const day = this.hours.zone.dayAt(start);
      counts.set(day, (counts.get(day) ?? 0) + 1);
    }
    return counts;
  }
}

/** Returns true if nothing of the host's, widened by its buffers, lies in `[from, to)`. */
export const isClear = ({ busy, occupied }: HostTime, from: number, to: number): boolean =>
  !busy.some(({ spans }) => overlapsAny(spans, from, to)) &&
  (from >= to || !occupied.some((slot) => isInReach(slot, from, to)));

/** Whether a slot, widened by its buffers, lies in `[from, to)`. */
const isInReach = (
  { start, end, bufferBeforeMinutes, bufferAfterMinutes }: OccupiedSpan,
  from: number,
  to: number,
): boolean => start - bufferBeforeMinutes * MINUTE_MS < to && end + bufferAfterMinutes * MINUTE_MS > from;

const noReasons: readonly RuleReason[] = [];
const outsideHours: readonly RuleReason[] = [{ kind: 'hours' }];

const futureOf = (picked: readonly number[], now: number): readonly number[] =>
  [...new Set(picked)].filter((start) => start > now).sort((a, b) => a - b);

/**
 * Returns when starts can be offered, `[from, until)` in epoch ms, by notice and booking window alone, or by the picked
 * starts. Nothing can be if `from >= until`.
 */
export const bookableSpanOf = (
  { schedule, timeOff }: Pick<HostTime, 'schedule' | 'timeOff'>,
  { picked, bookingWindow, minimumNoticeMinutes }: OfferRules,
  now: number,
): { readonly from: number; readonly until: number } => {
  if (picked !== undefined) {
    const starts = futureOf(picked, now);
    return { from: starts[0] ?? now, until: (starts.at(-1) ?? now - 1) + 1 };
  }
  const { zone } = freeHoursOf(schedule, timeOff);
  const [first, last] = daysOf(bookingWindow, zone.dayAt(now));
  return { from: Math.max(now + minimumNoticeMinutes * MINUTE_MS, zone.startOf(first)), until: zone.startOf(last + 1) };
};

/** Returns the first and last local day with bookable starts. */
const daysOf = (window: BookingWindow, today: DayNumber): readonly [DayNumber, DayNumber] =>
  window.type === 'rolling' ? [today, today + window.days - 1] : [dayNumberOf(window.from), dayNumberOf(window.to)];

const widened = ({ start, end, bufferBeforeMinutes, bufferAfterMinutes }: OccupiedSpan): Span => ({
  start: start - bufferBeforeMinutes * MINUTE_MS,
  end: end + bufferAfterMinutes * MINUTE_MS,
});

const unionOf = (busy: readonly BusyOf[]): readonly Span[] => {
  const [first, ...others] = busy;
  return others.length === 0 ? (first?.spans ?? []) : union(busy.flatMap(({ spans }) => spans));
};
