import type {
  endSession,
  issueSignInLink,
  SessionRefusal,
  SignInRefusal,
  startSession,
} from '@bookonce/contracts/commands/session';
import type { PayloadOf, ReplyOf } from '@bookonce/contracts/define-command';
import { versionOf } from '@bookonce/contracts/event-catalogue';
import type { SessionEvent } from '@bookonce/contracts/events/session';
import { CommandHandler } from '@bookonce/kernel/command-handler';
import { instantOf } from '@bookonce/kernel/json';
import type { CommandMessage } from '@bookonce/kernel/ports/bus';
import type { Clock } from '@bookonce/kernel/ports/clock';
import type { EventStore } from '@bookonce/kernel/ports/event-store';
import type { Ids } from '@bookonce/kernel/ports/ids';
import { fail, ok } from '@bookonce/kernel/result';
import { session, type SessionCommand, type SessionState } from '../domain/session.js';

export interface SessionServiceDeps {
  readonly store: EventStore;
  readonly ids: Ids;
  readonly clock: Clock;
}

/** Answers the commands of contracts/commands/session. */
export class SessionService {
  readonly #sessions: CommandHandler<SessionCommand, SessionState, SessionEvent, SignInRefusal | SessionRefusal>;

  constructor(private readonly deps: SessionServiceDeps) {
    const { store, ids } = deps;
    this.#sessions = new CommandHandler({ category: 'session', decider: session, versionOf, store, ids });
  }

  async issueLink({
    payload: link,
    context,
  }: CommandMessage<PayloadOf<typeof issueSignInLink>>): Promise<ReplyOf<typeof issueSignInLink>> {
    const now = this.#now();
    const handled = await this.#sessions.handle(link.sessionId, { type: 'issueLink', link, now }, context, now);
    return handled.ok ? ok({ position: handled.value.position }) : refusedToSignIn(handled.error);
  }

  async start({
    payload: { sessionId, tokenHash },
    context,
  }: CommandMessage<PayloadOf<typeof startSession>>): Promise<ReplyOf<typeof startSession>> {
    const now = this.#now();
    // The link says whose workspace it is: whoever brings the token cannot know (I19).
    const { state: known } = await this.#sessions.load(sessionId);
    if (known.status === 'none') return fail({ kind: 'signInLinkUnknown' });
    const { workspaceId } = known.person;
    const command: SessionCommand = { type: 'start', tokenHash, now };
    const handled = await this.#sessions.handle(sessionId, command, { ...context, workspaceId }, now);
    if (!handled.ok) return refusedToSignIn(handled.error);
    const { state, position } = handled.value;
    if (state.status !== 'started') return fail({ kind: 'signInLinkUsed' });
    const { email, name } = state.person;
    return ok({ position, workspaceId, email, name, expiresAt: state.expiresAt });
  }

  async end({
    payload: { sessionId },
    context,
  }: CommandMessage<PayloadOf<typeof endSession>>): Promise<ReplyOf<typeof endSession>> {
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
