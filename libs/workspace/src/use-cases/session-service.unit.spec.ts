import { recorded } from '@bookonce/contracts/event-catalogue';
import { rebuild } from '@bookonce/kernel/rebuild';
import { secretHashOf, TokenVault } from '@bookonce/secrets/token-vault';
import { memoryPorts } from '@bookonce/testing/memory-ports';
import { describe, expect, it } from '@jest/globals';
import { workspaceProjector } from '../views/workspace-projector.js';
import { sessions, workspaceView } from '../views/workspace-documents.js';
import { SESSION_MS } from '../domain/session.js';
import { EndSessionsOfKey } from './end-sessions-of-key.js';
import { EndStaleSessions } from './end-stale-sessions.js';
import { Members } from './members.js';
import { SessionService } from './session-service.js';
import { WorkspaceService } from './workspace-service.js';

const NOW = '2026-03-02T08:00:00.000Z';
const vault = new TokenVault(new Uint8Array(32).fill(7));
const owner = { name: 'Ada', email: 'Ada@example.com' };

/** A workspace with an owner whom the views show, and sign-in links for it. */
const served = async () => {
  const ports = memoryPorts(NOW);
  const { store, readModels, scheduler } = ports;
  /** Instances of their own, as two processes are. */
  const service = (): SessionService => new SessionService({ ...ports, vault });
  const workspaces = new WorkspaceService({ ...ports, vault });
  const created = await workspaces.create(ports.message({ name: 'Acme' }));
  const workspaceId = created.ok ? created.value.workspaceId : '';
  const message = <Payload>(payload: Payload) => {
    const { context } = ports.message(payload);
    return { payload, context: { ...context, workspaceId } };
  };
  await workspaces.setOwner(message(owner));
  await rebuild({ projector: workspaceProjector, store, readModels, scheduler });
  await readModels.markFilled(workspaceView);
  const handedLink = async (): Promise<string> => {
    const handed = await service().handLink(message({}));
    if (!handed.ok) throw new Error(handed.error.kind);
    return vault.sessionIdOf(vault.signInTokenFor(handed.value.tokenSeed));
  };
  /** Gives the workspace another owner, and brings the views up to date. */
  const setOwner = async (email: string, actorId?: string): Promise<void> => {
    const { payload, context } = message({ ...owner, email });
    await workspaces.setOwner({ payload, context: actorId === undefined ? context : { ...context, actorId } });
    await rebuild({ projector: workspaceProjector, store, readModels, scheduler });
    const event = store.events.findLast(({ type }) => type === 'WorkspaceOwnerSet');
    if (event === undefined) throw new Error('no owner was set');
    const reactor = new EndStaleSessions(readModels, new Members(readModels), service());
    // Events may be delivered twice.
    await reactor.onEvent(recorded(event));
    await reactor.onEvent(recorded(event));
  };
  const sessionEvents = () => store.events.filter(({ stream }) => stream.startsWith('session-'));
  return { ...ports, service, message, workspaceId, handedLink, setOwner, sessionEvents };
};

