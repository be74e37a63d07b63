import { recorded, type Recorded } from '@bookonce/contracts/event-catalogue';
import { emailKey } from '@bookonce/kernel/email-address';
import { documentsOf, type DocumentProjection, type Projector } from '@bookonce/kernel/projector';
import {
  apiKeys,
  keyRecords,
  logos,
  members,
  sessions,
  workspaces,
  workspaceView,
  type ApiKeyDocument,
  type KeyRecordDocument,
  type LogoDocument,
  type MemberDocument,
  type SessionDocument,
  type WorkspaceDocument,
} from './workspace-documents.js';

type AddressEvent = Extract<Recorded, { readonly type: 'WorkspaceOwnerSet' | 'HostAdded' | 'HostRenamed' }>;

export const workspaceProjection: DocumentProjection<WorkspaceDocument> = {
  collection: workspaces,
  ofOneStream: true,
  idsOf: (stored) => {
    const event = recorded(stored);
    switch (event.type) {
      case 'WorkspaceCreated':
      case 'WorkspaceRenamed':
      case 'WorkspaceColorSet':
      case 'WorkspaceLogoSet':
        return [event.data.workspaceId];
      default:
        return [];
    }
  },
  evolve: (doc, stored, id) => {
    const event = recorded(stored);
    if (event.type === 'WorkspaceCreated') return { id, name: event.data.name };
    if (doc === null) return null;
    switch (event.type) {
      case 'WorkspaceRenamed':
        return { ...doc, name: event.data.name };
      case 'WorkspaceColorSet': {
        const { color: _before, ...others } = doc;
        return event.data.color === null ? others : { ...others, color: event.data.color };
      }
      case 'WorkspaceLogoSet': {
        const { logo: _before, ...others } = doc;
        if (event.data.logo === null) return others;
        const { logoId, width, height } = event.data.logo;
        return { ...others, logo: { logoId, width, height } };
      }
      default:
        return doc;
    }
  },
};

export const logoProjection: DocumentProjection<LogoDocument> = {
  collection: logos,
  ofOneStream: true,
  idsOf: (stored) => {
    const event = recorded(stored);
    if (event.type !== 'WorkspaceLogoSet') return [];
    const { logo, replaces } = event.data;
    return [logo?.logoId, replaces].filter((id) => typeof id === 'string');
  },
  evolve: (doc, stored, id) => {
    const event = recorded(stored);
    if (event.type !== 'WorkspaceLogoSet') return doc;
    const { logo } = event.data;
    return logo?.logoId === id ? { id, mediaType: logo.mediaType, data: logo.data } : null;
  },
};

export const memberProjection: DocumentProjection<MemberDocument> = {
  collection: members,
  idsOf: (stored) => {
    const event = recorded(stored);
    switch (event.type) {
      case 'WorkspaceOwnerSet':
      case 'WorkspaceOwnerRemoved':
        return [event.data.workspaceId];
      case 'HostAdded':
      case 'HostRenamed':
      case 'MemberRoleSet':
      case 'MemberDeactivated':
      case 'MemberReactivated':
        return [event.data.hostId];
      default:
        return [];
    }
  },
  evolve: (doc, stored, id) => {
    const event = recorded(stored);
    switch (event.type) {
      case 'WorkspaceOwnerSet':
      case 'HostAdded':
      case 'HostRenamed':
        return memberOf(doc, event, id);
      case 'WorkspaceOwnerRemoved':
        return null;
      case 'MemberRoleSet':
        return doc === null ? null : { ...doc, role: event.data.role };
      case 'MemberDeactivated':
        return doc === null ? null : { ...doc, active: false };
      case 'MemberReactivated':
        return doc === null ? null : { ...doc, active: true };
      default:
        return doc;
    }
  },
};

/**
 * A new name, or the same address written differently, leaves the time and the actor that set the address. So does a member that changes
 * its own address: it is a member because of the same actor.
 */
