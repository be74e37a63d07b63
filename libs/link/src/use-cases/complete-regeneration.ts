import type { Recorded } from '@bookonce/contracts/event-catalogue';
import type { LinkService } from './link-service.js';

/** A regeneration that stopped after the old link's event is finished from what that event says. */
export const completeRegeneration = async (links: LinkService, event: Recorded): Promise<void> => {
  if (event.type !== 'LinkRevoked' && event.type !== 'LinkReissued') return;
  const { replacement } = event.data;
  if (replacement === undefined) return;
  const { workspaceId, correlationId, causationId, by } = event.meta;
  // The command that replaced the old link is the one that issues the new one, so its event ids repeat.
  const context = { commandId: causationId, correlationId, causationId: event.id, workspaceId, by };
  const issued = await links.issueReplacement(replacement, context);
  if (!issued.ok) throw new Error(`replacement ${replacement.linkId} not issued: ${issued.error.kind}`);
};
