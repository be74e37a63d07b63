import type { Clock } from '@bookonce/kernel/ports/clock';
import type { EventStore } from '@bookonce/kernel/ports/event-store';
import type { Ids } from '@bookonce/kernel/ports/ids';
import { CLOCK, EVENT_STORE, IDS } from '@bookonce/platform/port-tokens';
import { Module } from '@nestjs/common';
import { SessionController } from './handlers/session.controller.js';
import { SessionService } from './handlers/session-service.js';
import { WorkspaceController } from './handlers/workspace.controller.js';
import { WorkspaceService } from './handlers/workspace-service.js';

@Module({
  controllers: [WorkspaceController, SessionController],
  providers: [
    {
      provide: WorkspaceService,
      inject: [EVENT_STORE, IDS, CLOCK],
      useFactory: (store: EventStore, ids: Ids, clock: Clock) => new WorkspaceService({ store, ids, clock }),
    },
    {
      provide: SessionService,
      inject: [EVENT_STORE, IDS, CLOCK],
      useFactory: (store: EventStore, ids: Ids, clock: Clock) => new SessionService({ store, ids, clock }),
    },
  ],
})
export class WorkspaceModule {}
