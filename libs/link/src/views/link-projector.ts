import { recorded } from '@bookonce/contracts/event-catalogue';
import type { Timer } from '@bookonce/kernel/ports/timers';
import { type DocumentProjection, documentsOf, type Projector } from '@bookonce/kernel/projector';
import { timerCollection } from '@bookonce/kernel/read-model-timers';
import { type LinkDocument, links, linkView } from './link-document.js';
import { historyEntryOf } from './link-history.js';

const documentId = (event: ReturnType<typeof recorded>): readonly string[] => {
  switch (event.type) {
    case 'LinkIssued':
    case 'LinkConsumed':
    case 'LinkExpired':
    case 'LinkRevoked':
    case 'LinkReissued':
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

/** Failed attempts are anybody's to make, so a history does not grow with them for ever. */
const LONGEST_HISTORY = 500;

const evolve = (doc: LinkDocument | null, event: ReturnType<typeof recorded>): LinkDocument | null => {
  const after = statusAfter(doc, event);
  const entry = historyEntryOf(event);
  if (after === null || entry === null) return after;
  const full = event.type === 'AttemptVoided' && after.history.length >= LONGEST_HISTORY;
  return full ? after : { ...after, history: [...after.history, entry] };
};

export const linkProjection: DocumentProjection<LinkDocument> = {
  collection: links,
  ofOneStream: true,
  idsOf: (event) => documentId(recorded(event)),
  evolve: (doc, event) => evolve(doc, recorded(event)),
};

export const linkTimers = timerCollection(linkView);

const timerId = (linkId: string): string => `expire-link/${linkId}`;

/** An active link has one timer; whatever ends the link ends the timer, so none is forgotten and none is left. */
export const linkTimerProjection: DocumentProjection<Timer> = {
  collection: linkTimers,
  ofOneStream: true,
  idsOf: (stored) => {
    const event = recorded(stored);
    switch (event.type) {
      case 'LinkIssued':
      case 'LinkConsumed':
      case 'LinkExpired':
      case 'LinkRevoked':
        return [timerId(event.data.linkId)];
      default:
        return [];
    }
  },
  evolve: (_timer, stored, id) => {
    const event = recorded(stored);
    if (event.type !== 'LinkIssued') return null;
    const { linkId, expiresAt } = event.data;
    return { id, kind: 'expire-link', subject: linkId, workspaceId: event.meta.workspaceId, dueAt: expiresAt };
  },
};

export const linkProjector: Projector = {
  kind: 'projector',
  view: linkView,
  categories: ['link'],
  advancesWith: ['booking'],
  documents: [documentsOf(linkProjection), documentsOf(linkTimerProjection)],
};
