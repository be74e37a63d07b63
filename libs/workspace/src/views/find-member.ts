import { addressIn, emailKey } from '@bookonce/kernel/email-address';
import type { ReadModels } from '@bookonce/kernel/ports/read-models';
import { type MemberDocument, members } from './workspace-documents.js';

/**
 * Returns the owner of a workspace, or else a host with this address; null if nobody has it. Hosts may share an address, such
 * as that of a front desk. All readers of its mail may sign in, and they act as the same member: an owner before a plain
 * host, who may have taken an owner's address, and then the one who has had it for the longest.
 */
export const findMember = async (
  readModels: Pick<ReadModels, 'get' | 'list'>,
  workspaceId: string,
  email: string,
): Promise<MemberDocument | null> => {
  const owner = await readModels.get(members, workspaceId);
  const isOwners = owner !== null && emailKey(owner.email) === emailKey(email);
  // Asked in any case, so that the time it takes does not tell whose address it is.
  const host = await findHost(readModels, workspaceId, email);
  return isOwners ? owner : host;
};

/** Returns the host who acts for an address: an owner before a plain host; null if no active host has it. */
const findHost = async (
  readModels: Pick<ReadModels, 'list'>,
  workspaceId: string,
  email: string,
): Promise<MemberDocument | null> => {
  const address = addressIn(workspaceId, email);
  const [owners, hosts] = await Promise.all([
    readModels.list(members, { where: { ownersAddress: address }, order: 'asc', limit: 1 }),
    readModels.list(members, { where: { address }, order: 'asc', limit: 1 }),
  ]);
  return owners.items[0] ?? hosts.items[0] ?? null;
};
