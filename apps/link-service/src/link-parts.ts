import type { ServiceParts } from '@bookonce/hosting/service-parts';
import { expireLink } from '@bookonce/link/handlers/expire-link';
import { LinkService } from '@bookonce/link/handlers/link-service';
import { LinkModule } from '@bookonce/link/link.module';
import { linkProjector } from '@bookonce/link/views/link-projector';
import { linkTimers } from '@bookonce/link/views/link-timers';

/** The judge of every link, and who ends the ones that nobody used. */
export const linkParts: ServiceParts = {
  name: 'link',
  modules: [LinkModule],
  categories: ['link'],
  projectors: [linkProjector],
  timers: (app, { ids }) => {
    const links = app.get(LinkService, { strict: false });
    return [{ collection: linkTimers, handle: async (timer) => expireLink(links, ids, timer) }];
  },
};
