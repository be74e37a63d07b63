import type { CommandContext } from '@bookonce/kernel/ports/bus';
import type { Ids } from '@bookonce/kernel/ports/ids';
import type { Timer } from '@bookonce/kernel/ports/timers';
import { EXPIRE_LINK, REMIND_OF_LINK } from '../views/link-timers.js';
import type { LinkService } from './link-service.js';

/** Does what a timer of a link is for. A no-op if it fires early or twice (I20). */
export const onLinkTimer = async (links: LinkService, ids: Pick<Ids, 'derive'>, timer: Timer): Promise<void> => {
  const { subject: linkId, workspaceId, kind } = timer;
  const commandId = ids.derive(`${timer.id}/${timer.dueAt}`);
  const context = { commandId, correlationId: linkId, causationId: commandId, workspaceId, by: 'system' };
  switch (kind) {
    case EXPIRE_LINK:
      return expire(links, linkId, context);
    case REMIND_OF_LINK:
      return remind(links, linkId, context);
    default:
      throw new Error(`timer ${timer.id} is of an unknown kind`);
  }
};

const expire = async (links: LinkService, linkId: string, context: CommandContext): Promise<void> => {
  const expired = await links.expire(linkId, context);
  if (!expired.ok) throw new Error(`link ${linkId} not expired: ${expired.error.kind}`);
};

const remind = async (links: LinkService, linkId: string, context: CommandContext): Promise<void> => {
  const reminded = await links.remindUnused(linkId, context);
  // A link that has ended meanwhile needs no reminder, and the timer goes with its end.
  if (!reminded.ok && reminded.error.kind !== 'linkEnded') {
    throw new Error(`no reminder of link ${linkId}: ${reminded.error.kind}`);
  }
};
