import { findLastReads } from '@bookonce/contracts/commands/calendars';
import { hostOfHolidays } from '@bookonce/contracts/values/busy-source';
import { sendCommand } from '@bookonce/contracts/send-command';
import { atMost } from '@bookonce/kernel/at-most';
import type { Instant } from '@bookonce/kernel/json';
import type { Bus } from '@bookonce/kernel/ports/bus';
import type { Ids } from '@bookonce/kernel/ports/ids';
import type { Scheduler } from '@bookonce/kernel/ports/scheduler';
import type { CalendarReadings } from './calendar-readings.js';

export interface BusCalendarReadingsDeps {
  readonly bus: Pick<Bus, 'request'>;
  readonly ids: Pick<Ids, 'uuid'>;
  readonly scheduler: Pick<Scheduler, 'deadline'>;
}

const WITHIN_MS = 1_000;

/** Asks the calendar service. Without a reply, busy times are shown without the times of their last reads. */
export const busCalendarReadings = ({ bus, ids, scheduler }: BusCalendarReadingsDeps): CalendarReadings => ({
  lastReadAt: async (sourceIds) => {
    const calendarIds = sourceIds.filter((id) => id.startsWith('cal_') || hostOfHolidays(id) !== null);
    if (calendarIds.length === 0) return new Map();
    const commandId = ids.uuid();
    const context = { commandId, correlationId: commandId, causationId: commandId, workspaceId: '', by: 'reader' };
    const found = new Map<string, Instant>();
    const asking = sendCommand(bus, findLastReads, { calendarIds }, context).then((reply) => {
      if (reply.ok) for (const [id, at] of Object.entries(reply.value.readAt)) found.set(id, at);
    });
    await atMost(scheduler, WITHIN_MS, asking);
    return new Map(found);
  },
});
