import { addressIn, emailKey } from '@bookonce/kernel/email-address';
import { everyDocument } from '@bookonce/kernel/every-document';
import type { Instant } from '@bookonce/kernel/json';
import type { ReadModels } from '@bookonce/kernel/ports/read-models';
import { keyRecords, members, sessions, type SessionDocument } from './workspace-documents.js';

const MOST_MEMBERS = 20;

type Views = Pick<ReadModels, 'get' | 'list'>;

/** The ids of the actors that let somebody in, by way of other members too; null stands for an unknown one. */
type Origins = ReadonlySet<string | null>;

/**
 * Groups a workspace's open sessions by the id of the actor that made their people members, or gave them their address,
 * itself or through people whom it had let in. A person whom others let in too, except for revoked keys, is left out: they
 * would be a member without the actor.
 */
export const sessionsByActor = async (
  readModels: Views,
  workspaceId: string,
  now: Instant,
): Promise<ReadonlyMap<string, readonly SessionDocument[]>> => {
  const where = { workspaceId };
  const open: SessionDocument[] = [];
  for await (const session of everyDocument(readModels, sessions, { where })) {
    if (now < session.expiresAt) open.push(session);
  }
  const revokedKeys = new Set<string | null>();
  for await (const { id, revokedAt } of everyDocument(readModels, keyRecords, { where })) {
    if (revokedAt !== undefined) revokedKeys.add(id);
  }
  const actors = new Map<string, readonly string[]>();
  for (const key of new Set(open.map(({ email }) => emailKey(email)))) {
    actors.set(key, decisiveOf(await originsOf(readModels, workspaceId, key), revokedKeys));
  }
  const groups = new Map<string, SessionDocument[]>();
  for (const session of open) {
    for (const actorId of actors.get(emailKey(session.email)) ?? []) {
      groups.set(actorId, [...(groups.get(actorId) ?? []), session]);
    }
  }
  return groups;
};

/** The actors without whom, and without revoked keys, nobody let the person in. */
const decisiveOf = (origins: Origins, revokedKeys: ReadonlySet<string | null>): readonly string[] => {
  const valid = [...origins].filter((actorId) => !revokedKeys.has(actorId));
  const isDecisive = (actorId: string | null): actorId is string =>
    actorId !== null && valid.every((other) => other === actorId);
  return [...origins].filter(isDecisive);
};

/** Returns who let the members with an address in. A member who let others in stands for the actors of its own address. */
const originsOf = async (readModels: Views, workspaceId: string, email: string): Promise<Origins> => {
  const where = { address: addressIn(workspaceId, email) };
  const { items } = await readModels.list(members, { where, limit: MOST_MEMBERS });
  const origins = new Set<string | null>();
  const seen = new Set<string>();
  const waiting = items.map((member) => member.addressSetBy ?? null);
  for (let actorId = waiting.pop(); actorId !== undefined; actorId = waiting.pop()) {
    if (actorId !== null && seen.has(actorId)) continue;
    if (actorId !== null) seen.add(actorId);
    const member = actorId === null ? null : await readModels.get(members, actorId);
    if (member === null || member.workspaceId !== workspaceId) origins.add(actorId);
    else waiting.push(member.addressSetBy ?? null);
  }
  return origins;
};
