import type { Recorded } from '@bookonce/contracts/event-catalogue';
import type { IssuedLink, LinkEvent } from '@bookonce/contracts/events/link';
import type { HistoryEntry } from '@bookonce/contracts/values/history-entry';
import type { VoidReason } from '@bookonce/contracts/values/reasons';
import { actorIn } from '@bookonce/kernel/actor';
import type { LinkDocument } from './link-document.js';

/**
 * An entry for each event of a link, which was as `before` says; what a host has no use for (the sealed token) stays
 * out.
 */
export const historyEntryOf = (event: Recorded, before: Pick<LinkDocument, 'status'> | null): HistoryEntry | null => {
  const { time: at, by } = event.meta;
  const entry = (type: LinkEvent['type'], summary: string, data: object): HistoryEntry => ({
    type,
    at,
    ...actorIn(event.meta),
    data: { summary, ...data },
  });
  switch (event.type) {
    case 'LinkIssued':
      return entry(event.type, 'The link was made.', termsOf(event.data));
    case 'LinkConsumed':
      return entry(event.type, 'A meeting was booked with the link.', { bookingId: event.data.bookingId });
    case 'AttemptAdmitted': {
      const { bookingId } = event.data;
      return entry(event.type, 'A booking attempt waits for its confirmation by mail.', { bookingId });
    }
    case 'AttemptVoided': {
      const { bookingId, reason } = event.data;
      return entry(event.type, `A booking attempt failed: ${reasonInWords[reason]}.`, { bookingId, reason });
    }
    case 'AttemptsAllowed':
      return entry(event.type, 'The host allowed more booking attempts.', { allowed: event.data.allowed });
    case 'LinkExpired':
      return entry(event.type, 'The link expired without being used.', {});
    case 'LinkRevoked': {
      const { reason, replacement } = event.data;
      return replacement === undefined
        ? entry(event.type, 'The link was revoked.', { reason })
        : entry(event.type, 'The link was replaced by a new one.', { replacedBy: replacement.linkId });
    }
    case 'LinkReissued':
      return entry(
        event.type,
        before?.status === 'consumed'
          ? 'A new link was made after the booking was declined.'
          : 'A new link was made in its place.',
        { replacedBy: event.data.replacement.linkId },
      );
    case 'LinkInvitationRequested': {
      const { linkId, mailedLinkId, message } = event.data;
      return mailedLinkId === linkId
        ? entry(event.type, 'The link was sent to the recipient by e-mail.', { message })
        : entry(event.type, 'The new link was sent to the recipient by e-mail.', { mailedLinkId, message });
    }
    case 'LinkReminderRequested': {
      const { linkId, mailedLinkId, message } = event.data;
      return mailedLinkId === linkId
        ? entry(
            event.type,
            by === 'system'
              ? 'The recipient was reminded of the unused link.'
              : 'The recipient was reminded of the link.',
            { message },
          )
        : entry(event.type, 'The recipient was mailed the new link.', { mailedLinkId, message });
    }
    case 'LinkReminderSkipped': {
      const { reason } = event.data;
      return entry(event.type, `A reminder was not sent: ${skippedInWords[reason]}.`, { reason });
    }
    default:
      return null;
  }
};

/** The terms of the link; those that most links do not have are left out. */
const termsOf = (link: IssuedLink): object => {
  const { meetingTypeId, hostId, recipient, expiresAt, replaces, overrides, unusedReminderDays } = link;
  return {
    ...{ meetingTypeId, hostId, recipient, expiresAt, replaces, overrides },
    ...(link.prefill ? { prefill: true } : {}),
    ...(link.recipientOnly ? { recipientOnly: true } : {}),
    ...(unusedReminderDays.length > 0 ? { unusedReminderDays } : {}),
  };
};

const skippedInWords: {
  readonly [Reason in Extract<LinkEvent, { type: 'LinkReminderSkipped' }>['data']['reason']]: string;
} = {
  secretLost: 'the secret key that the link was sealed with was lost',
  meetingTypeArchived: 'the link had expired, and its meeting type is archived',
  hostsDeactivated: 'its hosts are deactivated',
};

const reasonInWords: { readonly [Reason in VoidReason]: string } = {
  slotTaken: 'somebody else took that time first',
  slotNotOffered: 'that time is not offered',
  linkConsumed: 'the link had been used already',
  linkExpired: 'the link had expired',
  linkReplaced: 'the link had been replaced by a new one',
  linkRevoked: 'the link had been revoked',
  linkUnknown: 'there is no such link',
  tooManyPending: 'too many attempts were waiting for a confirmation',
  tooManyAttempts: 'the link takes no more attempts until its host allows more',
  optInExpired: 'the attendee did not confirm by e-mail in time',
  cancelled: 'the attendee cancelled it',
  overdue: 'it was not completed in time',
};
