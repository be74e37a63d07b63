import { recorded } from '@bookonce/contracts/event-catalogue';
import type { Timer } from '@bookonce/kernel/ports/timers';
import type { DocumentProjection } from '@bookonce/kernel/projector';
import { timerCollection } from '@bookonce/kernel/read-model-timers';
import { linkView } from './link-document.js';

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
