import { createApiKey, revokeApiKey, type ApiKeyRefusal } from '@bookonce/contracts/commands/workspace';
import type { ConflictRefusal } from '@bookonce/contracts/replies';
import type { Instant } from '@bookonce/kernel/json';
import type { LastUses } from '@bookonce/kernel/ports/last-uses';
import type { ReadModels } from '@bookonce/kernel/ports/read-models';
import { unreachable } from '@bookonce/kernel/result';
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
  readonly options: Pick<GatewayOptions, 'vault'>;
}

export const apiKeyEndpoints = (deps: ApiKeyDeps): readonly Endpoint[] => {
  const { readModels, commands, apiKeys, lastUses, options } = deps;

  return [
    workspaceEndpoint(listApiKeys, async ({ query, workspaceId }) => {
      const { items, nextCursor } = await listOwned(readModels, keyRecords, workspaceId, query);
      const used = await lastUses.of(items.map(({ id }) => id));
      return json(200, { items: items.map((key) => keyForm(key, used.get(key.id))), nextCursor });
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

    workspaceEndpoint(revokeApiKeyOperation, async ({ params: { id }, workspaceId, commandId, actor }) => {
      const context = apiContext({ commandId, workspaceId, actor }, workspaceId);
      const reply = await commands.run(revokeApiKeyOperation, revokeApiKey, { apiKeyId: id }, context);
      if (!reply.ok) return refused(reply.error);
      const [revoked, used] = await Promise.all([
        findOwned(readModels, keyRecords, id, workspaceId),
        lastUses.of([id]),
      ]);
      if (revoked === null) return unavailable();
      apiKeys.forget(revoked.keyHash);
      return json(200, keyForm(revoked, used.get(id)), consistencyOf(reply.value.position));
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
