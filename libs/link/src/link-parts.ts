import type { ServiceParts } from '@bookonce/platform/service-parts';
import { expireLink } from './use-cases/expire-link.js';
import { LinkService, type LinkSecrets } from './use-cases/link-service.js';
import { LinkModule } from './link.module.js';
import { linkProjector } from './views/link-projector.js';
import { linkTimers } from './views/link-timers.js';

/** The judge of every link; it also ends the links that nobody used. */
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
