import type { CalendarEvent } from '@bookonce/contracts/events/calendar';
import type { Locale } from '@bookonce/contracts/values/language';
import type { SlotRules } from '@bookonce/contracts/values/meeting-type';
import type { Schedule, TimeOff } from '@bookonce/contracts/values/schedule';
import { storedLocale } from '@bookonce/contracts/streams/host-locale';
import { epochMsOf, type Instant } from '@bookonce/kernel/json';
import { afterBusySet, busyWithin, noBusySources, withoutBusySource, type BusySources } from './busy-sources.js';
import {
  LONGEST_REACH_MS,
  noneOccupied,
  occupiedBetween,
  occupiedChanges,
  occupiedNear,
  withChange,
  withoutPast,
  type OccupiedSlot,
  type OccupiedSlots,
  type SlotEvent,
} from './occupied-slots.js';
import { DAY_MS, MINUTE_MS } from './slots/day-number.js';
import { REACH_MS, type HostTime } from './slots/host-slots.js';

/**
 * How long a calendar remembers a booked slot that is over. No rule looks further back than a week; the rest lets a host
 * move a meeting of the past, and work that was interrupted be finished.
 */
export const LOOK_BACK_MS = 31 * DAY_MS;

/**
 * The time of an event counts once so many events in a row, and the events of a whole day, say no less. A clock that
 * jumps ahead for a moment thus makes a calendar forget nothing, and refuse nothing.
 */
export const CONFIRMING_EVENTS = 64;
const CONFIRMING_MS = DAY_MS;

/** A calendar's event. As far as it is known when it was decided, it says so: by it, the state forgets what is past. */
export type TimedCalendarEvent = CalendarEvent & { readonly meta?: { readonly time: Instant } };

/** Events whose times do not count yet: how many, and their first and last time in epoch ms. */
interface UnconfirmedTimes {
  readonly events: number;
  readonly earliest: number;
  readonly latest: number;
}

/** The state of a host's calendar: plain JSON. Unchanged parts stay the same object. */
export interface CalendarState {
  /** Null until the host is added. */
  readonly hostId: string | null;
  readonly name: string;
  readonly email: string;
  readonly schedule: Schedule;
  readonly timeOff: TimeOff;
  readonly locale: Locale | null;
  readonly busy: BusySources;
  /** Ids of the busy sources that were removed for good. */
  readonly removedSources: readonly string[];
  /** Slots that are held or booked, without the booked ones that ended by `forgottenUntil`. */
  readonly occupied: OccupiedSlots;
  /** The newest confirmed time less the look-back, in whole days as epoch ms. */
  readonly forgottenUntil: number;
  readonly unconfirmed: UnconfirmedTimes | null;
}

export const noCalendar: CalendarState = {
  hostId: null,
  name: '',
  email: '',
  schedule: { timeZone: 'UTC', weekly: [] },
  timeOff: [],
  locale: null,
  busy: noBusySources,
  removedSources: [],
  occupied: noneOccupied,
  forgottenUntil: 0,
  unconfirmed: null,
};

export const evolveCalendar = (state: CalendarState, event: TimedCalendarEvent): CalendarState => {
  const evolved = evolve(state, event);
  return event.meta === undefined ? evolved : withTime(evolved, epochMsOf(event.meta.time));
};

/** Takes note of an event's own time. The earliest of the times that confirm each other is the one that counts. */
const withTime = (state: CalendarState, time: number): CalendarState => {
  // An invalid instant is NaN here.
  if (Number.isNaN(time)) return state;
  const others = state.unconfirmed ?? { events: 0, earliest: time, latest: time };
  const events = others.events + 1;
  const earliest = Math.min(others.earliest, time);
  const latest = Math.max(others.latest, time);
  if (events < CONFIRMING_EVENTS || latest - earliest < CONFIRMING_MS) {
    return { ...state, unconfirmed: { events, earliest, latest } };
  }
  return forgetPast({ ...state, unconfirmed: null }, earliest - LOOK_BACK_MS);
};

