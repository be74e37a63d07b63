import { emailKey } from '@bookonce/contracts/values/people';
import { everyDocument } from '@bookonce/kernel/every-document';
import type { Instant } from '@bookonce/kernel/json';
import type { ReadModels } from '@bookonce/kernel/ports/read-models';
import { addressIn, members, sessions, type SessionDocument } from './workspace-documents.js';

const MOST_MEMBERS = 20;

type Views = Pick<ReadModels, 'list'>;

/**
 * Groups a workspace's open sessions by the id of the actor that made their people members, or gave them their address.
 * An address that several actors gave to members belongs to none of them: its person would be a member without either.
 */
export const sessionsByActor = async (
  readModels: Views,
  workspaceId: string,
  now: Instant,
): Promise<ReadonlyMap<string, readonly SessionDocument[]>> => {
  const open: SessionDocument[] = [];
  for await (const session of everyDocument(readModels, sessions, { where: { workspaceId } })) {
    if (now < session.expiresAt) open.push(session);
  }
  const actors = new Map<string, string | null>();
  for (const key of new Set(open.map(({ email }) => emailKey(email)))) {
    actors.set(key, await actorThatSet(readModels, workspaceId, key));
  }
  const groups = new Map<string, SessionDocument[]>();
  for (const session of open) {
    const actorId = actors.get(emailKey(session.email)) ?? null;
    if (actorId !== null) groups.set(actorId, [...(groups.get(actorId) ?? []), session]);
  }
  return groups;
};

/** Returns the only actor that gave an address to members; null if there are others, or it is not known. */
const actorThatSet = async (readModels: Views, workspaceId: string, email: string): Promise<string | null> => {
  const where = { address: addressIn(workspaceId, email) };
  const { items } = await readModels.list(members, { where, limit: MOST_MEMBERS });
  const [actorId = null, ...others] = new Set(items.map((member) => member.addressSetBy ?? null));
  return others.length === 0 ? actorId : null;
};
