import { createApiKey, revokeApiKey, type ApiKeyRefusal } from '@bookonce/contracts/commands/workspace';
import type { ConflictRefusal } from '@bookonce/contracts/replies';
import { instantOf, type Instant } from '@bookonce/kernel/json';
import type { Clock } from '@bookonce/kernel/ports/clock';
import type { LastUses } from '@bookonce/kernel/ports/last-uses';
import type { ReadModels } from '@bookonce/kernel/ports/read-models';
import { unreachable } from '@bookonce/kernel/result';
import { hostsOfActor } from '@bookonce/workspace/views/hosts-of-actor';
import { sessionsByActor } from '@bookonce/workspace/views/sessions-by-actor';
import { keyRecords, type KeyRecordDocument } from '@bookonce/workspace/views/workspace-documents';
import { createApiKeyOperation, listApiKeys, revokeApiKeyOperation } from '../api/api-key-api.js';
import type { GatewayOptions } from '../gateway-options.js';
import { json, notFound, unavailable, type Answer } from '../http/answer.js';
import type { ApiKeys } from '../http/api-keys.js';
import { workspaceEndpoint, type Endpoint } from '../http/endpoint.js';
import { consistencyOf } from '../http/views.js';
import { apiContext, type Commands, tryAgain } from './commands.js';
import { findOwned, listOwned } from './owned.js';

export interface ApiKeyDeps {
  readonly readModels: ReadModels;
  readonly commands: Commands;
  readonly apiKeys: Pick<ApiKeys, 'forget'>;
  readonly lastUses: Pick<LastUses, 'of'>;
  readonly clock: Pick<Clock, 'now'>;
  readonly options: Pick<GatewayOptions, 'vault'>;
}

export const apiKeyEndpoints = (deps: ApiKeyDeps): readonly Endpoint[] => {
  const { readModels, commands, apiKeys, lastUses, clock, options } = deps;

  /** Counts the open sessions of the people of each key. */
  const sessionsOf = async (workspaceId: string) => {
    const byActor = await sessionsByActor(readModels, workspaceId, instantOf(clock.now()));
    return (apiKeyId: string) => ({ sessionsOfItsPeople: byActor.get(apiKeyId)?.length ?? 0 });
  };

  /** Looks up each maker once: a few people make all keys. */
  const makersOf = async (keys: readonly KeyRecordDocument[], workspaceId: string) => {
    const actors = [...new Set(keys.map(({ createdBy }) => createdBy))];
    const hostIds = await Promise.all(actors.map((actorId) => hostsOfActor(readModels, workspaceId, actorId)));
    const byActor = new Map(actors.map((actorId, index) => [actorId, hostIds[index] ?? []]));
    return ({ createdBy }: KeyRecordDocument) => ({ createdByHostIds: byActor.get(createdBy) ?? [] });
  };

  return [
    workspaceEndpoint(listApiKeys, async ({ query, workspaceId }) => {
      const { items, nextCursor } = await listOwned(readModels, keyRecords, workspaceId, query);
      const [used, opened] = await Promise.all([lastUses.of(items.map(({ id }) => id)), sessionsOf(workspaceId)]);
      const madeBy = await makersOf(items, workspaceId);
      const forms = items.map((key) => ({ ...keyForm(key, used.get(key.id)), ...opened(key.id), ...madeBy(key) }));
      return json(200, { items: forms, nextCursor });
    }),

    workspaceEndpoint(createApiKeyOperation, async ({ body: { name }, workspaceId, commandId, actor }) => {
      const context = apiContext({ commandId, workspaceId, actor }, workspaceId);
      const reply = await commands.run(createApiKeyOperation, createApiKey, { name }, context);
      if (!reply.ok) return refused(reply.error);
      const { apiKeyId, position } = reply.value;
      const made = await findOwned(readModels, keyRecords, apiKeyId, workspaceId);
      if (made === null) return unavailable();
      // Shown once, and derived for that: no message ever carries a key.
      const key = options.vault.apiKeyFor(commandId);
      return json(201, { ...keyForm(made, undefined), key }, consistencyOf(position));
    }),

    workspaceEndpoint(revokeApiKeyOperation, async ({ params: { id }, query, workspaceId, commandId, actor }) => {
      const context = apiContext({ commandId, workspaceId, actor }, workspaceId);
      const payload = { apiKeyId: id, endSessions: query.endSessions === 'true' };
      const reply = await commands.run(revokeApiKeyOperation, revokeApiKey, payload, context);
      if (!reply.ok) return refused(reply.error);
      const [revoked, used, opened] = await Promise.all([
        findOwned(readModels, keyRecords, id, workspaceId),
        lastUses.of([id]),
        sessionsOf(workspaceId),
      ]);
      if (revoked === null) return unavailable();
      apiKeys.forget(revoked.keyHash);
      const madeBy = await makersOf([revoked], workspaceId);
      const form = { ...keyForm(revoked, used.get(id)), ...opened(id), ...madeBy(revoked) };
      return json(200, form, consistencyOf(reply.value.position));
    }),
  ];
};

const refused = (refusal: ApiKeyRefusal | ConflictRefusal): Answer => {
  switch (refusal.kind) {
    case 'workspaceUnknown':
    case 'apiKeyUnknown':
      return notFound();
    case 'conflict':
      return tryAgain();
    default:
      return unreachable(refusal);
  }
};

const keyForm = ({ id, name, createdAt, revokedAt }: KeyRecordDocument, lastUsedAt: Instant | undefined) => ({
  id,
  name,
  createdAt,
  lastUsedAt,
  revokedAt,
});
