import type { Role } from '@bookonce/contracts/values/role';
import { addressIn } from '@bookonce/kernel/email-address';
import { defineCollection, defineView } from '@bookonce/kernel/ports/read-models';

/** A workspace as attendees see it. */
export interface WorkspaceDocument {
  readonly id: string;
  readonly name: string;
  readonly color?: string;
  readonly logo?: ShownLogo;
}

export interface ShownLogo {
  readonly logoId: string;
  readonly width: number;
  readonly height: number;
}

/** A logo that is shown now; one that was replaced is gone. */
export interface LogoDocument {
  readonly id: string;
  readonly mediaType: string;
  /** In base64. */
  readonly data: string;
}

/** Somebody who may sign in: the owner, whose document has the workspace's id, and each host under the host's. */
export interface MemberDocument {
  readonly id: string;
  readonly workspaceId: string;
  readonly name: string;
  readonly email: string;
  /** Earlier addresses, which the member had as an active owner. Missing if there is none. */
  readonly emailsAsOwner?: readonly string[];
  readonly role: Role;
  /** Whether the member may sign in. */
  readonly active: boolean;
  /** When the member got the address. */
  readonly addressSince: string;
  /** The id of the actor, other than the member itself, that set the address, if its event has one. */
  readonly addressSetBy?: string;
}

/** A session that has not been ended, found by the SHA-256 of its token, which is the document's id. */
export interface SessionDocument {
  readonly id: string;
  readonly sessionId: string;
  readonly workspaceId: string;
  readonly email: string;
  readonly name: string;
  readonly startedAt: string;
  readonly expiresAt: string;
}

/** An API key as the read models know it: found by the SHA-256 of the key, which is the document's id. */
export interface ApiKeyDocument {
  readonly id: string;
  readonly apiKeyId: string;
  readonly workspaceId: string;
  readonly name: string;
  readonly createdAt: string;
}

/** An API key as its owner sees it, also after it was revoked. */
export interface KeyRecordDocument {
  readonly id: string;
  readonly workspaceId: string;
  readonly name: string;
  readonly keyHash: string;
  readonly createdAt: string;
  /** The id of the actor that created it, if it is known. */
  readonly createdBy?: string;
  readonly revokedAt?: string;
}

/** Members, API keys and sessions of a workspace. */
export const workspaceView = defineView('workspace', 9);

export const workspaces = defineCollection<WorkspaceDocument>(workspaceView, {
  name: 'workspaces',
  indexes: {},
  sortKey: (workspace) => workspace.id,
});

export const logos = defineCollection<LogoDocument>(workspaceView, {
  name: 'logos',
  indexes: {},
  sortKey: (logo) => logo.id,
});

export const members = defineCollection<MemberDocument>(workspaceView, {
  name: 'members',
  indexes: {
    /** Of those who may sign in. */
    address: ({ workspaceId, email, active }) => (active ? addressIn(workspaceId, email) : null),
    /** Of those of them who are owners. */
    ownersAddress: ({ workspaceId, email, role, active }) =>
      active && role === 'owner' ? addressIn(workspaceId, email) : null,
    workspaceId: (member) => member.workspaceId,
  },
  sortKey: (member) => member.addressSince,
});

export const sessions = defineCollection<SessionDocument>(workspaceView, {
  name: 'sessions',
  indexes: {
    workspaceId: (session) => session.workspaceId,
    address: ({ workspaceId, email }) => addressIn(workspaceId, email),
  },
  sortKey: (session) => session.startedAt,
});

export const keyRecords = defineCollection<KeyRecordDocument>(workspaceView, {
  name: 'keyRecords',
  indexes: { workspaceId: (key) => key.workspaceId },
  sortKey: (key) => key.createdAt,
});

export const apiKeys = defineCollection<ApiKeyDocument>(workspaceView, {
  name: 'apiKeys',
  indexes: { workspaceId: (key) => key.workspaceId },
  sortKey: (key) => key.createdAt,
});
