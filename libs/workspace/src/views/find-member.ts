import { emailKey } from '@bookonce/kernel/email-address';
import type { ReadModels } from '@bookonce/kernel/ports/read-models';
import { addressIn, type MemberDocument, members } from './workspace-documents.js';

/**
 * Returns the owner of a workspace, or else the host who has had this address for the longest; null if nobody has it. Hosts
 * may share an address, such as that of a front desk. All readers of its mail may sign in, and they act as the same member:
 * a host who gets the address later does not take over.
 */
export const findMember = async (
  readModels: Pick<ReadModels, 'get' | 'list'>,
  workspaceId: string,
  email: string,
): Promise<MemberDocument | null> => {
  const owner = await readModels.get(members, workspaceId);
  const isOwners = owner !== null && emailKey(owner.email) === emailKey(email);
  const where = { address: addressIn(workspaceId, email) };
  // Asked in any case, so that the time it takes does not tell whose address it is.
  const [host] = (await readModels.list(members, { where, order: 'asc', limit: 1 })).items;
  return isOwners ? owner : (host ?? null);
};
