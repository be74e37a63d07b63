import type { BusyRefusal, HostRefusal, SlotRefusal } from '@bookonce/contracts/commands/availability';
import type { CalendarEvent } from '@bookonce/contracts/events/calendar';
import type { Locale } from '@bookonce/contracts/values/language';
import type { Role } from '@bookonce/contracts/values/role';
import type { Schedule, TimeOff } from '@bookonce/contracts/values/schedule';
import { canonicalJson } from '@bookonce/kernel/canonical-json';
import type { Decider } from '@bookonce/kernel/decider';
import { epochMsOf, type Instant } from '@bookonce/kernel/json';
import { fail, ok, unreachable, type Result } from '@bookonce/kernel/result';
import { changeBusy, type BusyChange } from './busy-sources.js';
import {
  finishMove,
  moveSlot,
  reserveMove,
  voidMove,
  type JudgedMove,
  type Move,
  type VoidedMove,
} from './calendar-moves.js';
import {
  evolveCalendar,
  isForgotten,
  noCalendar,
  type CalendarState,
  type TimedCalendarEvent,
} from './calendar-state.js';
import { withClashes } from './clashes.js';
import { buffersOf, refusalOf, type Judgement, type Slot } from './judge-slot.js';
import { occupiedBy, type OccupiedSlot } from './occupied-slots.js';

export interface HostDetails {
  readonly name: string;
  readonly email: string;
  readonly schedule: Schedule;
  readonly timeOff: TimeOff;
  /** Null: the host is written to as everybody whose language is not known. */
  readonly locale?: Locale | null;
}

export type NewHost = HostDetails & { readonly hostId: string; readonly role?: Role | undefined };

export type HoldSlot = Slot & Judgement & { readonly linkId: string; readonly meetingTypeId: string };

/** A host's calendar: the judge of the host's time (I5). */
export type CalendarCommand =
  | ({ readonly type: 'add' } & NewHost)
  /** Only what is given changes, all of it at once. */
  | { readonly type: 'change'; readonly changes: Partial<HostDetails> }
  | ({ readonly type: 'changeBusy' } & BusyChange)
  | ({ readonly type: 'hold' } & HoldSlot)
  | ({ readonly type: 'book' } & Slot)
  /** Nothing that a later move than `moves` has brought there. */
  | ({ readonly type: 'release'; readonly moves: number } & Slot)
  | ({ readonly type: 'reserveMove' } & JudgedMove)
  | ({ readonly type: 'move' } & JudgedMove)
  | ({ readonly type: 'finishMove' } & Move)
  | ({ readonly type: 'voidMove' } & VoidedMove);

export type CalendarRefusal = HostRefusal | BusyRefusal | SlotRefusal | { readonly kind: 'notHeld' };

type Decision = Result<readonly CalendarEvent[], CalendarRefusal>;
type Known = CalendarState & { readonly hostId: string };

const nothing: Decision = ok([]);
const notHeld: Decision = fail({ kind: 'notHeld' });

const decide = (command: CalendarCommand, state: CalendarState): Decision => {
  const decision = decideAlone(command, state);
  return decision.ok ? ok(withClashes(state, decision.value)) : decision;
};

const decideAlone = (command: CalendarCommand, state: CalendarState): Decision => {
  if (command.type === 'add') return add(command, state);
  if (!isKnown(state)) return command.type === 'release' ? nothing : fail({ kind: 'hostUnknown' });
  switch (command.type) {
    case 'change':
      return change(command.changes, state);
    case 'changeBusy':
      return changeBusy(command, state);
    case 'hold':
      return hold(command, state);
    case 'book':
      return book(command, state);
    case 'release':
      return release(command, state);
    case 'reserveMove':
      return reserveMove(command, state);
    case 'move':
      return moveSlot(command, state);
    case 'finishMove':
      return finishMove(command, state);
    case 'voidMove':
      return voidMove(command, state);
    default:
      return unreachable(command);
  }
};

const isKnown = (state: CalendarState): state is Known => state.hostId !== null;

