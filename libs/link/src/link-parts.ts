import type { Clock } from '@bookonce/kernel/ports/clock';
import type { EventStore } from '@bookonce/kernel/ports/event-store';
import type { Ids } from '@bookonce/kernel/ports/ids';
import type { Snapshots } from '@bookonce/kernel/ports/snapshots';
import { CLOCK, EVENT_STORE, IDS, SNAPSHOTS } from '@bookonce/platform/port-tokens';
import type { ServiceParts } from '@bookonce/platform/service-parts';
import { type DynamicModule, Module } from '@nestjs/common';
import type { LinkSecrets } from './use-cases/link-issuer.js';
import { LinkController } from './use-cases/link-controller.js';
import { LinkService } from './use-cases/link-service.js';
import { onLinkTimer } from './use-cases/link-timers.js';
import { linkProjector } from './views/link-projector.js';
import { linkTimers } from './views/link-timers.js';

@Module({})
class LinkModule {
  static forRoot(secrets: LinkSecrets): DynamicModule {
    return {
      module: LinkModule,
      controllers: [LinkController],
      providers: [
        {
          provide: LinkService,
          inject: [EVENT_STORE, SNAPSHOTS, IDS, CLOCK],
          useFactory: (store: EventStore, snapshots: Snapshots, ids: Ids, clock: Clock) =>
            new LinkService({ store, snapshots, ids, clock, secrets }),
        },
      ],
      exports: [LinkService],
    };
  }
}

/** The link service, which decides about every link, reminds of the unused ones and expires them. */
export const linkParts = (secrets: LinkSecrets): ServiceParts => ({
  name: 'link',
  modules: [LinkModule.forRoot(secrets)],
  categories: ['link'],
  projectors: [linkProjector],
  timers: (app, { ids }) => {
    const links = app.get(LinkService, { strict: false });
    return [{ collection: linkTimers, handle: async (timer) => onLinkTimer(links, ids, timer) }];
  },
});
