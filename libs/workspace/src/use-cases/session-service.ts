import { eventPattern, fromCloudEvent, type CloudEvent } from '@bookonce/contracts/cloud-event';
import {
  endSession,
  type HandedSignInLink,
  handSignInLink,
  mailSignInLinks,
  type SessionRefusal,
  type SignInRefusal,
  startSession,
} from '@bookonce/contracts/commands/session';
import type { PayloadOf, ReplyOf } from '@bookonce/contracts/define-command';
import { recorded, type Recorded, versionOf } from '@bookonce/contracts/event-catalogue';
import type { SessionEvent } from '@bookonce/contracts/events/session';
import type { WorkspaceEvent } from '@bookonce/contracts/events/workspace';
import { isDeactivated } from '@bookonce/contracts/streams/workspace-members';
import type { CommandReply } from '@bookonce/contracts/replies';
import { emailKey } from '@bookonce/kernel/email-address';
import { CommandHandler } from '@bookonce/kernel/command-handler';
import { instantOf } from '@bookonce/kernel/json';
import type { CommandContext, CommandMessage } from '@bookonce/kernel/ports/bus';
import type { Clock } from '@bookonce/kernel/ports/clock';
import type { EventStore } from '@bookonce/kernel/ports/event-store';
import type { Ids } from '@bookonce/kernel/ports/ids';
import type { ReadModels } from '@bookonce/kernel/ports/read-models';
import { fail, ok } from '@bookonce/kernel/result';
import { StreamReader, StreamWorkspaces } from '@bookonce/kernel/stream-reader';
import { secretHashOf, type TokenVault } from '@bookonce/secrets/token-vault';
import { Controller, Inject } from '@nestjs/common';
import { EventPattern, MessagePattern, Payload } from '@nestjs/microservices';
import { session, type SessionCommand, type SessionState } from '../domain/session.js';
import { workspace, type WorkspaceState } from '../domain/workspace.js';
import { findMember } from '../views/find-member.js';
import { STALENESS_EVENTS, EndStaleSessions, endStaleSessions } from './end-stale-sessions.js';
import { type Member, Members } from './members.js';

export interface SessionServiceDeps {
  readonly store: EventStore;
  readonly readModels: Pick<ReadModels, 'get' | 'list' | 'isFilled' | 'waitFor'>;
  readonly ids: Ids;
  readonly clock: Clock;
  readonly vault: Pick<TokenVault, 'signInTokenFor' | 'sessionIdOf' | 'sessionTokenFor'>;
}

/** Answers the commands of contracts/commands/session. */
export class SessionService {
  readonly #sessions: CommandHandler<SessionCommand, SessionState, SessionEvent, SignInRefusal | SessionRefusal>;
  readonly #workspaces: StreamReader<WorkspaceState>;
  readonly #workspacesOfSessions: StreamWorkspaces;
  readonly #members: Members;

