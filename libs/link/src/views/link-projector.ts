import { recorded } from '@bookonce/contracts/event-catalogue';
import type { LinkEvent } from '@bookonce/contracts/events/link';
import { evolveAttempts, noAttempts } from '@bookonce/contracts/streams/link-attempts';
import { type DocumentProjection, documentsOf, type Projector } from '@bookonce/kernel/projector';
import { type LinkDocument, links, linkView } from './link-document.js';
import { historyEntryOf } from './link-history.js';
import { linkTimerProjection } from './link-timers.js';

const documentId = (event: ReturnType<typeof recorded>): readonly string[] => {
  switch (event.type) {
    case 'LinkIssued':
    case 'LinkConsumed':
    case 'LinkExpired':
    case 'LinkRevoked':
    case 'LinkReissued':
    case 'AttemptAdmitted':
    case 'AttemptVoided':
    case 'AttemptsAllowed':
    case 'LinkInvitationRequested':
    case 'LinkReminderRequested':
    case 'LinkReminderSkipped':
      return [event.data.linkId];
    default:
      return [];
  }
};

const statusAfter = (doc: LinkDocument | null, event: ReturnType<typeof recorded>): LinkDocument | null => {
  if (event.type === 'LinkIssued') {
    const { linkId, issuedAt, mailed, ...issued } = event.data;
    const { workspaceId, time } = event.meta;
    return {
      ...issued,
      id: linkId,
      workspaceId,
      status: 'active',
      createdAt: issuedAt,
      ...(mailed ? { mailedAt: time } : {}),
      history: [],
    } as LinkDocument;
  }
  if (doc === null) return null;
  const endedAt = event.meta.time;
  switch (event.type) {
    case 'LinkConsumed':
      return { ...doc, status: 'consumed', endedAt, bookingId: event.data.bookingId };
    case 'LinkExpired':
      return { ...doc, status: 'expired', endedAt };
    case 'LinkRevoked': {
      const { reason, replacement } = event.data;
      if (replacement !== undefined) return { ...doc, status: 'replaced', endedAt, replacedBy: replacement.linkId };
      return { ...doc, status: 'revoked', endedAt, ...(reason === undefined ? {} : { revokeReason: reason }) };
    }
    case 'LinkReissued':
      return { ...doc, replacedBy: event.data.replacement.linkId };
    case 'AttemptAdmitted':
    case 'AttemptVoided':
    case 'AttemptsAllowed':
      return withAttempts(doc, event);
    case 'LinkInvitationRequested':
    case 'LinkReminderRequested':
      return event.data.mailedLinkId === doc.id ? { ...doc, mailedAt: event.meta.time } : doc;
    default:
      return doc;
  }
};

const withAttempts = (doc: LinkDocument, event: LinkEvent): LinkDocument => ({
  ...doc,
  attempts: evolveAttempts(doc.attempts ?? noAttempts, event),
});

/**
 * A history does not grow for ever with what can happen any number of times. Attempts are anybody's to make, so they leave
 * room for what the host does.
 */
const LONGEST_HISTORY: { readonly [type: string]: number } = {
  AttemptAdmitted: 500,
  AttemptVoided: 500,
  AttemptsAllowed: 1_000,
  LinkInvitationRequested: 1_000,
  LinkReminderRequested: 1_000,
};

const evolve = (doc: LinkDocument | null, event: ReturnType<typeof recorded>): LinkDocument | null => {
  const after = statusAfter(doc, event);
  const entry = historyEntryOf(event, doc);
  if (after === null || entry === null) return after;
  const isFull = after.history.length >= (LONGEST_HISTORY[event.type] ?? Infinity);
  return isFull ? after : { ...after, history: [...after.history, entry] };
};

export const linkProjection: DocumentProjection<LinkDocument> = {
  collection: links,
  ofOneStream: true,
  idsOf: (event) => documentId(recorded(event)),
  evolve: (doc, event) => evolve(doc, recorded(event)),
};

export const linkProjector: Projector = {
  kind: 'projector',
  view: linkView,
  categories: ['link'],
  advancesWith: ['booking'],
  documents: [documentsOf(linkProjection), documentsOf(linkTimerProjection)],
};
