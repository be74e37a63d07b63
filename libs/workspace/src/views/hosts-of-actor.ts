import { addressIn } from '@bookonce/kernel/email-address';
import type { ReadModels } from '@bookonce/kernel/ports/read-models';
import { keyRecords, members } from './workspace-documents.js';

const MOST_HOSTS = 20;
/** Keys that made keys; a longer chain counts as unknown. */
const MOST_KEYS = 20;

/**
 * Returns the ids of the hosts who may be the person behind an actor: the host that acted or made the key that did, or the
 * active hosts with the address of the workspace's owner, who acts by the id of the workspace. None if the person is unknown.
 */
export const hostsOfActor = async (
  readModels: Pick<ReadModels, 'get' | 'list'>,
  workspaceId: string,
  actorId: string | undefined,
): Promise<readonly string[]> => {
  const personId = await personBehind(readModels, workspaceId, actorId);
  const member = personId === undefined ? null : await readModels.get(members, personId);
  if (member?.workspaceId !== workspaceId) return [];
  if (member.id !== workspaceId) return [member.id];
  const where = { address: addressIn(workspaceId, member.email) };
  const { items } = await readModels.list(members, { where, limit: MOST_HOSTS });
  return items.map(({ id }) => id).filter((id) => id !== workspaceId);
};

/** A key may have made another one, also if it was revoked since. */
const personBehind = async (
  readModels: Pick<ReadModels, 'get'>,
  workspaceId: string,
  actorId: string | undefined,
): Promise<string | undefined> => {
  let id = actorId;
  for (let keys = 0; id !== undefined && keys <= MOST_KEYS; keys += 1) {
    const key = await readModels.get(keyRecords, id);
    if (key?.workspaceId !== workspaceId) return id;
    id = key.createdBy;
  }
  return undefined;
};
