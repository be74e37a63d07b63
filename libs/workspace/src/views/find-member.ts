import { emailKey } from '@bookonce/kernel/email-address';
import type { ReadModels } from '@bookonce/kernel/ports/read-models';
import { addressIn, type MemberDocument, members } from './workspace-documents.js';

/** Returns the owner of a workspace, or else one of its hosts, with this address; null if nobody has it. */
export const findMember = async (
  readModels: Pick<ReadModels, 'get' | 'list'>,
  workspaceId: string,
  email: string,
): Promise<MemberDocument | null> => {
  const owner = await readModels.get(members, workspaceId);
  const isOwners = owner !== null && emailKey(owner.email) === emailKey(email);
  const where = { address: addressIn(workspaceId, email) };
  // Asked in any case, so that the time it takes does not tell whose address it is.
  const [host] = (await readModels.list(members, { where, limit: 1 })).items;
  return isOwners ? owner : (host ?? null);
};
