import { MemoryReadModels } from '@bookonce/adapter-memory/read-models';
import type { Collection } from '@bookonce/kernel/ports/read-models';
import { describe, expect, it } from '@jest/globals';
import { sessionsByActor } from './sessions-by-actor.js';
import { keyRecords, members, sessions, workspaceView } from './workspace-documents.js';

const NOW = '2026-03-02T08:00:00.000Z';
const write = (collection: unknown, id: string, doc: object) => ({
  collection: collection as Collection<never>,
  id,
  doc,
});
const member = (id: string, email: string, addressSetBy?: string, workspaceId = 'wsp_1') =>
  write(members, id, {
    id,
    workspaceId,
    name: id,
    email,
    role: 'owner',
    active: true,
    addressSince: '2026-03-01',
    ...(addressSetBy === undefined ? {} : { addressSetBy }),
  });
const session = (id: string, email: string, changes: object = {}) =>
  write(sessions, id, {
    ...{ id, sessionId: `ses_${id}`, workspaceId: 'wsp_1', email, name: id },
    ...{ startedAt: '2026-03-01T08:00:00.000Z', expiresAt: '2026-03-31T08:00:00.000Z', ...changes },
  });

const key = (id: string, revokedAt?: string) =>
  write(keyRecords, id, {
    ...{ id, workspaceId: 'wsp_1', name: id, keyHash: id, createdAt: NOW },
    ...(revokedAt === undefined ? {} : { revokedAt }),
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

  it('are those of people whom its people added, too', async () => {
    const added = member('hst_1', 'eve@example.com', 'key_1');
    const byThem = member('hst_2', 'mallory@example.com', 'hst_1');
    const two = [session('a', 'eve@example.com'), session('b', 'mallory@example.com')];
    expect(await found(added, byThem, ...two)).toEqual({ key_1: ['a', 'b'] });
    expect(await found(member('hst_1', 'eve@example.com'), byThem, ...two)).toEqual({});
    expect(await found(member('hst_1', 'eve@example.com', 'key_1', 'wsp_2'), byThem, ...two)).toEqual({ hst_1: ['b'] });
    expect(await found(member('hst_1', 'eve@example.com', 'hst_2'), byThem, ...two)).toEqual({});
  });

  it('belong to each of several keys as soon as the others are revoked', async () => {
    const [one, other] = [member('hst_1', 'eve@example.com', 'key_1'), member('hst_2', 'eve@example.com', 'key_2')];
    const open = session('a', 'eve@example.com');
    expect(await found(one, other, open, key('key_1'), key('key_2'))).toEqual({});
    expect(await found(one, other, open, key('key_1', NOW), key('key_2'))).toEqual({ key_2: ['a'] });
    const both = { key_1: ['a'], key_2: ['a'] };
    expect(await found(one, other, open, key('key_1', NOW), key('key_2', NOW))).toEqual(both);
  });

  it('leave out a person who is a member without that actor, or by an unknown one', async () => {
    const owner = member('wsp_1', 'ada@example.com');
    const host = member('hst_1', 'ada@example.com', 'key_1');
    expect(await found(owner, host, session('a', 'ada@example.com'))).toEqual({});
    expect(await found(owner, session('a', 'ada@example.com'))).toEqual({});
  });
});
