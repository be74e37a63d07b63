import type { Clock } from '@bookonce/kernel/ports/clock';
import type { EventStore } from '@bookonce/kernel/ports/event-store';
import type { Ids } from '@bookonce/kernel/ports/ids';
import { CLOCK, EVENT_STORE, IDS } from '@bookonce/platform/port-tokens';
import type { ServiceParts } from '@bookonce/platform/service-parts';
import { type DynamicModule, Module } from '@nestjs/common';
import { expireLink, LinkController, type LinkSecrets, LinkService } from './use-cases/link-service.js';
import { linkProjector, linkTimers } from './views/link-projector.js';

@Module({})
class LinkModule {
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

/** The link service, which decides about every link and expires the unused ones. */
export const linkParts = (secrets: LinkSecrets): ServiceParts => ({
  name: 'link',
  modules: [LinkModule.forRoot(secrets)],
  categories: ['link'],
  projectors: [linkProjector],
  timers: (app, { ids }) => {
    const links = app.get(LinkService, { strict: false });
    return [{ collection: linkTimers, handle: async (timer) => expireLink(links, ids, timer) }];
  },
});