/** Forgets a day at a time, so that each slot is looked at once. Times of a clock that is behind change nothing. */
const forgetPast = (state: CalendarState, until: number): CalendarState => {
  const forgottenUntil = Math.floor(until / DAY_MS) * DAY_MS;
  if (!(forgottenUntil > state.forgottenUntil)) return state;
  // A slot that has not ended by some time began at most this long before.
  const from = state.forgottenUntil - LONGEST_REACH_MS;
  const occupied = withoutPast(state.occupied, forgottenUntil, from, forgottenUntil);
  return { ...state, occupied, forgottenUntil };
};

/** A slot that is booked late, after its day was forgotten, is forgotten at once. */
const occupiedAfter = ({ occupied, forgottenUntil }: CalendarState, event: SlotEvent): OccupiedSlots => {
  const after = occupiedChanges(event).reduce(withChange, occupied);
  const start = epochMsOf(event.data.start);
  return start < forgottenUntil ? withoutPast(after, forgottenUntil, start, start) : after;
};

const evolve = (state: CalendarState, event: CalendarEvent): CalendarState => {
  switch (event.type) {
    case 'HostAdded':
    case 'HostRenamed': {
      const { hostId, name, email } = event.data;
      return { ...state, hostId, name, email };
    }
    case 'ScheduleSet':
      return { ...state, schedule: event.data.schedule };
    case 'TimeOffSet':
      return { ...state, timeOff: event.data.timeOff };
    case 'HostLanguageSet':
      return { ...state, locale: storedLocale(event.data) };
    case 'BusySet':
      return { ...state, busy: afterBusySet(state.busy, event.data) };
    case 'BusySourceRemoved': {
      const { id } = event.data.source;
      const removedSources = state.removedSources.includes(id) ? state.removedSources : [...state.removedSources, id];
      return { ...state, busy: withoutBusySource(state.busy, id), removedSources };
    }
    case 'SlotHeld':
    case 'SlotBooked':
    case 'SlotReleased':
    case 'MoveReserved':
    case 'SlotMoved':
    case 'MoveVoided':
      return { ...state, occupied: occupiedAfter(state, event) };
    default:
      // An event of a later version of the product.
      return state;
  }
};

/**
 * Whether the calendar may have forgotten what is near a slot from `start`, in epoch ms. It decides nothing about such a
 * time any more: after a clock that jumped ahead and back, it could give a slot twice (I5, I20).
 */
export const isForgotten = ({ forgottenUntil }: Pick<CalendarState, 'forgottenUntil'>, start: number): boolean =>
  forgottenUntil > 0 && start < forgottenUntil + REACH_MS;

/** The calendar as far as it bears on a slot of these rules from `start`, in epoch ms. */
export const hostTimeFor = (state: CalendarState, start: number, rules: SlotRules): HostTime => {
  const { schedule, timeOff, occupied } = state;
  const from = start - rules.bufferBeforeMinutes * MINUTE_MS;
  const to = start + (rules.durationMinutes + rules.bufferAfterMinutes) * MINUTE_MS;
  const busy = busyWithin(state.busy, from, to);
  // A limit counts the other slots of the day.
  if (rules.maxPerDay !== undefined) return { schedule, timeOff, busy, occupied: occupiedAround(occupied, start) };
  return { schedule, timeOff, busy, occupied: occupiedNear(occupied, from, to) };
};

/** The calendar as far as it bears on a slot of any rules from `start`, in epoch ms. */
export const hostTimeAround = (
  { schedule, timeOff, busy, occupied }: Pick<CalendarState, 'schedule' | 'timeOff' | 'busy' | 'occupied'>,
  start: number,
): HostTime => ({
  schedule,
  timeOff,
  busy: busyWithin(busy, start - REACH_MS, start + REACH_MS),
  occupied: occupiedAround(occupied, start),
});

/** An invalid instant is NaN here. */
const occupiedAround = (occupied: OccupiedSlots, start: number): readonly OccupiedSlot[] =>
  Number.isNaN(start) ? [] : occupiedBetween(occupied, start - REACH_MS, start + REACH_MS);
