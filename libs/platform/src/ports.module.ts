import type { StoredReplies } from '@bookonce/kernel/ports/stored-replies';
import type { Bus } from '@bookonce/kernel/ports/bus';
import type { CalendarPolls } from '@bookonce/kernel/ports/calendar-polls';
import type { CalendarSecrets } from '@bookonce/kernel/ports/calendar-secrets';
import type { Checkpoints } from '@bookonce/kernel/ports/checkpoints';
import type { Clock } from '@bookonce/kernel/ports/clock';
import type { DeadLetters } from '@bookonce/kernel/ports/dead-letters';
import type { Deliveries } from '@bookonce/kernel/ports/deliveries';
import type { EventStore } from '@bookonce/kernel/ports/event-store';
import type { HistoryProperties } from '@bookonce/kernel/ports/history-properties';
import type { Ids } from '@bookonce/kernel/ports/ids';
import type { LastUses } from '@bookonce/kernel/ports/last-uses';
import type { Mailer } from '@bookonce/kernel/ports/mailer';
import type { SentMailLog } from '@bookonce/kernel/ports/sent-mail';
import type { RateLimiting } from '@bookonce/kernel/ports/rate-limits';
import type { ReadModels } from '@bookonce/kernel/ports/read-models';
import type { Scheduler } from '@bookonce/kernel/ports/scheduler';
import type { Snapshots } from '@bookonce/kernel/ports/snapshots';
import type { AcknowledgedPositions } from '@bookonce/kernel/ports/acknowledged-positions';
import type { WrittenEvents } from '@bookonce/kernel/ports/written-events';
import { Module, type DynamicModule } from '@nestjs/common';
import { APP_FILTER } from '@nestjs/core';
import { PassErrorsFilter } from './pass-errors.filter.js';
import {
  STORED_REPLIES,
  BUS,
  CALENDAR_POLLS,
  CALENDAR_SECRETS,
  CLOCK,
  DEAD_LETTERS,
  DELIVERIES,
  EVENT_STORE,
  HISTORY_PROPERTIES,
  IDS,
  LAST_USES,
  MAILER,
  SENT_MAIL,
  RATE_LIMITS,
  READ_MODELS,
  SCHEDULER,
  SNAPSHOTS,
  ACKNOWLEDGED_POSITIONS,
  WRITTEN_EVENTS,
} from './port-tokens.js';

/** All ports of a process. */
export interface Ports {
  readonly eventStore: EventStore;
  readonly historyProperties: HistoryProperties;
  readonly bus: Bus;
  readonly readModels: ReadModels;
  readonly snapshots: Snapshots;
  readonly clock: Clock;
  readonly scheduler: Scheduler;
  readonly ids: Ids;
  readonly storedReplies: StoredReplies;
  readonly deadLetters: DeadLetters;
  readonly checkpoints: Checkpoints;
  readonly mailer: Mailer;
  /** Present only in the embedded default, which sends mails itself. */
  readonly sentMail?: SentMailLog;
  /** Counts over all gateways. */
  readonly rateLimits: RateLimiting;
  /** Last uses of API keys. */
  readonly lastUses: LastUses;
  readonly acknowledgedPositions: AcknowledgedPositions;
  readonly calendarSecrets: CalendarSecrets;
  readonly calendarPolls: CalendarPolls;
  readonly deliveries: Deliveries;
  readonly writtenEvents: WrittenEvents;
}

const tokens: { readonly [Port in Exclude<keyof Ports, 'checkpoints'>]-?: symbol } = {
  eventStore: EVENT_STORE,
  historyProperties: HISTORY_PROPERTIES,
  bus: BUS,
  readModels: READ_MODELS,
  snapshots: SNAPSHOTS,
  clock: CLOCK,
  scheduler: SCHEDULER,
  ids: IDS,
  storedReplies: STORED_REPLIES,
  deadLetters: DEAD_LETTERS,
  mailer: MAILER,
  sentMail: SENT_MAIL,
  rateLimits: RATE_LIMITS,
  lastUses: LAST_USES,
  acknowledgedPositions: ACKNOWLEDGED_POSITIONS,
  calendarSecrets: CALENDAR_SECRETS,
  calendarPolls: CALENDAR_POLLS,
  deliveries: DELIVERIES,
  writtenEvents: WRITTEN_EVENTS,
};

/**
 * Provides the same ports to every module of the application. A process has only the ports that its services need; a
 * module that needs a missing one fails to start.
 */
@Module({})
export class PortsModule {
  static forRoot(ports: Partial<Ports>): DynamicModule {
    const providers = Object.entries(tokens).flatMap(([name, provide]) => {
      const useValue = ports[name as keyof Ports];
      return useValue === undefined ? [] : [{ provide, useValue }];
    });
    return {
      module: PortsModule,
      global: true,
      providers: [...providers, { provide: APP_FILTER, useClass: PassErrorsFilter }],
      exports: providers.map((provider) => provider.provide),
    };
  }
}
