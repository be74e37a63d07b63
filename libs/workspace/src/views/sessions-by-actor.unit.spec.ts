import { MemoryReadModels } from '@bookonce/adapter-memory/read-models';
import type { Collection } from '@bookonce/kernel/ports/read-models';
import { describe, expect, it } from '@jest/globals';
import { sessionsByActor } from './sessions-by-actor.js';
import { members, sessions, workspaceView } from './workspace-documents.js';

const NOW = '2026-03-02T08:00:00.000Z';
const write = (collection: unknown, id: string, doc: object) => ({
  collection: collection as Collection<never>,
  id,
  doc,
});
const member = (id: string, email: string, addressSetBy?: string, workspaceId = 'wsp_1') =>
  write(members, id, { id, workspaceId, name: id, email, ...(addressSetBy === undefined ? {} : { addressSetBy }) });
const session = (id: string, email: string, changes: object = {}) =>
  write(sessions, id, {
    ...{ id, sessionId: `ses_${id}`, workspaceId: 'wsp_1', email, name: id },
    ...{ startedAt: '2026-03-01T08:00:00.000Z', expiresAt: '2026-03-31T08:00:00.000Z', ...changes },
  });

const found = async (...writes: readonly ReturnType<typeof write>[]) => {
  const readModels = new MemoryReadModels();
  await readModels.commit(workspaceView, writes, '1');
  const groups = [...(await sessionsByActor(readModels, 'wsp_1', NOW))];
  return Object.fromEntries(groups.map(([actorId, group]) => [actorId, group.map(({ id }) => id).toSorted()]));
};

describe('open sessions by the actor that set the address', () => {
  it('are those of everybody with that address, however it is written', async () => {
    const two = [session('a', 'Eve@example.com'), session('b', 'eve@example.com')];
    expect(await found(member('hst_1', 'EVE@example.com', 'key_1'), ...two)).toEqual({ key_1: ['a', 'b'] });
  });

  it('leave out expired ones and other workspaces (I19)', async () => {
    const expired = session('a', 'eve@example.com', { expiresAt: NOW });
    const elsewhere = session('b', 'eve@example.com', { workspaceId: 'wsp_2' });
    expect(await found(member('hst_1', 'eve@example.com', 'key_1'), expired, elsewhere)).toEqual({});
    const foreign = member('hst_1', 'eve@example.com', 'key_1', 'wsp_2');
    expect(await found(foreign, session('a', 'eve@example.com'))).toEqual({});
  });

  it('leave out a person who is a member without that actor, or by an unknown one', async () => {
    const owner = member('wsp_1', 'ada@example.com');
    const host = member('hst_1', 'ada@example.com', 'key_1');
    expect(await found(owner, host, session('a', 'ada@example.com'))).toEqual({});
    expect(await found(owner, session('a', 'ada@example.com'))).toEqual({});
  });
});
