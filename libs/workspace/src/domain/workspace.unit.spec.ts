import type { WorkspaceEvent } from '@bookonce/contracts/events/workspace';
import { fold } from '@bookonce/kernel/decider';
import { describe, expect, it } from '@jest/globals';
import { workspace, type WorkspaceCommand } from './workspace.js';

const created: WorkspaceEvent = { type: 'WorkspaceCreated', data: { workspaceId: 'wsp_1', name: 'Acme' } };
const keyed: WorkspaceEvent = {
  type: 'ApiKeyCreated',
  data: { workspaceId: 'wsp_1', apiKeyId: 'key_1', name: 'CRM', keyHash: 'hash' },
};
const createKey: WorkspaceCommand = { type: 'createApiKey', apiKeyId: 'key_1', name: 'CRM', keyHash: 'hash' };

const decide = (past: readonly WorkspaceEvent[], command: WorkspaceCommand) =>
  workspace.decide(command, fold(workspace, workspace.initial, past));

describe('workspace', () => {
  it('is created once', () => {
    const command: WorkspaceCommand = { type: 'create', workspaceId: 'wsp_1', name: 'Acme' };
    expect(decide([], command)).toEqual({ ok: true, value: [created] });
    expect(decide([created], command)).toEqual({ ok: true, value: [] });
  });

  it('gets an API key once', () => {
    expect(decide([created], createKey)).toEqual({ ok: true, value: [keyed] });
    expect(decide([created, keyed], createKey)).toEqual({ ok: true, value: [] });
  });

  it('has no keys before it exists', () => {
    expect(decide([], createKey)).toEqual({ ok: false, error: { kind: 'workspaceUnknown' } });
  });
});
