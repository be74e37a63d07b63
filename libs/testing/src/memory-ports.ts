import { MemoryDeliveries } from '@bookonce/adapter-memory/deliveries';
import { MemoryEventStore } from '@bookonce/adapter-memory/event-store';
import { MemoryReadModels } from '@bookonce/adapter-memory/read-models';
import { seededIds } from '@bookonce/adapter-memory/seeded-ids';
import { MemoryCheckpoints, MemorySnapshots } from '@bookonce/adapter-memory/service-records';
import { MemoryWrittenEvents } from '@bookonce/adapter-memory/written-events';
import { SettableClock } from '@bookonce/adapter-node/clocks';
import { epochMsOf, type Instant } from '@bookonce/kernel/json';
import type { CommandMessage } from '@bookonce/kernel/ports/bus';
import type { Ids } from '@bookonce/kernel/ports/ids';
import type { Scheduler } from '@bookonce/kernel/ports/scheduler';
import { systemScheduler } from '@bookonce/platform/system-scheduler';

export interface MemoryPorts {
  readonly store: MemoryEventStore;
  readonly readModels: MemoryReadModels;
  readonly snapshots: MemorySnapshots;
  readonly checkpoints: MemoryCheckpoints;
  readonly deliveries: MemoryDeliveries;
  readonly writtenEvents: MemoryWrittenEvents;
  readonly ids: Ids;
  readonly clock: SettableClock;
  /** Uses real timers, which a spec may fake. */
  readonly scheduler: Scheduler;
  /** Wraps a command as it arrives, with a new id. */
  readonly message: <Payload>(payload: Payload) => CommandMessage<Payload>;
}

/** In-memory ports for a service's spec, with a clock that stands at `now`. */
export const memoryPorts = (now: Instant): MemoryPorts => {
  const ids = seededIds('spec');
  return {
    store: new MemoryEventStore(),
    readModels: new MemoryReadModels(),
    snapshots: new MemorySnapshots(),
    checkpoints: new MemoryCheckpoints(),
    deliveries: new MemoryDeliveries(),
    writtenEvents: new MemoryWrittenEvents(),
    ids,
    clock: new SettableClock(epochMsOf(now)),
    scheduler: systemScheduler,
    message: (payload) => {
      const commandId = ids.uuid();
      return {
        payload,
        context: { commandId, correlationId: commandId, causationId: commandId, workspaceId: 'wsp_1', by: 'api' },
      };
    },
  };
};