describe('SessionService', () => {
  it('accepts one of 20 concurrent uses at two instances', async () => {
    const { service, message, handedLink, sessionEvents } = await served();
    const sessionId = await handedLink();
    const [one, other] = [service(), service()];
    const attempts = Array.from({ length: 20 }, (_, index) =>
      (index % 2 === 0 ? one : other).start(message({ sessionId })),
    );
    const answers = await Promise.all(attempts);
    expect(answers.filter(({ ok }) => ok)).toHaveLength(1);
    expect(answers.filter((answer) => !answer.ok && answer.error.kind === 'signInLinkUsed')).toHaveLength(19);
    expect(sessionEvents().map(({ type }) => type)).toEqual(['SignInLinkIssued', 'SessionStarted']);
  });

  it("takes the workspace from the link, whatever the caller's context says (I19)", async () => {
    const { service, message, handedLink, sessionEvents, workspaceId } = await served();
    const { payload, context } = message({ sessionId: await handedLink() });
    const started = await service().start({ payload, context: { ...context, workspaceId: 'none' } });
    expect(started).toMatchObject({ ok: true, value: { workspaceId, email: owner.email } });
    expect(sessionEvents().map(({ meta }) => meta.workspaceId)).toEqual([workspaceId, workspaceId]);
  });

  it('stores only the hash of the session token, which derives from the command', async () => {
    const { service, message, handedLink, sessionEvents } = await served();
    const command = message({ sessionId: await handedLink() });
    await service().start(command);
    const token = vault.sessionTokenFor(command.context.commandId);
    expect(sessionEvents().at(-1)?.data).toMatchObject({ tokenHash: secretHashOf(token) });
    expect(await service().start(command)).toMatchObject({ ok: true });
  });

  it('ends a session only for its own workspace (I19)', async () => {
    const { service, message, handedLink, sessionEvents } = await served();
    const { payload, context } = message({ sessionId: await handedLink() });
    await service().start({ payload, context });
    const foreign = await service().end({ payload, context: { ...context, workspaceId: 'wsp_other' } });
    expect(foreign).toEqual({ ok: false, error: { kind: 'sessionUnknown' } });
    expect(sessionEvents().at(-1)?.type).toBe('SessionStarted');
    expect(await service().end(message(payload))).toMatchObject({ ok: true });
    expect(sessionEvents().at(-1)?.type).toBe('SessionEnded');
  });

  it('stores nothing for a token that nobody was given', async () => {
    const { service, message, sessionEvents } = await served();
    const refused = await service().start(message({ sessionId: 'ses_1' }));
    expect(refused).toEqual({ ok: false, error: { kind: 'signInLinkUnknown' } });
    expect(await service().end(message({ sessionId: 'ses_1' }))).toMatchObject({ ok: false });
    expect(sessionEvents()).toEqual([]);
  });

  it('mails one sign-in link per command to each member with the address, however it is written', async () => {
    const { service, message, sessionEvents, workspaceId } = await served();
    const command = message({ email: 'ADA@example.com' });
    await service().mailLinks(command);
    await service().mailLinks(command);
    expect(sessionEvents().map(({ data, meta }) => [meta.workspaceId, data])).toEqual([
      [workspaceId, expect.objectContaining({ ...owner, workspaceId, delivery: 'mail' })],
    ]);
    await service().mailLinks(message({ email: 'nobody@example.com' }));
    expect(sessionEvents()).toHaveLength(1);
  });

  it('ends the sessions of an address that is no longer a member, and lets its links in no more', async () => {
    const { service, message, handedLink, setOwner, sessionEvents } = await served();
    const started = await handedLink();
    await service().start(message({ sessionId: started }));
    const unused = await handedLink();
    await setOwner('new@example.com');
    const endings = sessionEvents().filter(({ type }) => type === 'SessionEnded');
    expect(endings.map(({ data }) => data)).toEqual([expect.objectContaining({ sessionId: started })]);
    const late = await service().start(message({ sessionId: unused }));
    expect(late).toEqual({ ok: false, error: { kind: 'signInLinkExpired' } });
  });

  it('leaves sessions alone whose address is written differently now', async () => {
    const { service, message, handedLink, setOwner, sessionEvents } = await served();
    await service().start(message({ sessionId: await handedLink() }));
    await setOwner(owner.email.toUpperCase());
    expect(sessionEvents().map(({ type }) => type)).not.toContain('SessionEnded');
  });

  it('ends the sessions of people whose address a revoked key set, and no others', async () => {
    const { service, message, handedLink, setOwner, sessionEvents, readModels, clock, store } = await served();
    await setOwner('set-by-key@example.com', 'key_1');
    const sessionId = await handedLink();
    await service().start(message({ sessionId }));
    await setOwner('set-by-key@example.com');
    const revoked = store.events.at(-1)?.position ?? null;
    const shown: string[] = [];
    const members = { show: async (position: string) => void shown.push(position) };
    const endSessions = new EndSessionsOfKey({ readModels, clock, members, service: service() });
    const { context } = message({});
    expect(await endSessions.end('key_2', revoked, context)).toEqual({ ok: true, value: { position: revoked } });
    expect(sessionEvents().at(-1)?.type).toBe('SessionStarted');
    const ended = await endSessions.end('key_1', revoked, { ...context, by: 'host', actorId: 'wsp_1' });
    expect(ended).toEqual({ ok: true, value: { position: store.events.at(-1)?.position } });
    expect(sessionEvents().at(-1)).toMatchObject({ type: 'SessionEnded', meta: { by: 'host', actorId: 'wsp_1' } });
    expect(shown).toEqual([revoked, revoked]);
  });

  it('ends a session that started before the views showed that its address had changed', async () => {
    const { service, message, handedLink, sessionEvents, readModels, store, scheduler, workspaceId, ...ports } =
      await served();
    const sessionId = await handedLink();
    const { payload, context } = message({ ...owner, email: 'new@example.com' });
    await new WorkspaceService({ ...ports, store, vault }).setOwner({ payload, context });
    const stale = new Members(readModels);
    // Its views are behind, so that the old address is still a member's.
    expect(await stale.find(workspaceId, owner.email)).not.toBeNull();
    expect(await service().start(message({ sessionId }))).toMatchObject({ ok: true });
    await rebuild({ projector: workspaceProjector, store, readModels, scheduler });
    const started = sessionEvents().at(-1);
    if (started === undefined) throw new Error('no session was started');
    await new EndStaleSessions(readModels, stale, service()).onEvent(recorded(started));
    expect(sessionEvents().at(-1)).toMatchObject({ type: 'SessionEnded', data: { sessionId } });
  });

  it('removes expired sessions from the views when another one starts', async () => {
    const { service, message, handedLink, sessionEvents, readModels, store, scheduler, clock } = await served();
    const expired = await handedLink();
    await service().start(message({ sessionId: expired }));
    clock.set(clock.now() + SESSION_MS);
    const sessionId = await handedLink();
    await service().start(message({ sessionId }));
    await rebuild({ projector: workspaceProjector, store, readModels, scheduler });
    const started = sessionEvents().at(-1);
    if (started === undefined) throw new Error('no session was started');
    await new EndStaleSessions(readModels, new Members(readModels), service()).onEvent(recorded(started));
    const ended = sessionEvents().filter(({ type }) => type === 'SessionEnded');
    expect(ended.map(({ data }) => data)).toEqual([expect.objectContaining({ sessionId: expired })]);
    await rebuild({ projector: workspaceProjector, store, readModels, scheduler });
    expect((await readModels.list(sessions, { limit: 5 })).items).toHaveLength(1);
  });

  it('reads no other session of the workspace when one starts', async () => {
    const { service, message, handedLink, sessionEvents, readModels, store, scheduler } = await served();
    for (const sessionId of [await handedLink(), await handedLink()]) await service().start(message({ sessionId }));
    await rebuild({ projector: workspaceProjector, store, readModels, scheduler });
    const started = sessionEvents().at(-1);
    if (started === undefined) throw new Error('no session was started');
    const found: string[] = [];
    const members = new Members(readModels);
    const watched = {
      show: (position: string) => members.show(position),
      find: (workspaceId: string, email: string) => {
        found.push(email);
        return members.find(workspaceId, email);
      },
    };
    await new EndStaleSessions(readModels, watched, service()).onEvent(recorded(started));
    expect(found).toEqual([owner.email]);
  });

  it('stores no usable token', async () => {
    const { service, message, handedLink, sessionEvents } = await served();
    const command = message({ sessionId: await handedLink() });
    await service().start(command);
    const [issued] = sessionEvents();
    const { tokenSeed } = issued?.data as { readonly tokenSeed: string };
    const stored = JSON.stringify(sessionEvents());
    expect(stored).not.toContain(vault.signInTokenFor(tokenSeed));
    expect(stored).not.toContain(vault.sessionTokenFor(command.context.commandId));
  });
});
