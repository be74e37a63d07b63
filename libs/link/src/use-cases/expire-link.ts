import type { Ids } from '@bookonce/kernel/ports/ids';
import type { Timer } from '@bookonce/kernel/ports/timers';
import type { LinkService } from './link-service.js';

/** Makes the expiry of a link a fact. Fired early or twice (I20), it changes nothing. */
export const expireLink = async (links: LinkService, ids: Pick<Ids, 'derive'>, timer: Timer): Promise<void> => {
  const { subject: linkId, workspaceId } = timer;
  const commandId = ids.derive(`${timer.id}/${timer.dueAt}`);
  const context = { commandId, correlationId: linkId, causationId: commandId, workspaceId, by: 'system' };
  const expired = await links.expire(linkId, context);
  if (!expired.ok) throw new Error(`link ${linkId} not expired: ${expired.error.kind}`);
};
