import type { HostDocument, MeetingTypeDocument } from '@bookonce/availability/views/availability-documents';
import { type LinkAttempts, noAttempts } from '@bookonce/contracts/streams/link-attempts';
import { withOverrides } from '@bookonce/contracts/values/link-overrides';
import { hasHostLeft } from '@bookonce/contracts/values/meeting-type';
import { placeBeforeBooking } from '@bookonce/contracts/values/meeting-place';
import { withoutUndefined } from '@bookonce/kernel/json';
import { zoneName } from '@bookonce/kernel/time-zones/zone-name';
import type { LinkDocument } from '@bookonce/link/views/link-document';
import type { GatewayOptions } from '../gateway-options.js';

interface ShareTexts {
  readonly email: { readonly subject: string; readonly body: string };
  readonly message: string;
}

/** Words for the host to paste, with the recipient's name and the link filled in. */
const shareTexts = (link: {
  readonly url: string;
  readonly meetingName: string;
  readonly recipientName?: string | undefined;
  readonly expiresAt: string;
  /** The host's: the host sends these texts. */
  readonly timeZone: string;
}): ShareTexts => {
  const { url, meetingName, recipientName } = link;
  const hello = recipientName === undefined ? 'Hello,' : `Hello ${recipientName},`;
  const until = dayIn(link.timeZone, link.expiresAt);
  return {
    email: {
      subject: `Choose a time: ${meetingName}`,
      body: [
        hello,
        '',
        `please choose a time that suits you for “${meetingName}”:`,
        '',
        url,
        '',
        `The link is yours alone: it is good for one booking, until ${until}.`,
      ].join('\n'),
    },
    message: `${hello} please choose a time for “${meetingName}”: ${url} (good for one booking, until ${until})`,
  };
};

/** `1 April 2026 (America/Los Angeles)`: the recipient may be anywhere. */
const dayIn = (timeZone: string, instant: string): string => {
  const day = new Intl.DateTimeFormat('en-GB', { timeZone, dateStyle: 'long' }).format(new Date(instant));
  return `${day} (${zoneName(timeZone)})`;
};

export interface LinkForm extends Omit<
  LinkDocument,
  'workspaceId' | 'sealedToken' | 'endedAt' | 'history' | 'attempts'
> {
  readonly attempts: Pick<LinkAttempts, 'stored' | 'allowed'>;
  /** Missing, as the texts, if the token was sealed with a secret key that was lost since. */
  readonly url?: string;
  readonly consumedAt?: string;
  readonly hostLeft?: true;
  readonly shareTexts?: ShareTexts;
}

/** A link as its host sees it: with the token opened, so that it can be copied again. */
export const linkForm = (
  { workspaceId: _workspaceId, history: _history, sealedToken, endedAt, attempts = noAttempts, ...known }: LinkDocument,
  meetingType: Pick<MeetingTypeDocument, 'name' | 'hostIds'> | null,
  timeZone: string,
  { vault, baseUrl }: Pick<GatewayOptions, 'vault' | 'baseUrl'>,
): LinkForm => {
  const { stored, allowed } = attempts;
  const link = {
    ...known,
    attempts: { stored, allowed },
    ...(meetingType === null ? {} : hostLeftIn(known, meetingType)),
  };
  const token = vault.openOrNull(link.id, sealedToken);
  const consumed = link.status === 'consumed' && endedAt !== undefined ? { consumedAt: endedAt } : {};
  if (token === null) return { ...link, ...consumed };
  const url = `${baseUrl}/1t/${token}`;
  const texts = { url, meetingName: meetingType?.name ?? 'our meeting', expiresAt: link.expiresAt, timeZone };
  return {
    ...link,
    url,
    ...consumed,
    shareTexts: shareTexts({ ...texts, recipientName: link.recipient?.name }),
  };
};

const hostLeftIn = (
  link: Pick<LinkDocument, 'hostId'>,
  type: Pick<MeetingTypeDocument, 'hostIds'>,
): { readonly hostLeft?: true } => (hasHostLeft(link, type) ? { hostLeft: true } : {});

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
    hosts: hosts.map(({ name: called }) => ({ name: called })),
    ...withoutUndefined({ timeZone: hosts[0]?.schedule.timeZone }),
    confirmation,
    ...hostLeftIn(link, type),
    ...(recipientOnly ? { recipientOnly } : {}),
    ...(prefill && recipient !== undefined ? { recipient } : {}),
  };
};
