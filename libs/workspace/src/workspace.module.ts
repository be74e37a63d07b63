import type { Clock } from '@bookonce/kernel/ports/clock';
import type { EventStore } from '@bookonce/kernel/ports/event-store';
import type { Ids } from '@bookonce/kernel/ports/ids';
import type { ReadModels } from '@bookonce/kernel/ports/read-models';
import { CLOCK, EVENT_STORE, IDS, READ_MODELS } from '@bookonce/platform/port-tokens';
import type { TokenVault } from '@bookonce/secrets/token-vault';
import { Module, type DynamicModule } from '@nestjs/common';
import { SessionController } from './use-cases/session.controller.js';
import { SessionService } from './use-cases/session-service.js';
import { WorkspaceController } from './use-cases/workspace.controller.js';
import { WorkspaceService } from './use-cases/workspace-service.js';

export interface WorkspaceSecrets {
  readonly vault: Pick<TokenVault, 'apiKeyFor' | 'signInTokenFor' | 'sessionIdOf' | 'sessionTokenFor'>;
}

@Module({})
export class WorkspaceModule {
  static forRoot({ vault }: WorkspaceSecrets): DynamicModule {
    return {
      module: WorkspaceModule,
      controllers: [WorkspaceController, SessionController],
      providers: [
        {
          provide: WorkspaceService,
          inject: [EVENT_STORE, IDS, CLOCK],
          useFactory: (store: EventStore, ids: Ids, clock: Clock) => new WorkspaceService({ store, ids, clock, vault }),
        },
        {
          provide: SessionService,
          inject: [EVENT_STORE, READ_MODELS, IDS, CLOCK],
          useFactory: (store: EventStore, readModels: ReadModels, ids: Ids, clock: Clock) =>
            new SessionService({ store, readModels, ids, clock, vault }),
        },
      ],
    };
  }
}
