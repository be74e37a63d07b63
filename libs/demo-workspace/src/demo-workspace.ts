import { createHost, createMeetingType } from '@bookonce/contracts/commands/availability';
import { issueLink } from '@bookonce/contracts/commands/link';
import { handSignInLink } from '@bookonce/contracts/commands/session';
import { createApiKey, createWorkspace, setWorkspaceOwner } from '@bookonce/contracts/commands/workspace';
import { sendCommand } from '@bookonce/contracts/send-command';
import { idFrom } from '@bookonce/contracts/values/ids';
import type { NewMeetingType } from '@bookonce/contracts/values/meeting-type';
import type { Role } from '@bookonce/contracts/values/role';
import type { Schedule } from '@bookonce/contracts/values/schedule';
import type { Bus, CommandContext } from '@bookonce/kernel/ports/bus';
import type { Ids } from '@bookonce/kernel/ports/ids';
import {
  DamagedEventError,
  type EventStore,
  type Position,
  streamName,
  UnknownEventError,
} from '@bookonce/kernel/ports/event-store';
import type { ReadModels } from '@bookonce/kernel/ports/read-models';
import type { Result } from '@bookonce/kernel/result';
import { links } from '@bookonce/link/views/link-document';
import type { TokenVault } from '@bookonce/secrets/token-vault';

export interface DemoDeps {
  readonly bus: Pick<Bus, 'request'>;
  readonly ids: Ids;
  /** The command id of a step. With the same ids, a repeated call finishes what an earlier one has begun. */
  readonly commandIdOf: (step: string) => string;
  readonly vault: Pick<TokenVault, 'open' | 'apiKeyFor' | 'signInTokenFor'>;
  /** The gateway's public URL, without a trailing slash. */
  readonly baseUrl: string;
  readonly readModels: Pick<ReadModels, 'get'>;
  /** Resolves when every view shows the write at this position. */
  readonly shown: (position: Position) => Promise<void>;
  /** Keeps the access data for the owner. The API key is created only after that, so no key that works is lost. */
  readonly keep: (access: DemoAccess) => void;
}

/** How to use the demo workspace. Contains secrets, so show it only to the owner. */
export interface DemoAccess {
  readonly baseUrl: string;
  readonly apiKey: string;
  readonly demoLinkUrl: string;
  /** Signs in to the console once, within 15 minutes. */
  readonly consoleUrl: string;
}

/** A placeholder address: the operator reads its mails as files, or sets another owner. */
export const DEMO_OWNER = { name: 'Owner of the demo', email: 'owner@example.com' };

const officeHours = (timeZone: string): Schedule => ({
  timeZone,
  weekly: [{ days: ['mon', 'tue', 'wed', 'thu', 'fri'], from: '09:00', to: '17:00' }],
});

export type DemoState = 'none' | 'begun' | 'finished';

/**
 * Returns whether history holds the demo workspace of these command ids, and whether it is complete. A workspace with an
 * event that cannot be read counts as complete, since commands on it are refused anyway.
 */
export const demoStateIn = async (
  store: Pick<EventStore, 'readStream'>,
  commandIdOf: DemoDeps['commandIdOf'],
): Promise<DemoState> => {
  const workspaceId = idFrom('wsp', commandIdOf(WORKSPACE));
  try {
    const events = await store.readStream(streamName('workspace', workspaceId));
    if (events.length === 0) return 'none';
    return events.some(({ type }) => type === 'ApiKeyCreated') ? 'finished' : 'begun';
  } catch (error) {
    if (error instanceof DamagedEventError || error instanceof UnknownEventError) return 'finished';
    throw error;
  }
};

const WORKSPACE = 'workspace';

/** Creates two hosts, two meeting types (one-to-one and team) and an active link, ready to try out. */
export const createDemoWorkspace = async (deps: DemoDeps): Promise<DemoAccess> => {
  const { bus, ids, vault, baseUrl, commandIdOf } = deps;
  let workspaceId = 'none';
  const contextFor = (step: string, commandId = commandIdOf(step)): CommandContext => ({
    commandId,
    correlationId: commandId,
    causationId: commandId,
    workspaceId,
    by: 'system',
  });

  ({ workspaceId } = done(await sendCommand(bus, createWorkspace, { name: 'Demo workspace' }, contextFor(WORKSPACE))));
  done(await sendCommand(bus, setWorkspaceOwner, DEMO_OWNER, contextFor('owner')));

  const createHostIn = async (name: string, timeZone: string, role: Role): Promise<string> => {
    const email = `${name.split(' ')[0]?.toLowerCase()}@example.com`;
    const host = { name, email, schedule: officeHours(timeZone), role };
    return done(await sendCommand(bus, createHost, host, contextFor(name))).hostId;
  };
  const robin = await createHostIn('Robin Keller', 'Europe/Berlin', 'owner');
  const noor = await createHostIn('Noor Patel', 'Europe/London', 'host');

  const video = { confirmation: 'instant', location: { type: 'video' } } as const;
  const introduction: NewMeetingType = {
    ...video,
    name: 'Introduction',
    description: 'Half an hour to get to know each other.',
    durationMinutes: 30,
    hostIds: [robin],
    assignment: 'single',
  };
  const teamDemo: NewMeetingType = {
    ...video,
    name: 'Team demo',
    description: 'Any free host of the team shows you around.',
    durationMinutes: 45,
    hostIds: [robin, noor],
    assignment: 'roundRobin',
  };
  const { meetingTypeId } = done(
    await sendCommand(bus, createMeetingType, introduction, contextFor(introduction.name)),
  );
  done(await sendCommand(bus, createMeetingType, teamDemo, contextFor(teamDemo.name)));

  const link = { meetingTypeId, recipient: { name: 'Your first guest' } };
  const { linkId } = done(await sendCommand(bus, issueLink, link, contextFor('link')));

  // A link of its own each time: an earlier one may have expired.
  const signIn = await sendCommand(bus, handSignInLink, {}, contextFor('sign-in link', ids.uuid()));
  const { tokenSeed, position } = done(signIn);
  if (position !== null) await deps.shown(position);
  const issued = await deps.readModels.get(links, linkId);
  if (issued === null) throw new Error('the demo workspace was made, but the views do not show it');
  const keyContext = contextFor('API key');
  const access = {
    baseUrl,
    apiKey: vault.apiKeyFor(keyContext.commandId),
    demoLinkUrl: `${baseUrl}/1t/${vault.open(linkId, issued.sealedToken)}`,
    consoleUrl: `${baseUrl}/console/sign-in/${vault.signInTokenFor(tokenSeed)}`,
  };
  deps.keep(access);
  const key = done(await sendCommand(bus, createApiKey, { name: 'First key' }, keyContext));
  if (key.position !== null) await deps.shown(key.position);
  return access;
};

const done = <Value>(reply: Result<Value, { readonly kind: string }>): Value => {
  if (reply.ok) return reply.value;
  throw new Error(`the demo workspace could not be made: ${reply.error.kind}`);
};
