import type { BusyRefusal } from '@bookonce/contracts/commands/availability';
import type { CalendarEvent } from '@bookonce/contracts/events/calendar';
import type { ConflictRefusal, Done } from '@bookonce/contracts/replies';
import type { CommandContext } from '@bookonce/kernel/ports/bus';
import type { Position, StoredEvent } from '@bookonce/kernel/ports/event-store';
import type { Ids } from '@bookonce/kernel/ports/ids';
import { fail, ok, type Result } from '@bookonce/kernel/result';
import { type BusyChange, MOST_CHANGED_AT_ONCE } from '../domain/busy-sources.js';
import type { CalendarCommand, CalendarRefusal } from '../domain/calendar.js';

/** Access to the host's calendar. */
interface BusyCalendar {
  readonly ids: Pick<Ids, 'derive'>;
  readonly run: (
    command: CalendarCommand,
    context: CommandContext,
  ) => Promise<
    Result<
      { readonly events: readonly StoredEvent[]; readonly position: Position | null },
      CalendarRefusal | ConflictRefusal
    >
  >;
}

/** Sets all intervals of one busy source. A very large change takes several appends. */
export const changeBusyTimes = async (
  { ids, run }: BusyCalendar,
  change: BusyChange,
  context: CommandContext,
): Promise<Result<Done, BusyRefusal | ConflictRefusal>> => {
  for (let part = 0; ; part += 1) {
    const commandId = part === 0 ? context.commandId : ids.derive(`${context.commandId}/${part}`);
    const handled = await run({ type: 'changeBusy', ...change }, { ...context, commandId });
    if (!handled.ok) return fail(asBusyRefusal(handled.error));
    const { events, position } = handled.value;
    if (!events.some(isFullPart)) return ok({ position });
  }
};

/** Whether a decision changed as much as one may: more may be left to change. */
const isFullPart = ({ type, data }: StoredEvent): boolean => {
  if (type !== 'BusySet') return false;
  const { added, removed } = data as Extract<CalendarEvent, { type: 'BusySet' }>['data'];
  return removed !== 'all' && added.length + removed.length >= MOST_CHANGED_AT_ONCE;
};

const asBusyRefusal = (refusal: CalendarRefusal | ConflictRefusal): BusyRefusal | ConflictRefusal => {
  switch (refusal.kind) {
    case 'hostUnknown':
    case 'tooManyIntervals':
    case 'sourceRemoved':
    case 'conflict':
      return refusal;
    default:
      throw new Error(`busy times are not refused as ${refusal.kind}`);
  }
};
