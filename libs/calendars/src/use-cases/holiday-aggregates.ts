import { versionOf } from '@bookonce/contracts/event-catalogue';
import type { HolidaysEvent } from '@bookonce/contracts/events/holidays';
import { CommandHandler } from '@bookonce/kernel/command-handler';
import type { EventStore } from '@bookonce/kernel/ports/event-store';
import type { Ids } from '@bookonce/kernel/ports/ids';
import {
  hostHolidays,
  type HostHolidaysCommand,
  type HostHolidaysRefusal,
  type HostHolidaysState,
} from '../domain/host-holidays.js';

/** By the id of the host. */
export type HolidayAggregates = CommandHandler<
  HostHolidaysCommand,
  HostHolidaysState,
  HolidaysEvent,
  HostHolidaysRefusal
>;

export const holidayAggregates = (store: EventStore, ids: Pick<Ids, 'derive'>): HolidayAggregates =>
  new CommandHandler({ category: 'holidays', decider: hostHolidays, versionOf, store, ids });
