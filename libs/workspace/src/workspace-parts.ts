import type { Clock } from '@bookonce/kernel/ports/clock';
import type { EventStore } from '@bookonce/kernel/ports/event-store';
import type { Ids } from '@bookonce/kernel/ports/ids';
import type { ReadModels } from '@bookonce/kernel/ports/read-models';
import { CLOCK, EVENT_STORE, IDS, READ_MODELS } from '@bookonce/platform/port-tokens';
import { wholeViewsOf } from '@bookonce/kernel/whole-views';
import type { ServiceParts } from '@bookonce/platform/service-parts';
import type { TokenVault } from '@bookonce/secrets/token-vault';
import { type DynamicModule, Module } from '@nestjs/common';
import { ChangeMember } from './use-cases/change-member.js';
import { EndSessionsOfKey } from './use-cases/end-sessions-of-key.js';
import { EndSessionsOfMember } from './use-cases/end-sessions-of-member.js';
import { EndStaleSessions } from './use-cases/end-stale-sessions.js';
import { Members } from './use-cases/members.js';
import { SecretKeyController } from './use-cases/secret-key.controller.js';
import { SessionController, SessionService } from './use-cases/session-service.js';
import { WorkspaceController, WorkspaceService } from './use-cases/workspace-service.js';
import { workspaceProjector } from './views/workspace-projector.js';

@Module({})
class WorkspaceModule {
  static forRoot({ vault }: WorkspaceSecrets): DynamicModule {
    return {
      module: WorkspaceModule,
      controllers: [WorkspaceController, SessionController, SecretKeyController],
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
            new SessionService({ store, readModels: wholeViewsOf(readModels), ids, clock, vault }),
        },
        {
          provide: EndSessionsOfKey,
          inject: [READ_MODELS, CLOCK, SessionService],
          useFactory: (stored: ReadModels, clock: Clock, service: SessionService) => {
            const readModels = wholeViewsOf(stored);
            return new EndSessionsOfKey({ readModels, clock, members: new Members(readModels), service });
          },
        },
        {
          provide: ChangeMember,
          inject: [READ_MODELS, WorkspaceService, SessionService],
          useFactory: (stored: ReadModels, workspaces: WorkspaceService, service: SessionService) => {
            const readModels = wholeViewsOf(stored);
            const members = new Members(readModels);
            return new ChangeMember({
              workspaces,
              members,
              sessions: new EndSessionsOfMember({ readModels, members, service }),
            });
          },
        },
        {
          provide: EndStaleSessions,
          inject: [READ_MODELS, SessionService],
          useFactory: (stored: ReadModels, service: SessionService) => {
            const readModels = wholeViewsOf(stored);
            return new EndStaleSessions(readModels, new Members(readModels), service);
          },
        },
      ],
    };
  }
}

/** Workspaces with their API keys and sessions. */
export const workspaceParts = (secrets: WorkspaceSecrets): ServiceParts => ({
  name: 'workspace',
  modules: [WorkspaceModule.forRoot(secrets)],
  categories: ['workspace', 'session'],
  projectors: [workspaceProjector],
  timers: () => [],
});

export interface WorkspaceSecrets {
  readonly vault: Pick<TokenVault, 'apiKeyFor' | 'signInTokenFor' | 'sessionIdOf' | 'sessionTokenFor'>;
}