const add = ({ hostId, role = 'host', ...details }: NewHost, state: CalendarState): Decision => {
  const { name, email, schedule, timeOff, locale = null } = details;
  // The id derives from the caller's command, so a host that exists is the same command repeated.
  if (isKnown(state)) return nothing;
  return ok([
    { type: 'HostAdded', data: { hostId, name, email, role } },
    { type: 'ScheduleSet', data: { hostId, schedule } },
    ...(timeOff.length === 0 ? [] : [{ type: 'TimeOffSet', data: { hostId, timeOff } } as const]),
    ...(locale === null ? [] : [languageSet(hostId, locale)]),
  ]);
};

const change = (changes: Partial<HostDetails>, state: Known): Decision => ok(changesTo(changes, state));

const changesTo = (changes: Partial<HostDetails>, state: Known): readonly CalendarEvent[] => {
  const { hostId } = state;
  const { name = state.name, email = state.email, schedule = state.schedule, timeOff = state.timeOff } = changes;
  const { locale = state.locale } = changes;
  const events: CalendarEvent[] = [];
  if (name !== state.name || email !== state.email) events.push({ type: 'HostRenamed', data: { hostId, name, email } });
  if (!isSameValue(schedule, state.schedule)) events.push({ type: 'ScheduleSet', data: { hostId, schedule } });
  if (!isSameValue(timeOff, state.timeOff)) events.push({ type: 'TimeOffSet', data: { hostId, timeOff } });
  if (!isSameValue(locale, state.locale)) events.push(languageSet(hostId, locale));
  return events;
};

const languageSet = (hostId: string, locale: Locale | null): CalendarEvent => ({
  type: 'HostLanguageSet',
  data: { hostId, ...(locale ?? { language: null }) },
});

const hold = (command: HoldSlot, state: Known): Decision => {
  const { bookingId, linkId, meetingTypeId, start, end, rules } = command;
  if (occupiedBy(state.occupied, bookingId, epochMsOf(start)) !== undefined) return nothing;
  // It must not overlap other slots of the same booking either, e.g. after a reschedule (I5).
  const refusal = refusalOf(command, meetingTypeId, state);
  if (refusal !== null) return fail(refusal);
  const slot = { hostId: state.hostId, bookingId, start, end, linkId, meetingTypeId };
  return ok([{ type: 'SlotHeld', data: { ...slot, ...buffersOf(rules) } }]);
};

/**
 * Refuses if nothing is held: the booking was given up meanwhile, and another booking may have its slot (I5).
 * The caller must look at the booking again.
 */
const book = ({ bookingId, start, end }: Slot, state: Known): Decision => {
  const slot = heldBy(state, bookingId, start);
  // A slot that is held is never forgotten, so it was booked.
  if (slot === undefined) return isForgotten(state, epochMsOf(start)) ? nothing : notHeld;
  if (slot.state === 'booked') return nothing;
  return ok([{ type: 'SlotBooked', data: { hostId: state.hostId, bookingId, start, end } }]);
};

const release = ({ bookingId, start, end, moves }: Slot & { readonly moves: number }, state: Known): Decision => {
  const slot = heldBy(state, bookingId, start);
  if (slot === undefined || (slot.lastMove?.move ?? 0) > moves) return nothing;
  return ok([{ type: 'SlotReleased', data: { hostId: state.hostId, bookingId, start, end } }]);
};

/** A reserved slot belongs to its move alone. */
const heldBy = ({ occupied }: Known, bookingId: string, start: Instant): OccupiedSlot | undefined => {
  const slot = occupiedBy(occupied, bookingId, epochMsOf(start));
  return slot?.state === 'reserved' ? undefined : slot;
};

const isSameValue = (a: unknown, b: unknown): boolean => a === b || canonicalJson(a) === canonicalJson(b);

export const calendar: Decider<CalendarCommand, CalendarState, TimedCalendarEvent, CalendarRefusal> = {
  initial: noCalendar,
  evolve: evolveCalendar,
  decide,
};
