import { MemoryReadModels } from '@bookonce/adapter-memory/read-models';
import { MemoryLastUses } from '@bookonce/adapter-memory/request-records';
import { SettableClock } from '@bookonce/adapter-node/clocks';
import { instantOf } from '@bookonce/kernel/json';
import type { Collection } from '@bookonce/kernel/ports/read-models';
import { secretHashOf } from '@bookonce/secrets/token-vault';
import { apiKeys, workspaceView } from '@bookonce/workspace/views/workspace-documents';
import { describe, expect, it } from '@jest/globals';
import { ApiKeys } from './api-keys.js';

const KEY = 'bok_a_key_of_the_spec';
const BEARER = `Bearer ${KEY}`;
const HASH = secretHashOf(KEY);
const NOW = Date.parse('2026-03-02T08:00:00.000Z');

const set = async () => {
  const readModels = new MemoryReadModels();
  const lastUses = new MemoryLastUses();
  const clock = new SettableClock(NOW);
  let position = 0;
  const write = (doc: object | null): Promise<void> => {
    position += 1;
    const collection = apiKeys as unknown as Collection<never>;
    return readModels.commit(workspaceView, [{ collection, id: HASH, doc }], `${position}`);
  };
  await write({ id: HASH, apiKeyId: 'key_1', workspaceId: 'wsp_1', name: 'CRM', createdAt: '' });
  const keys = new ApiKeys({ readModels, lastUses, clock, elapsed: () => clock.now() });
  const later = (ms: number): void => clock.set(clock.now() + ms);
  return { keys, write, later, lastUse: async () => (await lastUses.of(['key_1'])).get('key_1') };
};

describe('API keys', () => {
  it('are accepted for only a few seconds after they were revoked at another gateway', async () => {
    const { keys, write, later } = await set();
    expect(await keys.find(BEARER)).toEqual({ apiKeyId: 'key_1', workspaceId: 'wsp_1' });
    await write(null);
    later(4_999);
    expect(await keys.find(BEARER)).toEqual({ apiKeyId: 'key_1', workspaceId: 'wsp_1' });
    later(1);
    expect(await keys.find(BEARER)).toBeNull();
  });

  it('are refused at once where they were revoked', async () => {
    const { keys, write } = await set();
    await keys.find(BEARER);
    await write(null);
    keys.forget(HASH);
    expect(await keys.find(BEARER)).toBeNull();
  });

  it('have their use recorded at most once a minute', async () => {
    const { keys, later, lastUse } = await set();
    expect(await lastUse()).toBeUndefined();
    await keys.find(BEARER);
    expect(await lastUse()).toBe(instantOf(NOW));
    later(59_999);
    await keys.find(BEARER);
    expect(await lastUse()).toBe(instantOf(NOW));
    later(5_001);
    await keys.find(BEARER);
    expect(await lastUse()).toBe(instantOf(NOW + 65_000));
  });
});
