import type { BusyInterval, CalendarEvent } from '@bookonce/contracts/events/calendar';
import type { Schedule, TimeOff } from '@bookonce/contracts/values/schedule';
import { noneOccupied, occupiedBetween, occupiedChanges, withChange, type OccupiedSlots } from './occupied-slots.js';
import { REACH_MS, type HostTime } from './slots/host-slots.js';

/** The state of a host's calendar: plain JSON. Unchanged parts stay the same object. */
export interface CalendarState {
  /** Null until the host is added. */
  readonly hostId: string | null;
  readonly name: string;
  readonly email: string;
  readonly schedule: Schedule;
  readonly timeOff: TimeOff;
  readonly busy: readonly BusyInterval[];
  readonly occupied: OccupiedSlots;
}

export const noCalendar: CalendarState = {
  hostId: null,
  name: '',
  email: '',
  schedule: { timeZone: 'UTC', weekly: [] },
  timeOff: [],
  busy: [],
  occupied: noneOccupied,
};

export const evolveCalendar = (state: CalendarState, event: CalendarEvent): CalendarState => {
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
    case 'BusySet':
      return { ...state, busy: event.data.intervals };
    case 'SlotHeld':
    case 'SlotBooked':
    case 'SlotReleased':
    case 'MoveReserved':
    case 'SlotMoved':
    case 'MoveVoided':
      return { ...state, occupied: occupiedChanges(event).reduce(withChange, state.occupied) };
    default:
      // An event of a later version of the product.
      return state;
  }
};

/** The calendar as far as it bears on a slot from `start`, in epoch ms. */
export const hostTimeAround = (
  { schedule, timeOff, busy, occupied }: Pick<CalendarState, 'schedule' | 'timeOff' | 'busy' | 'occupied'>,
  start: number,
): HostTime => ({
  schedule,
  timeOff,
  busy,
  // An invalid instant is NaN here.
  occupied: Number.isNaN(start) ? [] : occupiedBetween(occupied, start - REACH_MS, start + REACH_MS),
});
