import type { BookonceEvent } from '@bookonce/contracts/event-catalogue';
import type { StoredEvent } from '@bookonce/kernel/ports/event-store';
import type { DocumentProjection } from '@bookonce/kernel/projector';
import { describe, expect, it } from '@jest/globals';
import { indexValues } from '@bookonce/kernel/ports/read-models';
import { type MemberDocument, members } from './workspace-documents.js';
import { keyRecordProjection, memberProjection, sessionProjection } from './workspace-projector.js';

const timeOf = (revision: number): string => `2026-03-01T00:00:0${revision}.000Z`;

const stored = ({ type, data }: BookonceEvent, revision: number, actorId?: string): StoredEvent => ({
  id: `event-${revision}`,
  type,
  data,
  stream: 'workspace-wsp_1',
  revision,
  position: `${revision}`,
  meta: {
    time: timeOf(revision),
    version: 1,
    workspaceId: 'wsp_1',
    correlationId: 'c',
    causationId: 'c',
    by: 'test',
    ...(actorId === undefined ? {} : { actorId }),
  },
});

const fold = <Doc extends object>(projection: DocumentProjection<Doc>, ...events: readonly BookonceEvent[]) =>
  events
    .map((event, revision) => stored(event, revision))
    .reduce<Doc | null>((doc, event) => {
      const [id] = projection.idsOf(event);
      return id === undefined ? doc : projection.evolve(doc, event, id);
    }, null);

describe('members', () => {
  it('are the owner and every host, found however the address is written', () => {
    const owner = { workspaceId: 'wsp_1', name: 'Ada', email: 'Ada@Example.com' };
    expect(fold(memberProjection, { type: 'WorkspaceOwnerSet', data: owner })).toEqual({
      id: 'wsp_1',
      ...owner,
      role: 'owner',
      active: true,
      addressSince: timeOf(0),
    });
    const host = { hostId: 'hst_1', name: 'Eve', email: 'Eve@Example.com', role: 'host' } as const;
    const renamed = { ...host, email: 'New@Example.com' };
    const member = fold(memberProjection, { type: 'HostAdded', data: host }, { type: 'HostRenamed', data: renamed });
    expect(member).toEqual({
      id: 'hst_1',
      workspaceId: 'wsp_1',
      name: 'Eve',
      email: 'New@Example.com',
      role: 'host',
      active: true,
      addressSince: timeOf(1),
    });
    expect(member && indexValues(members.indexes['address'], member)).toEqual(['wsp_1/new@example.com']);
  });
});

describe('the time since which a member has had an address', () => {
  it('stays if only the name or the spelling changes', () => {
    const host = { hostId: 'hst_1', name: 'Eve', email: 'Eve@Example.com', role: 'host' } as const;
    const renamed: BookonceEvent = { type: 'HostRenamed', data: { ...host, name: 'Eva', email: 'eve@example.com' } };
    expect(fold(memberProjection, { type: 'HostAdded', data: host }, renamed)).toMatchObject({
      name: 'Eva',
      addressSince: timeOf(0),
    });
  });
});

describe('earlier addresses', () => {
  const host = { hostId: 'hst_1', name: 'Eve', email: 'one@example.com', role: 'host' } as const;
  const member = { workspaceId: 'wsp_1', hostId: 'hst_1' };
  const renamed = (email: string): BookonceEvent => ({ type: 'HostRenamed', data: { ...host, email } });
  const roleSet = (role: 'owner' | 'host'): BookonceEvent => ({ type: 'MemberRoleSet', data: { ...member, role } });

  it('are kept, once each, of the time as an active owner', () => {
    const doc = fold(
      memberProjection,
      { type: 'HostAdded', data: host },
      renamed('two@example.com'),
      roleSet('owner'),
      renamed('three@example.com'),
      renamed('Two@example.com'),
      renamed('four@example.com'),
      roleSet('host'),
      renamed('five@example.com'),
    );
    expect(doc).toMatchObject({
      email: 'five@example.com',
      emailsAsOwner: ['three@example.com', 'Two@example.com'],
    });
  });
});

describe('the actor that set an address', () => {
  const host = { hostId: 'hst_1', name: 'Eve', email: 'Eve@Example.com', role: 'host' } as const;
  const added: BookonceEvent = { type: 'HostAdded', data: host };
  const renamed = (name: string, email: string): BookonceEvent => ({
    type: 'HostRenamed',
    data: { ...host, name, email },
  });
  const setBy = (...events: readonly (readonly [BookonceEvent, string?])[]) =>
    events
      .map(([event, actorId], revision) => stored(event, revision, actorId))
      .reduce<MemberDocument | null>((doc, event) => memberProjection.evolve(doc, event, 'hst_1'), null)?.addressSetBy;

  it('is the last one that changed it', () => {
    expect(setBy([added, 'key_1'])).toBe('key_1');
    expect(setBy([added, 'key_1'], [renamed('Eve', 'new@example.com'), 'key_2'])).toBe('key_2');
  });

  it('stays if only the name or the spelling changes', () => {
    expect(setBy([added, 'key_1'], [renamed('Eva', 'eve@example.com'), 'key_2'])).toBe('key_1');
  });

  it('stays if the member changes its own address', () => {
    expect(setBy([added, 'key_1'], [renamed('Eve', 'new@example.com'), 'hst_1'])).toBe('key_1');
  });

  it('is not known from events of earlier releases', () => {
    expect(setBy([added])).toBeUndefined();
    expect(setBy([added, 'key_1'], [renamed('Eve', 'new@example.com')])).toBeUndefined();
  });
});

describe('sessions', () => {
  const person = { sessionId: 'ses_1', workspaceId: 'wsp_1', email: 'ada@example.com', name: 'Ada' };
  const started: BookonceEvent = {
    type: 'SessionStarted',
    data: { ...person, tokenHash: 'hash', expiresAt: '2026-03-31T00:00:00.000Z' },
  };

  it('are known by the hash of their token until they end', () => {
    expect(fold(sessionProjection, started)).toMatchObject({ id: 'hash', ...person });
    const ended = { sessionId: 'ses_1', workspaceId: 'wsp_1', tokenHash: 'hash' };
    expect(fold(sessionProjection, started, { type: 'SessionEnded', data: ended })).toBeNull();
  });
});

describe('records of API keys', () => {
  it('stay when the key is revoked', () => {
    const key = { workspaceId: 'wsp_1', apiKeyId: 'key_1', keyHash: 'hash' };
    const created: BookonceEvent = { type: 'ApiKeyCreated', data: { ...key, name: 'CRM' } };
    expect(fold(keyRecordProjection, created, { type: 'ApiKeyRevoked', data: key })).toEqual({
      id: 'key_1',
      workspaceId: 'wsp_1',
      name: 'CRM',
      keyHash: 'hash',
      createdAt: '2026-03-01T00:00:00.000Z',
      revokedAt: '2026-03-01T00:00:01.000Z',
    });
  });

  it('say who created the key, if that is known', () => {
    const data = { workspaceId: 'wsp_1', apiKeyId: 'key_1', keyHash: 'hash', name: 'CRM' };
    const created = stored({ type: 'ApiKeyCreated', data }, 0, 'hst_1');
    expect(keyRecordProjection.evolve(null, created, 'key_1')).toMatchObject({ createdBy: 'hst_1' });
  });
});
