import { recorded } from '@bookonce/contracts/event-catalogue';
import type { IssuedLink } from '@bookonce/contracts/events/link';
import type { Timer } from '@bookonce/kernel/ports/timers';
import type { DocumentProjection } from '@bookonce/kernel/projector';
import { timerCollection } from '@bookonce/kernel/read-model-timers';
import { unusedRemindersOf } from '../domain/unused-reminders.js';
import { linkView } from './link-document.js';

export const EXPIRE_LINK = 'expire-link';
export const REMIND_OF_LINK = 'remind-link';

type DueThing = Pick<Timer, 'id' | 'kind' | 'dueAt'>;

/**
 * The next thing to do with a link, and what comes after it. One document for all of them, so that the events of a
 * booking cost no more for a link that sends reminders.
 */
interface LinkTimer extends Timer {
  readonly later: readonly DueThing[];
}

export const linkTimers = timerCollection(linkView);

/** An end of the link other than its expiry ends all of its timers, so none is forgotten and none is left. */
export const linkTimerProjection: DocumentProjection<LinkTimer> = {
  collection: linkTimers,
  ofOneStream: true,
  idsOf: (stored) => {
    const event = recorded(stored);
    switch (event.type) {
      case 'LinkIssued':
      case 'LinkConsumed':
      case 'LinkExpired':
      case 'LinkRevoked':
      case 'LinkReissued':
      case 'LinkReminderRequested':
      case 'LinkReminderSkipped':
        return [event.data.linkId];
      default:
        return [];
    }
  },
  evolve: (timer, stored, subject) => {
    const event = recorded(stored);
    if (event.type === 'LinkIssued') {
      return timerFor({ subject, workspaceId: event.meta.workspaceId }, thingsToDo(event.data));
    }
    if (timer === null) return null;
    const things = [timer, ...timer.later];
    switch (event.type) {
      case 'LinkExpired':
        return timerFor(
          timer,
          things.filter(({ kind }) => kind !== EXPIRE_LINK),
        );
      case 'LinkReminderRequested':
      case 'LinkReminderSkipped': {
        const done = things.find(({ id }) => id === event.data.reminderId);
        return done === undefined
          ? timer
          : timerFor(
              timer,
              things.filter(({ kind, dueAt }) => kind !== REMIND_OF_LINK || dueAt > done.dueAt),
            );
      }
      default:
        return null;
    }
  },
};

/** Everything to do with a new link, in the order that it is due. */
const thingsToDo = (link: IssuedLink): readonly DueThing[] =>
  [
    { id: `${EXPIRE_LINK}/${link.linkId}`, kind: EXPIRE_LINK, dueAt: link.expiresAt },
    ...unusedRemindersOf(link).map(({ reminderId: id, dueAt }) => ({ id, kind: REMIND_OF_LINK, dueAt })),
  ].sort((one, other) => (one.dueAt < other.dueAt ? -1 : Number(one.dueAt > other.dueAt)));

const timerFor = (
  { subject, workspaceId }: Pick<Timer, 'subject' | 'workspaceId'>,
  [next, ...later]: readonly DueThing[],
): LinkTimer | null => {
  if (next === undefined) return null;
  const { id, kind, dueAt } = next;
  return { id, kind, subject, workspaceId, dueAt, later };
};
