import { recorded } from '@bookonce/contracts/event-catalogue';
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
    case 'LinkReminderRequested':
      return [event.data.linkId];
    default:
      return [];
  }
};

const statusAfter = (doc: LinkDocument | null, event: ReturnType<typeof recorded>): LinkDocument | null => {
  if (event.type === 'LinkIssued') {
    const { linkId, issuedAt, ...issued } = event.data;
    const { workspaceId } = event.meta;
    return { ...issued, id: linkId, workspaceId, status: 'active', createdAt: issuedAt, history: [] } as LinkDocument;
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
    default:
      return doc;
  }
};

/** Attempts are anybody's to make, so a history does not grow with them for ever. */
const LONGEST_HISTORY = 500;
const ofAttempts: ReadonlySet<string> = new Set(['AttemptAdmitted', 'AttemptVoided']);

const evolve = (doc: LinkDocument | null, event: ReturnType<typeof recorded>): LinkDocument | null => {
  const after = statusAfter(doc, event);
  const entry = historyEntryOf(event, doc);
  if (after === null || entry === null) return after;
  const full = ofAttempts.has(event.type) && after.history.length >= LONGEST_HISTORY;
  return full ? after : { ...after, history: [...after.history, entry] };
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