const memberOf = (doc: MemberDocument | null, event: AddressEvent, id: string): MemberDocument => {
  const { data, meta } = event;
  const { name, email } = data;
  const first = event.type === 'HostAdded' ? event.data.role : 'owner';
  const { role = first, active = true } = doc ?? {};
  const isSame = doc !== null && emailKey(doc.email) === emailKey(email);
  const addressSetBy = doc !== null && (isSame || meta.actorId === id) ? doc.addressSetBy : meta.actorId;
  const addressSince = isSame ? doc.addressSince : meta.time;
  const setBy = addressSetBy === undefined ? {} : { addressSetBy };
  const asOwner = doc === null || isSame ? (doc?.emailsAsOwner ?? []) : emailsAsOwnerOf(doc);
  const emailsAsOwner = asOwner.length === 0 ? {} : { emailsAsOwner: asOwner };
  return { id, workspaceId: meta.workspaceId, name, email, ...emailsAsOwner, role, active, addressSince, ...setBy };
};

/** The addresses that a member had as an active owner, before a change of the address. */
const emailsAsOwnerOf = ({ email, emailsAsOwner = [], role, active }: MemberDocument): readonly string[] => {
  if (role !== 'owner' || !active) return emailsAsOwner;
  return [...emailsAsOwner.filter((one) => emailKey(one) !== emailKey(email)), email];
};

export const sessionProjection: DocumentProjection<SessionDocument> = {
  collection: sessions,
  ofOneStream: true,
  idsOf: (stored) => {
    const event = recorded(stored);
    return event.type === 'SessionStarted' || event.type === 'SessionEnded' ? [event.data.tokenHash] : [];
  },
  evolve: (doc, stored, id) => {
    const event = recorded(stored);
    if (event.type === 'SessionEnded') return null;
    if (event.type !== 'SessionStarted') return doc;
    const { sessionId, workspaceId, email, name, expiresAt } = event.data;
    return { id, sessionId, workspaceId, email, name, startedAt: event.meta.time, expiresAt };
  },
};

const apiKeyProjection: DocumentProjection<ApiKeyDocument> = {
  collection: apiKeys,
  idsOf: (stored) => {
    const event = recorded(stored);
    return event.type === 'ApiKeyCreated' || event.type === 'ApiKeyRevoked' ? [event.data.keyHash] : [];
  },
  evolve: (doc, stored, id) => {
    const event = recorded(stored);
    if (event.type === 'ApiKeyRevoked') return null;
    if (event.type !== 'ApiKeyCreated') return doc;
    const { apiKeyId, workspaceId, name } = event.data;
    return { id, apiKeyId, workspaceId, name, createdAt: event.meta.time };
  },
};

export const keyRecordProjection: DocumentProjection<KeyRecordDocument> = {
  collection: keyRecords,
  ofOneStream: true,
  idsOf: (stored) => {
    const event = recorded(stored);
    return event.type === 'ApiKeyCreated' || event.type === 'ApiKeyRevoked' ? [event.data.apiKeyId] : [];
  },
  evolve: (doc, stored, id) => {
    const event = recorded(stored);
    if (event.type === 'ApiKeyRevoked') return doc === null ? null : { ...doc, revokedAt: event.meta.time };
    if (event.type !== 'ApiKeyCreated') return doc;
    const { workspaceId, name, keyHash } = event.data;
    const { time: createdAt, actorId: createdBy } = event.meta;
    return { id, workspaceId, name, keyHash, createdAt, ...(createdBy === undefined ? {} : { createdBy }) };
  },
};

/** The members, sessions and API keys that give access to a workspace. */
export const workspaceProjector: Projector = {
  kind: 'projector',
  view: workspaceView,
  categories: ['workspace', 'session', 'calendar'],
  documents: [
    documentsOf(workspaceProjection),
    documentsOf(logoProjection),
    documentsOf(memberProjection),
    documentsOf(sessionProjection),
    documentsOf(apiKeyProjection),
    documentsOf(keyRecordProjection),
  ],
};
