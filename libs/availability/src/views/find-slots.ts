import type { SlotOverrides } from '@bookonce/contracts/values/link-overrides';
import type { SlotRules } from '@bookonce/contracts/values/meeting-type';
import { epochMsOf, instantOf } from '@bookonce/kernel/json';
import type { Clock } from '@bookonce/kernel/ports/clock';
import type { ReadModels } from '@bookonce/kernel/ports/read-models';
import type { SharedThread, Step } from '@bookonce/kernel/shared-thread';
import { offerRulesOf } from '../domain/offer-rules.js';
import { DAY_MS, MINUTE_MS } from '../domain/slots/day-number.js';
import { HostSlots, REACH_MS, type OccupiedSpan, type OfferRules } from '../domain/slots/host-slots.js';
import { teamSlots } from '../domain/slots/team-slots.js';
import { busyBetween, readBusy, type HostBusy } from './busy-blocks.js';
import { SlotPage, type FoundSlots } from './slot-page.js';
import {
  hosts,
  occupiedDayId,
  occupiedDays,
  type HostDocument,
  type MeetingTypeDocument,
  type Occupied,
  type OccupiedDayDocument,
} from './availability-documents.js';

export interface FindSlotsDeps {
  readonly readModels: Pick<ReadModels, 'get' | 'range'>;
  readonly clock: Pick<Clock, 'now'>;
  /** Runs the search in steps, so that nobody waits for it but its caller. */
  readonly thread: Pick<SharedThread, 'run'>;
  /** Replaces the hours of each host. */
  readonly hours?: HostHours;
}

/** The hours of a host's calendar, before bookings. */
export type HostHours = Pick<HostDocument, 'schedule' | 'timeOff' | 'busy' | 'busySources'>;

/** The parts of a meeting type that its slots depend on. */
export type SlotsOf = Pick<MeetingTypeDocument, 'id' | 'assignment'> &
  SlotRules & { readonly hostIds: readonly string[] };

/** From `from` until before `to`. */
export interface Window {
  readonly from: string;
  readonly to: string;
}

/**
 * Finds the first bookable slots of a meeting type that start within `window`, sorted and without duplicates: those that a
 * link with these overrides offers. `type` names the hosts and their assignment; unknown hosts have no slots.
 */
export const findSlots = (
  deps: FindSlotsDeps,
  type: SlotsOf,
  window: Window,
  overrides?: SlotOverrides,
): Promise<FoundSlots> => findOffered(deps, offerRulesOf(type, overrides), window);

/** Finds slots by these rules, as {@link findSlots}. Slots of the booking `moving` are ignored. */
export const findOffered = async (
  deps: FindSlotsDeps,
  type: SlotsOf & OfferRules,
  window: Window,
  moving?: string,
): Promise<FoundSlots> => {
  const now = deps.clock.now();
  const { from, to } = bookable(window, type, now);
  const page = new SlotPage(type.durationMinutes * MINUTE_MS, to);
  if (from >= to) return page.found();
  const known = await findHosts(deps, type.hostIds);
  if (type.assignment === 'collective' && known.length < type.hostIds.length) return page.found();
  const partMs = partOf(type, known.length);
  for (let begin = from; begin < to && !page.isFull; begin += partMs) {
    const until = Math.min(begin + partMs, to);
    const calendars = await Promise.all(known.map((host) => readCalendar(deps, host, begin, until)));
    await deps.thread.run(searchOf({ type, calendars, now, moving, begin, until }, page));
  }
  return page.found();
};

/** A host's calendar in a part of the time, as the views have it. */
export interface HostCalendar {
  readonly hours: HostHours;
  readonly days: readonly OccupiedDayDocument[];
  readonly busy: HostBusy;
}

interface Search {
  readonly type: SlotsOf & OfferRules;
  readonly calendars: readonly HostCalendar[];
  readonly now: number;
  readonly moving: string | undefined;
  readonly begin: number;
  readonly until: number;
}

