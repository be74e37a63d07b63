import type { Recorded } from '@bookonce/contracts/event-catalogue';
import { holidaysSourceId } from '@bookonce/contracts/values/busy-source';
import { everyDocument } from '@bookonce/kernel/every-document';
import type { CalendarPolls } from '@bookonce/kernel/ports/calendar-polls';
import type { Clock } from '@bookonce/kernel/ports/clock';
import { type ReadModels, ReadModelsUnavailableError } from '@bookonce/kernel/ports/read-models';
import { calendarsView, connectedCalendars, hostsWithHolidays } from '../views/calendar-documents.js';
import type { CalendarAggregates } from './calendar-aggregates.js';
import type { CalendarReads } from './calendar-reads.js';

export const CONNECTION_EVENTS = ['CalendarConnected', 'CalendarDisconnected'] as const;
export const HOLIDAY_EVENTS = ['HolidaysChosen', 'HolidaysEnded'] as const;
/** After these, events may mean other busy times: the zone or the address of the host is another one. So may holidays. */
export const HOST_EVENTS = ['ScheduleSet', 'HostRenamed'] as const;

export interface FollowCalendarsDeps {
  readonly aggregates: Pick<CalendarAggregates, 'load'>;
  readonly reads: Pick<CalendarReads, 'forget'>;
  readonly polls: Pick<CalendarPolls, 'add' | 'hasten'>;
  readonly readModels: Pick<ReadModels, 'get' | 'list' | 'waitFor'>;
  readonly realClock: Pick<Clock, 'now'>;
}

const SHOWN_WITHIN_MS = 5_000;

/** Does after an event what a command may not have come to, because its process died. Every call may be repeated. */
export class FollowCalendars {
  constructor(private readonly deps: FollowCalendarsDeps) {}

  async onConnection({ data }: Recorded): Promise<void> {
    if (!('calendarId' in data)) return;
    const { calendarId } = data;
    const { aggregates, polls, reads, realClock } = this.deps;
    const { state } = await aggregates.load(calendarId);
    if (state === null || state.isDisconnected) return reads.forget(calendarId, state);
    await polls.add([calendarId], realClock.now());
  }

  async onHolidays({ type, data }: Recorded): Promise<void> {
    if (type !== 'HolidaysChosen' && type !== 'HolidaysEnded') return;
    const id = holidaysSourceId(data.hostId);
    const { polls, realClock } = this.deps;
    await polls.add([id], realClock.now());
    await polls.hasten([id], realClock.now());
  }

  /** Has the host's calendars and holidays read again soon. */
  async onHost(event: Recorded): Promise<void> {
    if (event.type !== 'ScheduleSet' && event.type !== 'HostRenamed') return;
    const { data, position } = event;
    const { readModels, polls, realClock } = this.deps;
    if (!(await readModels.waitFor([calendarsView], position, SHOWN_WITHIN_MS))) {
      throw new ReadModelsUnavailableError(`${calendarsView.key} is behind`);
    }
    const ids: string[] = [];
    for await (const { id } of everyDocument(readModels, connectedCalendars, { where: { hostId: data.hostId } })) {
      ids.push(id);
    }
    if ((await readModels.get(hostsWithHolidays, data.hostId)) !== null) ids.push(holidaysSourceId(data.hostId));
    if (ids.length > 0) await polls.hasten(ids, realClock.now());
  }
}
