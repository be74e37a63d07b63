import { addressIn } from '@bookonce/kernel/email-address';
import type { ReadModels } from '@bookonce/kernel/ports/read-models';
import { members } from './workspace-documents.js';

const MOST_HOSTS = 20;

/**
 * Returns the ids of the hosts who may be the person behind an actor: the host that acted, or the active hosts with the
 * address of the workspace's owner, who acts by the id of the workspace. None if the actor is unknown or no person.
 */
export const hostsOfActor = async (
  readModels: Pick<ReadModels, 'get' | 'list'>,
  workspaceId: string,
  actorId: string | undefined,
): Promise<readonly string[]> => {
  const member = actorId === undefined ? null : await readModels.get(members, actorId);
  if (member?.workspaceId !== workspaceId) return [];
  if (member.id !== workspaceId) return [member.id];
  const where = { address: addressIn(workspaceId, member.email) };
  const { items } = await readModels.list(members, { where, limit: MOST_HOSTS });
  return items.map(({ id }) => id).filter((id) => id !== workspaceId);
};
