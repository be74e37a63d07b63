import type { WorkspaceEvent } from '@bookonce/contracts/events/workspace';
import { fold } from '@bookonce/kernel/decider';
import { given } from '@bookonce/testing/decider-spec';
import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { workspace, type WorkspaceCommand } from './workspace.js';

const create: WorkspaceCommand = { type: 'create', workspaceId: 'wsp_1', name: 'Acme' };
const own = (email = 'ada@example.com'): WorkspaceCommand => ({ type: 'setOwner', name: 'Ada', email });
const createKey = (apiKeyId = 'key_1'): WorkspaceCommand => ({
  type: 'createApiKey',
  apiKeyId,
  name: 'CRM',
  keyHash: `hash of ${apiKeyId}`,
});
const revokeKey = (apiKeyId = 'key_1'): WorkspaceCommand => ({ type: 'revokeApiKey', apiKeyId });

const created: WorkspaceEvent = { type: 'WorkspaceCreated', data: { workspaceId: 'wsp_1', name: 'Acme' } };
const owned: WorkspaceEvent = {
  type: 'WorkspaceOwnerSet',
  data: { workspaceId: 'wsp_1', name: 'Ada', email: 'ada@example.com' },
};
const keyed: WorkspaceEvent = {
  type: 'ApiKeyCreated',
  data: { workspaceId: 'wsp_1', apiKeyId: 'key_1', name: 'CRM', keyHash: 'hash of key_1' },
};
const revoked: WorkspaceEvent = {
  type: 'ApiKeyRevoked',
  data: { workspaceId: 'wsp_1', apiKeyId: 'key_1', keyHash: 'hash of key_1' },
};

describe('workspace', () => {
  it('is created once', () => {
    given(workspace).when(create).then(created);
    given(workspace, created).when(create).thenNothing();
  });

  it('has an owner, who can be replaced', () => {
    given(workspace, created).when(own()).then(owned);
    given(workspace, created, owned).when(own()).thenNothing();
    given(workspace, created, owned)
      .when(own('eve@example.com'))
      .then({ type: 'WorkspaceOwnerSet', data: { ...owned.data, email: 'eve@example.com' } });
  });

  it('creates an API key once', () => {
    given(workspace, created).when(createKey()).then(keyed);
    given(workspace, created, keyed).when(createKey()).thenNothing();
  });

  it('revokes an API key for good', () => {
    given(workspace, created, keyed).when(revokeKey()).then(revoked);
    given(workspace, created, keyed, revoked).when(revokeKey()).thenNothing();
    given(workspace, created, keyed, revoked).when(createKey()).thenNothing();
    for (const apiKeyId of ['key_1', 'constructor', '__proto__']) {
      given(workspace, created).when(revokeKey(apiKeyId)).thenRefused({ kind: 'apiKeyUnknown' });
    }
  });

  it.each([own(), createKey(), revokeKey()])('has nothing before it exists: $type', (command) => {
    given(workspace).when(command).thenRefused({ kind: 'workspaceUnknown' });
  });
});

const anyCommand = fc.constantFrom(
  create,
  own(),
  own('eve@example.com'),
  createKey(),
  createKey('key_2'),
  revokeKey(),
  revokeKey('key_2'),
);

describe('a workspace after any commands', () => {
  it('the same command again changes nothing', () => {
    fc.assert(
      fc.property(fc.array(anyCommand, { maxLength: 10 }), anyCommand, (before, command) => {
        let state = workspace.initial;
        for (const each of [...before, command]) {
          const decision = workspace.decide(each, state);
          state = fold(workspace, state, decision.ok ? decision.value : []);
        }
        const again = workspace.decide(command, state);
        expect(again.ok ? again.value : []).toEqual([]);
      }),
    );
  });
});

describe('what attendees see of a workspace', () => {
  const workspaceId = 'wsp_1';
  const created: WorkspaceEvent = { type: 'WorkspaceCreated', data: { workspaceId, name: 'Engines' } };
  const logo = { logoId: 'a', mediaType: 'image/png', width: 64, height: 32, data: 'AAAA' } as const;
  const renamed: WorkspaceEvent = { type: 'WorkspaceRenamed', data: { workspaceId, name: 'Looms' } };
  const colored: WorkspaceEvent = { type: 'WorkspaceColorSet', data: { workspaceId, color: '#0a7d4f' } };
  const logoSet: WorkspaceEvent = { type: 'WorkspaceLogoSet', data: { workspaceId, logo, replaces: null } };

  it('changes only in what is given, and only if it differs', () => {
    const all = { type: 'changeBrand', name: 'Looms', color: '#0a7d4f', logo } as const;
    given(workspace, created).when(all).then(renamed, colored, logoSet);
    given(workspace, created, renamed, colored, logoSet).when(all).thenNothing();
    given(workspace, created).when({ type: 'changeBrand' }).thenNothing();
    given(workspace, created).when({ type: 'changeBrand', name: 'Engines', color: null, logo: null }).thenNothing();
  });

  it('names the logo that another one replaces, and loses logo and colour by null', () => {
    const other = { ...logo, logoId: 'b' };
    given(workspace, created, logoSet)
      .when({ type: 'changeBrand', logo: other })
      .then({ type: 'WorkspaceLogoSet', data: { workspaceId, logo: other, replaces: 'a' } });
    given(workspace, created, colored, logoSet)
      .when({ type: 'changeBrand', color: null, logo: null })
      .then(
        { type: 'WorkspaceColorSet', data: { workspaceId, color: null } },
        { type: 'WorkspaceLogoSet', data: { workspaceId, logo: null, replaces: 'a' } },
      );
  });

  it('is unknown before the workspace is created', () => {
    given(workspace).when({ type: 'changeBrand', name: 'Looms' }).thenRefused({ kind: 'workspaceUnknown' });
  });
});
