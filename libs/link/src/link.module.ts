import type { Clock } from '@bookonce/kernel/ports/clock';
import type { EventStore } from '@bookonce/kernel/ports/event-store';
import type { Ids } from '@bookonce/kernel/ports/ids';
import { CLOCK, EVENT_STORE, IDS } from '@bookonce/platform/port-tokens';
import { Module, type DynamicModule } from '@nestjs/common';
import { LinkController } from './use-cases/link.controller.js';
import { LinkService, type LinkSecrets } from './use-cases/link-service.js';

@Module({})
export class LinkModule {
  static forRoot(secrets: LinkSecrets): DynamicModule {
    return {
      module: LinkModule,
      controllers: [LinkController],
      providers: [
        {
          provide: LinkService,
          inject: [EVENT_STORE, IDS, CLOCK],
          useFactory: (store: EventStore, ids: Ids, clock: Clock) => new LinkService({ store, ids, clock, secrets }),
        },
      ],
      exports: [LinkService],
    };
  }
}
