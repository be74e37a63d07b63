import { MemoryReadModels } from '@bookonce/adapter-memory/read-models';
import type { Collection } from '@bookonce/kernel/ports/read-models';
import { describe, expect, it } from '@jest/globals';
import { hostsOfActor } from './hosts-of-actor.js';
import { keyRecords, members, workspaceView } from './workspace-documents.js';

const member = (id: string, email: string, changes: object = {}) => ({
  collection: members as unknown as Collection<never>,
  id,
  doc: {
    ...{ id, workspaceId: 'wsp_1', name: id, email, role: 'owner', active: true, addressSince: '2026-03-01' },
    ...changes,
  },
});

const key = (id: string, createdBy?: string, workspaceId = 'wsp_1') => ({
  collection: keyRecords as unknown as Collection<never>,
  id,
  doc: { ...{ id, workspaceId, name: id, keyHash: `hash of ${id}`, createdAt: '2026-03-01' }, createdBy },
});

const found = async (actorId: string | undefined): Promise<readonly string[]> => {
  const readModels = new MemoryReadModels();
  const all = [
    member('wsp_1', 'robin@example.com'),
    member('hst_1', 'Robin@example.com'),
    member('hst_2', 'noor@example.com', { active: false }),
    member('hst_3', 'robin@example.com', { workspaceId: 'wsp_2' }),
    key('key_1'),
    key('key_2', 'hst_2'),
    key('key_3', 'key_2'),
    key('key_4', 'key_3'),
    key('key_5', 'hst_3', 'wsp_2'),
    key('key_6', 'key_6'),
  ];
  await readModels.commit(workspaceView, all, '1');
  return hostsOfActor(readModels, 'wsp_1', actorId);
};

describe('the hosts of an actor', () => {
  it('are the host who acted, also if that host is deactivated now', async () => {
    expect(await found('hst_1')).toEqual(['hst_1']);
    expect(await found('hst_2')).toEqual(['hst_2']);
  });

  it("are those with the address of the workspace's owner, who acts by the workspace's id", async () => {
    expect(await found('wsp_1')).toEqual(['hst_1']);
  });

  it('are the host who made a key, also by way of other keys', async () => {
    for (const actorId of ['key_2', 'key_3', 'key_4']) expect(await found(actorId)).toEqual(['hst_2']);
  });

  it('are none of the first key, of nobody known, and of another workspace (I19)', async () => {
    for (const actorId of ['key_1', 'key_0', undefined, 'hst_3', 'key_5', 'key_6'])
      expect(await found(actorId)).toEqual([]);
  });
});