  constructor(private readonly deps: SessionServiceDeps) {
    const { store, ids, readModels } = deps;
    this.#members = new Members(readModels);
    this.#sessions = new CommandHandler({ category: 'session', decider: session, versionOf, store, ids });
    this.#workspacesOfSessions = new StreamWorkspaces(store, 'session');
    this.#workspaces = new StreamReader(store, {
      category: 'workspace',
      initial: workspace.initial,
      evolve: (state, event) => workspace.evolve(state, recorded(event) as Recorded<WorkspaceEvent>),
    });
  }

  /** A repeated command issues no second link, and so sends no second mail. */
  async mailLinks({
    payload: { email },
    context,
  }: CommandMessage<PayloadOf<typeof mailSignInLinks>>): Promise<ReplyOf<typeof mailSignInLinks>> {
    const members = await this.#members.findEverywhere(email);
    const replies = await Promise.all(members.map((member) => this.#issue(member, 'mail', context)));
    return replies.find((reply) => !reply.ok) ?? ok({ position: null });
  }

  async handLink({
    context,
  }: CommandMessage<PayloadOf<typeof handSignInLink>>): Promise<ReplyOf<typeof handSignInLink>> {
    const { workspaceId } = context;
    const { owner } = await this.#workspaces.read(workspaceId);
    if (owner === null) return fail({ kind: 'workspaceUnknown' });
    return this.#issue({ workspaceId, ...owner }, 'handed', context);
  }

  /** The token derives from the seed, and only the session's id, which is a hash of it, leaves this method. */
  async #issue(
    member: Member,
    delivery: 'mail' | 'handed',
    context: CommandContext,
  ): Promise<CommandReply<never, HandedSignInLink>> {
    const { ids, vault } = this.deps;
    const { workspaceId } = member;
    const tokenSeed = ids.derive(JSON.stringify([context.commandId, workspaceId]));
    const sessionId = vault.sessionIdOf(vault.signInTokenFor(tokenSeed));
    const command: SessionCommand = {
      type: 'issueLink',
      link: { sessionId, tokenSeed, ...member, delivery },
      now: this.#now(),
    };
    const issuing = { ...context, commandId: tokenSeed, correlationId: sessionId, causationId: tokenSeed, workspaceId };
    const handled = await this.#sessions.handle(sessionId, command, issuing, command.now);
    if (handled.ok) return ok({ tokenSeed, position: handled.value.position });
    if (handled.error.kind === 'conflict') return fail(handled.error);
    throw new Error(`sign-in link ${sessionId} cannot be issued: ${handled.error.kind}`);
  }

  async start({
    payload: { sessionId },
    context,
  }: CommandMessage<PayloadOf<typeof startSession>>): Promise<ReplyOf<typeof startSession>> {
    const now = this.#now();
    // The link names its workspace; the bearer of its token need not know it (I19).
    const { state: known } = await this.#sessions.load(sessionId);
    if (known.status === 'none') return fail({ kind: 'signInLinkUnknown' });
    const { workspaceId, email: address } = known.person;
    if (!(await this.#isStillMember(workspaceId, address))) return fail({ kind: 'signInLinkExpired' });
    const tokenHash = secretHashOf(this.deps.vault.sessionTokenFor(context.commandId));
    const command: SessionCommand = { type: 'start', tokenHash, now };
    const handled = await this.#sessions.handle(sessionId, command, { ...context, workspaceId }, now);
    if (!handled.ok) return refusedToSignIn(handled.error);
    const { state, position } = handled.value;
    if (state.status !== 'started') return fail({ kind: 'signInLinkUsed' });
    const { email, name } = state.person;
    return ok({ position, workspaceId, email, name, expiresAt: state.expiresAt });
  }

  /** A link that was mailed to an address before it changed, or to a host who is deactivated since, must let nobody in. */
  async #isStillMember(workspaceId: string, email: string): Promise<boolean> {
    const { owner, members } = await this.#workspaces.read(workspaceId);
    // The views may not show a new owner yet.
    if (owner !== null && emailKey(owner.email) === emailKey(email)) return true;
    const member = await findMember(this.deps.readModels, workspaceId, email);
    return member !== null && !isDeactivated(members, member.id);
  }

  async end({
    payload: { sessionId },
    context,
  }: CommandMessage<PayloadOf<typeof endSession>>): Promise<ReplyOf<typeof endSession>> {
    const workspaceId = await this.#workspacesOfSessions.workspaceOf(sessionId);
    if (workspaceId !== context.workspaceId) return fail({ kind: 'sessionUnknown' });
    const handled = await this.#sessions.handle(sessionId, { type: 'end' }, context, this.#now());
    if (handled.ok) return ok({ position: handled.value.position });
    return handled.error.kind === 'conflict' ? fail(handled.error) : fail({ kind: 'sessionUnknown' });
  }

  #now(): string {
    return instantOf(this.deps.clock.now());
  }
}

type Handled = SignInRefusal | SessionRefusal | { readonly kind: 'conflict' };

const refusedToSignIn = (refusal: Handled) =>
  fail(refusal.kind === 'sessionUnknown' ? ({ kind: 'signInLinkUnknown' } as const) : refusal);

@Controller()
export class SessionController {
  constructor(
    @Inject(SessionService) private readonly sessions: SessionService,
    @Inject(EndStaleSessions) private readonly staleSessions: EndStaleSessions,
  ) {}

  @MessagePattern(mailSignInLinks.pattern)
  mailLinks(
    @Payload() message: CommandMessage<PayloadOf<typeof mailSignInLinks>>,
  ): Promise<ReplyOf<typeof mailSignInLinks>> {
    return this.sessions.mailLinks(message);
  }

  @MessagePattern(handSignInLink.pattern)
  handLink(
    @Payload() message: CommandMessage<PayloadOf<typeof handSignInLink>>,
  ): Promise<ReplyOf<typeof handSignInLink>> {
    return this.sessions.handLink(message);
  }

  @MessagePattern(startSession.pattern)
  start(@Payload() message: CommandMessage<PayloadOf<typeof startSession>>): Promise<ReplyOf<typeof startSession>> {
    return this.sessions.start(message);
  }

  @MessagePattern(endSession.pattern)
  end(@Payload() message: CommandMessage<PayloadOf<typeof endSession>>): Promise<ReplyOf<typeof endSession>> {
    return this.sessions.end(message);
  }

  @EventPattern(STALENESS_EVENTS.map(eventPattern), endStaleSessions)
  onStalenessEvent(@Payload() event: CloudEvent): Promise<void> {
    return this.staleSessions.onEvent(recorded(fromCloudEvent(event)));
  }
}
