import { hosts } from '@bookonce/availability/views/availability-documents';
import { hostsNamedBy, hostsOfLink } from '@bookonce/contracts/values/meeting-type';
import type { Clock } from '@bookonce/kernel/ports/clock';
import type { ReadModels } from '@bookonce/kernel/ports/read-models';
import { getPublicLink, listPublicSlots } from '../api/recipient-api.js';
import { windowOf } from '../api/shapes.js';
import { invalid, json } from '../http/answer.js';
import { tokenEndpoint, type Caller, type Endpoint } from '../http/endpoint.js';
import type { TokenLookups } from './by-token.js';
import { publicLinkForm } from './link-form.js';
import type { SlotFinder } from './slot-finder.js';

export interface RecipientDeps {
  readonly readModels: ReadModels;
  readonly lookups: TokenLookups;
  readonly slots: SlotFinder;
  readonly clock: Clock;
}

export const recipientEndpoints = (deps: RecipientDeps): readonly Endpoint[] => {
  const { readModels, lookups, slots, clock } = deps;

  const find = ({ params, client }: Caller<{ readonly token: string }>) => lookups.openLink(params.token, client);

  return [
    tokenEndpoint(getPublicLink, find, async (_call, { link, type }) => {
      const found = await Promise.all(hostsNamedBy(link, type).map((id) => readModels.get(hosts, id)));
      return json(
        200,
        publicLinkForm(
          link,
          type,
          found.filter((host) => host !== null),
        ),
      );
    }),

    tokenEndpoint(listPublicSlots, find, async ({ query }, { link, type }) => {
      const window = windowOf(query, clock.now());
      if (!window.ok) return invalid(window.error);
      const offered = { ...type, ...hostsOfLink(link, type) };
      const [found, bookable] = await Promise.all([
        slots.find(offered, window.value, link.overrides),
        slots.span(offered, link.overrides),
      ]);
      return json(200, { ...found, ...(bookable === null ? {} : { bookable }) });
    }),
  ];
};
