import { hosts } from '@bookonce/availability/views/availability-documents';
import { hostsOfLink } from '@bookonce/contracts/values/meeting-type';
import type { Clock } from '@bookonce/kernel/ports/clock';
import type { ReadModels } from '@bookonce/kernel/ports/read-models';
import { getPublicLink, listPublicSlots } from '../api/recipient-api.js';
import { windowOf } from '../api/shapes.js';
import type { GatewayOptions } from '../gateway-options.js';
import { invalid, json } from '../http/answer.js';
import { publicEndpoint, type Endpoint } from '../http/endpoint.js';
import { openLink } from './by-token.js';
import { publicLinkForm } from './link-form.js';
import type { SlotFinder } from './slot-finder.js';

export interface RecipientDeps {
  readonly readModels: ReadModels;
  readonly slots: SlotFinder;
  readonly clock: Clock;
  readonly options: GatewayOptions;
}

export const recipientEndpoints = (deps: RecipientDeps): readonly Endpoint[] => {
  const { readModels, slots, clock } = deps;

  return [
    publicEndpoint(getPublicLink, async ({ params }) => {
      const opened = await openLink(deps, params.token);
      if (!opened.ok) return opened.error;
      const { link, type } = opened.value;
      const found = await Promise.all(hostsOfLink(link, type).hostIds.map((id) => readModels.get(hosts, id)));
      return json(
        200,
        publicLinkForm(
          link,
          type,
          found.filter((host) => host !== null),
        ),
      );
    }),

    publicEndpoint(listPublicSlots, async ({ params, query }) => {
      const opened = await openLink(deps, params.token);
      if (!opened.ok) return opened.error;
      const window = windowOf(query, clock.now());
      if (!window.ok) return invalid(window.error);
      const { link, type } = opened.value;
      const offered = { ...type, ...hostsOfLink(link, type) };
      return json(200, { slots: await slots.find(offered, window.value, link.overrides) });
    }),
  ];
};