/** Each step reads one calendar or, after the last one, finds the starts of a short time. */
const searchOf = ({ type, calendars, now, moving, begin, until }: Search, page: SlotPage): Step => {
  const question = { meetingTypeId: type.id, rules: type, now };
  const intervalMs = type.slotIntervalMinutes * MINUTE_MS;
  const read: HostSlots[] = [];
  const batches = teamSlots(read, { assignment: type.assignment, intervalMs }, begin, until);
  return () => {
    const calendar = calendars[read.length];
    if (calendar !== undefined) {
      const { hours, days } = calendar;
      const busy = busyBetween(calendar.busy, begin - REACH_MS, until + REACH_MS);
      read.push(new HostSlots({ ...hours, busy, occupied: occupiedOn(days, moving) }, question));
      return false;
    }
    const { value: batch } = batches.next();
    if (batch === undefined) return true;
    page.add(batch);
    return page.isFull;
  };
};

export interface KnownHost {
  readonly hostId: string;
  readonly hours: HostHours;
}

/** Returns the active hosts among those that the views know, in their order. Hours given for everybody take no host out. */
export const findHosts = async (
  { readModels, hours }: Pick<FindSlotsDeps, 'readModels' | 'hours'>,
  hostIds: readonly string[],
): Promise<readonly KnownHost[]> => {
  const found = await Promise.all(
    hostIds.map(async (hostId) => ({ hostId, hours: hours ?? activeOnly(await readModels.get(hosts, hostId)) })),
  );
  return found.flatMap(({ hostId, hours: own }) => (own === null ? [] : [{ hostId, hours: own }]));
};

const activeOnly = (host: HostDocument | null): HostDocument | null => (host?.active === true ? host : null);

/** The bookings that are read at a time are those that this many starts, all hosts together, may depend on. */
const STARTS_PER_READ = 250_000;

const partOf = ({ picked, slotIntervalMinutes }: OfferRules, hostCount: number): number =>
  picked === undefined
    ? Math.max(DAY_MS, (STARTS_PER_READ * slotIntervalMinutes * MINUTE_MS) / Math.max(1, hostCount))
    : Infinity;

/** Reads everything that a slot of the host from `[from, to)`, epoch ms, depends on. */
export const readCalendar = async (
  { readModels }: Pick<FindSlotsDeps, 'readModels'>,
  { hostId, hours }: KnownHost,
  from: number,
  to: number,
): Promise<HostCalendar> => {
  const [first, last] = [from - REACH_MS, to + REACH_MS];
  const [days, busy] = await Promise.all([
    readModels.range(occupiedDays, dayIdAt(hostId, first), dayIdAt(hostId, last)),
    readBusy(readModels, hostId, hours, first, last),
  ]);
  return { hours, days, busy };
};

/** Returns the part of the window with bookable times, in epoch ms, so that nothing is read for the rest. */
const bookable = (window: Window, { bookingWindow, picked }: OfferRules, now: number) => {
  const [from, to] = [Math.max(epochMsOf(window.from), now), epochMsOf(window.to)];
  if (picked !== undefined)
    return { from: Math.max(from, Math.min(...picked)), to: Math.min(to, Math.max(...picked) + 1) };
  // One extra day on either side, for any time zone of the host.
  const latest =
    bookingWindow.type === 'rolling'
      ? now + (bookingWindow.days + 2) * DAY_MS
      : epochMsOf(`${bookingWindow.to}T00:00:00.000Z`) + 3 * DAY_MS;
  return { from, to: Math.min(to, latest) };
};

const dayIdAt = (hostId: string, epochMs: number): string => occupiedDayId(hostId, instantOf(epochMs));

const spansOfDays = new WeakMap<OccupiedDayDocument, readonly OccupiedSpan[]>();

/** Cached by document object; read models may return the same objects again. */
const spansOf = (day: OccupiedDayDocument): readonly OccupiedSpan[] => {
  const known = spansOfDays.get(day);
  if (known !== undefined) return known;
  const spans = day.slots.map(spanOf);
  spansOfDays.set(day, spans);
  return spans;
};

/** Returns the slots of these days, without those of the booking `moving`. */
export const occupiedOn = (days: readonly OccupiedDayDocument[], moving?: string): readonly OccupiedSpan[] =>
  moving === undefined
    ? days.flatMap(spansOf)
    : days.flatMap(({ slots }) => slots.filter(({ bookingId }) => bookingId !== moving).map(spanOf));

const spanOf = ({ start, end, ...slot }: Occupied): OccupiedSpan => ({
  ...slot,
  start: epochMsOf(start),
  end: epochMsOf(end),
});
