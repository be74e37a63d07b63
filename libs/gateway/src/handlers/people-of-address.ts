import { emailKey } from '@bookonce/contracts/values/people';
import type { ReadModels } from '@bookonce/kernel/ports/read-models';
import { members, type MemberDocument } from '@bookonce/workspace/views/workspace-documents';

/** Somebody who may sign in to a workspace. */
export interface KnownPerson {
  readonly workspaceId: string;
  readonly name: string;
  /** As the workspace knows it: mail goes there, however whoever asked wrote it. */
  readonly email: string;
}

const MOST_MEMBERS = 20;

/** Who has this address, once for each workspace: as its owner, or else as one of its hosts. */
export const peopleOf = async (
  readModels: Pick<ReadModels, 'list'>,
  address: string,
): Promise<readonly KnownPerson[]> => {
  const found = await readModels.list(members, { where: { email: emailKey(address) }, limit: MOST_MEMBERS });
  const people = new Map<string, KnownPerson>();
  for (const member of found.items) {
    const { workspaceId, name, email } = member;
    if (isOwner(member) || !people.has(workspaceId)) people.set(workspaceId, { workspaceId, name, email });
  }
  return [...people.values()];
};

const isOwner = ({ id, workspaceId }: MemberDocument): boolean => id === workspaceId;
