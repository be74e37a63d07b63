import { secretHashOf, TokenVault } from '@bookonce/secrets/token-vault';
import { memoryPorts } from '@bookonce/testing/memory-ports';
import { describe, expect, it } from '@jest/globals';
import { WorkspaceService } from './workspace-service.js';

const vault = new TokenVault(new Uint8Array(32).fill(7));

const served = async () => {
  const ports = memoryPorts('2026-03-02T08:00:00.000Z');
  const service = new WorkspaceService({ ...ports, vault });
  const creation = ports.message({ name: 'Acme' });
  const created = await service.create(creation);
  const workspaceId = created.ok ? created.value.workspaceId : '';
  const message = <Payload>(payload: Payload) => {
    const { context } = ports.message(payload);
    return { payload, context: { ...context, workspaceId } };
  };
  return { ...ports, service, creation, workspaceId, message };
};

describe('WorkspaceService', () => {
  it('creates one workspace per command', async () => {
    const { service, creation, workspaceId, store } = await served();
    expect(workspaceId).toMatch(/^wsp_[0-9a-f]{32}$/);
    expect(await service.create(creation)).toMatchObject({ ok: true, value: { workspaceId } });
    expect(store.events.map(({ meta }) => meta.workspaceId)).toEqual([workspaceId]);
  });

  it('creates one API key per command, and stores only its hash', async () => {
    const { service, message, store } = await served();
    const command = message({ name: 'CI' });
    const created = await service.createApiKey(command);
    expect(await service.createApiKey(command)).toEqual(created);
    const key = vault.apiKeyFor(command.context.commandId);
    expect(store.events.filter(({ type }) => type === 'ApiKeyCreated').map(({ data }) => data)).toEqual([
      expect.objectContaining({ name: 'CI', keyHash: secretHashOf(key) }),
    ]);
    expect(JSON.stringify([store.events, created])).not.toContain(key);
  });

  it('revokes the keys of its own workspace only (I19)', async () => {
    const { service, message } = await served();
    const created = await service.createApiKey(message({ name: 'CI' }));
    const { payload, context } = message({ apiKeyId: created.ok ? created.value.apiKeyId : '' });
    const foreign = await service.revokeApiKey({ payload, context: { ...context, workspaceId: 'wsp_other' } });
    expect(foreign).toEqual({ ok: false, error: { kind: 'workspaceUnknown' } });
    expect(await service.revokeApiKey({ payload, context })).toMatchObject({ ok: true });
    expect(await service.revokeApiKey(message({ apiKeyId: 'key_none' }))).toEqual({
      ok: false,
      error: { kind: 'apiKeyUnknown' },
    });
  });
});
