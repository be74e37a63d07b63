import { hosts, meetingTypes, type MeetingTypeDocument } from '@bookonce/availability/views/availability-documents';
import { hostsOfLink } from '@bookonce/contracts/values/meeting-type';
import type { Clock } from '@bookonce/kernel/ports/clock';
import type { ReadModels } from '@bookonce/kernel/ports/read-models';
import { fail, ok, type Result } from '@bookonce/kernel/result';
import type { LinkDocument } from '@bookonce/link/views/link-document';
import { getPublicLink, listPublicSlots } from '../api/recipient-api.js';
import { windowOf } from '../api/window.js';
import type { GatewayOptions } from '../gateway-options.js';
import { invalid, json, problem, unavailable, type Answer } from '../http/answer.js';
import { publicEndpoint, type Endpoint } from '../http/endpoint.js';
import { linkOfToken } from './link-of-token.js';
import { publicLinkForm } from './public-link-form.js';
import { linkGone } from './refusals.js';
import type { SlotFinder } from './slot-finder.js';

export interface RecipientDeps {
  readonly readModels: ReadModels;
  readonly slots: SlotFinder;
  readonly clock: Clock;
  readonly options: GatewayOptions;
}

export interface OpenLink {
  readonly link: LinkDocument;
  readonly type: MeetingTypeDocument;
}

/** The link that a token opens, with its meeting type, or why it opens nothing. Reading changes nothing (I10). */
export const openLink = async (
  { readModels, options }: Pick<RecipientDeps, 'readModels' | 'options'>,
  token: string,
): Promise<Result<OpenLink, Answer>> => {
  const link = await linkOfToken(readModels, options.vault, token);
  if (link === null) return fail(problem('link-unknown'));
  if (link.status !== 'active') return fail(linkGone(link.status));
  const type = await readModels.get(meetingTypes, link.meetingTypeId);
  return type === null ? fail(unavailable()) : ok({ link, type });
};

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
      return json(200, { slots: await slots.find({ ...type, ...hostsOfLink(link, type) }, window.value) });
    }),
  ];
};
