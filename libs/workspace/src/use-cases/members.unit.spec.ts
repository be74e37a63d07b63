import type { DocumentWrite } from '@bookonce/kernel/ports/read-models';
import { memoryPorts } from '@bookonce/testing/memory-ports';
import { describe, expect, it } from '@jest/globals';
import { members, workspaces, workspaceView } from '../views/workspace-documents.js';
import { Members } from './members.js';

const ADDRESS = 'Eve@Example.com';

const workspaceNamed = (id: string): DocumentWrite => ({ collection: workspaces, id, doc: { id, name: id } });
const member = (
  id: string,
  workspaceId: string,
  email: string,
  addressSince = '2026-03-01',
  active = true,
  role: 'owner' | 'host' = 'owner',
): DocumentWrite => ({
  collection: members,
  id,
  doc: { id, workspaceId, name: id, email, role, active, addressSince },
});

const known = async (...writes: readonly DocumentWrite[]) => {
  const { readModels } = memoryPorts('2026-03-02T08:00:00.000Z');
  await readModels.commit(workspaceView, writes, '1');
  await readModels.markFilled(workspaceView);
  return new Members(readModels);
};

describe('members', () => {
  it('are found however many hosts of another workspace have the same address (I19)', async () => {
    const crowd = Array.from({ length: 150 }, (_, index) => member(`hst_crowd${index}`, 'wsp_crowd', ADDRESS));
    const everybody = await known(
      workspaceNamed('wsp_crowd'),
      ...crowd,
      workspaceNamed('wsp_zoo'),
      member('hst_zoo', 'wsp_zoo', ADDRESS.toLowerCase()),
    );
    const found = await everybody.findEverywhere(ADDRESS);
    expect(found.map(({ workspaceId }) => workspaceId).toSorted()).toEqual(['wsp_crowd', 'wsp_zoo']);
  });

  it('are the owner rather than a host with the same address', async () => {
    const both = await known(
      workspaceNamed('wsp_1'),
      member('wsp_1', 'wsp_1', ADDRESS),
      member('hst_1', 'wsp_1', ADDRESS),
    );
    expect(await both.find('wsp_1', ADDRESS)).toMatchObject({ name: 'wsp_1' });
    expect(await both.find('wsp_1', 'nobody@example.com')).toBeNull();
    expect(await both.find('wsp_2', ADDRESS)).toBeNull();
  });

  it('are the host who had a shared address first', async () => {
    const shared = await known(
      workspaceNamed('wsp_1'),
      member('hst_a', 'wsp_1', ADDRESS, '2026-03-02'),
      member('hst_b', 'wsp_1', ADDRESS, '2026-03-01'),
      member('hst_c', 'wsp_1', ADDRESS, '2026-03-03'),
    );
    expect(await shared.find('wsp_1', ADDRESS)).toMatchObject({ name: 'hst_b' });
  });

  it('are an owner rather than a plain host who had the address before', async () => {
    const shared = await known(
      member('hst_a', 'wsp_1', ADDRESS, '2026-03-01', true, 'host'),
      member('hst_b', 'wsp_1', ADDRESS, '2026-03-02', false, 'owner'),
      member('hst_c', 'wsp_1', ADDRESS, '2026-03-03', true, 'owner'),
    );
    expect(await shared.find('wsp_1', ADDRESS)).toMatchObject({ name: 'hst_c' });
  });

  it('are not hosts who are deactivated', async () => {
    const shared = await known(
      member('hst_a', 'wsp_1', ADDRESS, '2026-03-01', false),
      member('hst_b', 'wsp_1', ADDRESS, '2026-03-02'),
      member('hst_c', 'wsp_1', 'gone@example.com', '2026-03-01', false),
    );
    expect(await shared.find('wsp_1', ADDRESS)).toMatchObject({ name: 'hst_b' });
    expect(await shared.find('wsp_1', 'gone@example.com')).toBeNull();
  });

  it('are not looked for in a view that is being filled', async () => {
    const { readModels } = memoryPorts('2026-03-02T08:00:00.000Z');
    await expect(new Members(readModels).findEverywhere(ADDRESS)).rejects.toThrow('not filled');
  });
});
