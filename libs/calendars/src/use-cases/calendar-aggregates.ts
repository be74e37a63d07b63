import { versionOf } from '@bookonce/contracts/event-catalogue';
import type { ConnectedCalendarEvent } from '@bookonce/contracts/events/connected-calendar';
import { CommandHandler } from '@bookonce/kernel/command-handler';
import type { EventStore } from '@bookonce/kernel/ports/event-store';
import type { Ids } from '@bookonce/kernel/ports/ids';
import {
  connectedCalendar,
  type ConnectedCalendarCommand,
  type ConnectedCalendarRefusal,
  type ConnectedCalendarState,
} from '../domain/connected-calendar.js';

export type CalendarAggregates = CommandHandler<
  ConnectedCalendarCommand,
  ConnectedCalendarState,
  ConnectedCalendarEvent,
  ConnectedCalendarRefusal
>;

export const calendarAggregates = (store: EventStore, ids: Pick<Ids, 'derive'>): CalendarAggregates =>
  new CommandHandler({ category: 'connectedCalendar', decider: connectedCalendar, versionOf, store, ids });
