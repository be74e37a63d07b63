import { addHost, createMeetingType } from '@bookonce/contracts/commands/availability';
import { issueLink } from '@bookonce/contracts/commands/link';
import { issueSignInLink } from '@bookonce/contracts/commands/session';
import { createApiKey, createWorkspace, setWorkspaceOwner } from '@bookonce/contracts/commands/workspace';
import { sendCommand } from '@bookonce/contracts/send-command';
import type { MeetingTypeSettings } from '@bookonce/contracts/values/meeting-type';
import type { Schedule } from '@bookonce/contracts/values/schedule';
import { instantOf } from '@bookonce/kernel/json';
import type { Bus, CommandContext } from '@bookonce/kernel/ports/bus';
import type { Ids } from '@bookonce/kernel/ports/ids';
import type { Position } from '@bookonce/kernel/ports/event-store';
import type { Result } from '@bookonce/kernel/result';
import type { TokenVault } from '@bookonce/secrets/token-vault';

export interface DemoDeps {
  readonly bus: Bus;
  readonly ids: Ids;
  readonly vault: TokenVault;
  readonly tokenLength: number;
  readonly now: number;
  /** SHA-256 of the API key, as the gateway will look it up. */
  readonly apiKeyHash: string;
}

export interface DemoWorkspace {
  readonly linkToken: string;
  /** Signs its owner in, once, within 15 minutes. */
  readonly signInToken: string;
  /** A reader that has reached it sees the whole workspace. */
  readonly position: Position | null;
}

const LINK_VALIDITY_DAYS = 30;
/** Nobody's address: who runs the product reads its mails, or puts another one in its place. */
export const DEMO_OWNER = { name: 'Owner of the demo', email: 'owner@example.com' };

const officeHours = (timeZone: string): Schedule => ({
  timeZone,
  weekly: [{ days: ['mon', 'tue', 'wed', 'thu', 'fri'], from: '09:00', to: '17:00' }],
});

const settings = (
  given: Pick<MeetingTypeSettings, 'name' | 'hostIds' | 'assignment' | 'durationMinutes' | 'description'>,
): MeetingTypeSettings => ({
  confirmation: 'instant',
  slotIntervalMinutes: given.durationMinutes,
  bufferBeforeMinutes: 0,
  bufferAfterMinutes: 0,
  minimumNoticeMinutes: 0,
  bookingWindow: { type: 'rolling', days: 60 },
  location: { type: 'video' },
  questions: [],
  linkValidityDays: LINK_VALIDITY_DAYS,
  ...given,
});

/** Two hosts, a one-to-one type, a team type and one active link, so that there is something to try at once. */
export const createDemoWorkspace = async (deps: DemoDeps): Promise<DemoWorkspace> => {
  const { bus, ids, vault } = deps;
  const newId = (prefix: string): string => `${prefix}_${ids.token(22)}`;
  const workspaceId = newId('wsp');
  const contextFor = (subject: string): CommandContext => {
    const commandId = ids.uuid();
    return { commandId, correlationId: subject, causationId: commandId, workspaceId, by: 'system' };
  };

  const name = 'Demo workspace';
  done(await sendCommand(bus, createWorkspace, { workspaceId, name }, contextFor(workspaceId)));
  done(await sendCommand(bus, setWorkspaceOwner, { workspaceId, ...DEMO_OWNER }, contextFor(workspaceId)));
  const key = { workspaceId, apiKeyId: newId('key'), name: 'First key', keyHash: deps.apiKeyHash };
  done(await sendCommand(bus, createApiKey, key, contextFor(workspaceId)));

  const hostIds = [newId('hst'), newId('hst')] as const;
  const hosts = [
    { hostId: hostIds[0], name: 'Robin Keller', email: 'robin@example.com', schedule: officeHours('Europe/Berlin') },
    { hostId: hostIds[1], name: 'Noor Patel', email: 'noor@example.com', schedule: officeHours('Europe/London') },
  ];
  for (const host of hosts) {
    done(await sendCommand(bus, addHost, { ...host, timeOff: [] }, contextFor(host.hostId)));
  }

  const meetingTypeIds = [newId('mtt'), newId('mtt')] as const;
  const types = [
    settings({
      name: 'Introduction',
      description: 'Half an hour to get to know each other.',
      durationMinutes: 30,
      hostIds: [hostIds[0]],
      assignment: 'single',
    }),
    settings({
      name: 'Team demo',
      description: 'Whoever of the team is free shows you around.',
      durationMinutes: 45,
      hostIds: [...hostIds],
      assignment: 'roundRobin',
    }),
  ];
  for (const [index, meetingTypeId] of meetingTypeIds.entries()) {
    const type = types[index];
    if (type === undefined) continue;
    const created = { meetingTypeId, settings: type };
    done(await sendCommand(bus, createMeetingType, created, contextFor(meetingTypeId)));
  }

  const linkToken = vault.linkTokenFor(ids.uuid(), deps.tokenLength);
  const linkId = vault.linkIdOf(linkToken);
  const link = {
    linkId,
    meetingTypeId: meetingTypeIds[0],
    recipient: { name: 'Your first guest' },
    metadata: {},
    issuedAt: instantOf(deps.now),
    expiresAt: instantOf(deps.now + LINK_VALIDITY_DAYS * 24 * 60 * 60_000),
    sealedToken: vault.seal(linkId, linkToken),
  };
  done(await sendCommand(bus, issueLink, link, contextFor(linkId)));

  const tokenSeed = ids.token(22);
  const signInToken = vault.signInTokenFor(tokenSeed);
  const sessionId = vault.sessionIdOf(signInToken);
  const signIn = { sessionId, tokenSeed, workspaceId, ...DEMO_OWNER, delivery: 'handed' } as const;
  const { position } = done(await sendCommand(bus, issueSignInLink, signIn, contextFor(sessionId)));
  return { linkToken, signInToken, position };
};

const done = <Value>(reply: Result<Value, { readonly kind: string }>): Value => {
  if (reply.ok) return reply.value;
  throw new Error(`the demo workspace could not be made: ${reply.error.kind}`);
};
