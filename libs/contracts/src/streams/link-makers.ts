import { type EventStore, streamName } from '@bookonce/kernel/ports/event-store';
import { recorded } from '../event-catalogue.js';
import type { WorkspaceMembers } from './workspace-members.js';

/**
 * Returns whether an owner stands for the terms of a link: a person who is an owner now, or an API key. False for the plain
 * host who asks, and if nobody knows who made the link.
 */
export const isMadeByOwner = async (
  store: Pick<EventStore, 'readStream'>,
  { createdBy }: { readonly createdBy?: string | undefined },
  { plainHostId, members }: { readonly plainHostId: string; readonly members: WorkspaceMembers },
): Promise<boolean> => {
  if (createdBy === undefined || createdBy === plainHostId) return false;
  const role = members[createdBy]?.role;
  if (role !== undefined) return role === 'owner';
  const [first] = await store.readStream(streamName('calendar', createdBy), { limit: 1 });
  // An actor who is no host is an API key, or the owner without a host.
  if (first === undefined) return true;
  const event = recorded(first);
  return event.type === 'HostAdded' && event.data.role === 'owner';
};
