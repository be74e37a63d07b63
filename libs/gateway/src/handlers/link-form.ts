import type { HostDocument, MeetingTypeDocument } from '@bookonce/availability/views/availability-documents';
import { type LinkAttempts, noAttempts } from '@bookonce/contracts/streams/link-attempts';
import { localeTag } from '@bookonce/contracts/values/language';
import { withOverrides } from '@bookonce/contracts/values/link-overrides';
import { hasHostLeft, hostsOfLink, nobodyCanTake } from '@bookonce/contracts/values/meeting-type';
import { placeBeforeBooking } from '@bookonce/contracts/values/meeting-place';
import { withoutUndefined } from '@bookonce/kernel/json';
import type { LinkDocument } from '@bookonce/link/views/link-document';
import type { GatewayOptions } from '../gateway-options.js';
import { shareTexts, type ShareTexts, type TextSender } from './share-texts.js';

export interface LinkForm extends Omit<
  LinkDocument,
  'workspaceId' | 'createdBy' | 'sealedToken' | 'endedAt' | 'history' | 'attempts'
> {
  readonly attempts: Pick<LinkAttempts, 'stored' | 'allowed'>;
  /** Missing, as the texts, if the token was sealed with a secret key that was lost since. */
  readonly url?: string;
  readonly consumedAt?: string;
  readonly hostLeft?: true;
  readonly hostDeactivated?: true;
  readonly shareTexts?: ShareTexts;
  /** The language of the texts, such as `de-AT`. */
  readonly shareLanguage?: string;
}

/** A link as its host sees it: with the token opened, so that it can be copied again. `hosts`: those that it names. */
export const linkForm = (
  {
    workspaceId: _workspaceId,
    createdBy: _createdBy,
    history: _history,
    sealedToken,
    endedAt,
    attempts = noAttempts,
    ...known
  }: LinkDocument,
  meetingType: Pick<MeetingTypeDocument, 'name' | 'hostIds' | 'assignment'> | null,
  hosts: readonly Pick<HostDocument, 'id' | 'active' | 'name'>[],
  sender: TextSender,
  { vault, baseUrl }: Pick<GatewayOptions, 'vault' | 'baseUrl'>,
): LinkForm => {
  const { stored, allowed } = attempts;
  const link = {
    ...known,
    attempts: { stored, allowed },
    ...(meetingType === null ? {} : closureForm(closureOf(known, meetingType, hosts))),
  };
  const token = vault.openOrNull(link.id, sealedToken);
  const consumed = link.status === 'consumed' && endedAt !== undefined ? { consumedAt: endedAt } : {};
  if (token === null) return { ...link, ...consumed };
  const url = `${baseUrl}/1t/${token}`;
  return {
    ...link,
    url,
    ...consumed,
    shareTexts: shareTexts(
      { ...link, url, meetingName: meetingType?.name, hosts: hosts.map(({ name }) => name) },
      sender,
    ),
    shareLanguage: localeTag(sender.locale),
  };
};

/** Why a link offers no times, whatever the calendars say; null if it may offer some. */
type Closure = 'hostLeft' | 'hostDeactivated' | null;

const closureForm = (closure: Closure): Pick<LinkForm, 'hostLeft' | 'hostDeactivated'> =>
  closure === null ? {} : { [closure]: true };

const closureOf = (
  link: Pick<LinkDocument, 'hostId'>,
  type: Pick<MeetingTypeDocument, 'hostIds' | 'assignment'>,
  hosts: readonly Pick<HostDocument, 'id' | 'active'>[],
): Closure => {
  if (hasHostLeft(link, type)) return 'hostLeft';
  const isDeactivated = (hostId: string): boolean => hosts.some(({ id, active }) => id === hostId && !active);
  return nobodyCanTake(hostsOfLink(link, type), isDeactivated) ? 'hostDeactivated' : null;
};

/** An active link as its recipient sees it: with its own length and place, and a name only if it fills in the form. */
export const publicLinkForm = (
  link: Pick<LinkDocument, 'status' | 'expiresAt' | 'hostId' | 'overrides' | 'prefill' | 'recipient' | 'recipientOnly'>,
  type: MeetingTypeDocument,
  hosts: readonly HostDocument[],
) => {
  const { status, expiresAt, recipient, prefill, recipientOnly } = link;
  const { name, durationMinutes, description, location, questions, maxGuests, confirmation } = withOverrides(
    type,
    link.overrides,
  );
  const closure = closureOf(link, type, hosts);
  // The page names the first one as who takes no more meetings. Of an open link, it names those who may take one.
  const named =
    closure === 'hostDeactivated'
      ? hosts.toSorted((a, b) => Number(a.active) - Number(b.active))
      : hosts.filter(({ active }) => active || closure !== null);
  return {
    status,
    expiresAt,
    meetingType: {
      name,
      durationMinutes,
      description,
      location: location === undefined ? undefined : placeBeforeBooking(location),
      questions,
      maxGuests,
    },
    hosts: named.map(({ name: called }) => ({ name: called })),
    ...withoutUndefined({ timeZone: hosts[0]?.schedule.timeZone }),
    confirmation,
    ...(closure === null ? {} : { hostLeft: true }),
    ...(recipientOnly ? { recipientOnly } : {}),
    ...(prefill && recipient !== undefined ? { recipient } : {}),
  };
};
