import { hosts } from '@bookonce/availability/views/availability-documents';
import { emailKey } from '@bookonce/contracts/values/people';
import type { ReadModels } from '@bookonce/kernel/ports/read-models';
import { workspaces } from '@bookonce/workspace/views/access-documents';

/** Somebody who may sign in to a workspace. */
export interface KnownPerson {
  readonly workspaceId: string;
  readonly name: string;
  /** As the workspace knows it: mail goes there, however whoever asked wrote it. */
  readonly email: string;
}

const MOST_WORKSPACES = 10;

/** Who has this address, once for each workspace: as its owner, or else as one of its hosts. */
export const peopleOf = async (
  readModels: Pick<ReadModels, 'list'>,
  address: string,
): Promise<readonly KnownPerson[]> => {
  const email = emailKey(address);
  const [owned, hosting] = await Promise.all([
    readModels.list(workspaces, { where: { ownerEmail: email }, limit: MOST_WORKSPACES }),
    readModels.list(hosts, { where: { email }, limit: MOST_WORKSPACES }),
  ]);
  const owners = owned.items.flatMap(({ id, owner }) => (owner === undefined ? [] : [{ workspaceId: id, ...owner }]));
  const people = new Map<string, KnownPerson>();
  for (const { workspaceId, name, email: known } of [...owners, ...hosting.items]) {
    if (!people.has(workspaceId)) people.set(workspaceId, { workspaceId, name, email: known });
  }
  return [...people.values()];
};
