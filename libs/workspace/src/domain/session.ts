import type { SessionRefusal, SignInRefusal } from '@bookonce/contracts/commands/session';
import type { SessionEvent } from '@bookonce/contracts/events/session';
import type { Decider } from '@bookonce/kernel/decider';
import { epochMsOf, instantOf, type Instant } from '@bookonce/kernel/json';
import { fail, ok, unreachable, type Result } from '@bookonce/kernel/result';

export const SIGN_IN_LINK_MS = 15 * 60_000;
export const SESSION_MS = 30 * 24 * 60 * 60_000;

/** A person who signs in to a workspace. */
export interface Person {
  readonly sessionId: string;
  readonly workspaceId: string;
  readonly email: string;
  readonly name: string;
}

type IssuedLink = Person & { readonly tokenSeed: string; readonly delivery: 'mail' | 'handed' };

/**
 * A sign-in link, and the session that it becomes. One stream for both, so that of many who use the link at once the
 * store lets one in, as with a booking's link.
 */
export type SessionCommand =
  | { readonly type: 'issueLink'; readonly link: IssuedLink; readonly now: Instant }
  | { readonly type: 'start'; readonly tokenHash: string; readonly now: Instant }
  | { readonly type: 'end' };

export type SessionState =
  | { readonly status: 'none' }
  | { readonly status: 'offered'; readonly person: Person; readonly linkExpiresAt: Instant }
  | {
      readonly status: 'started' | 'ended';
      readonly person: Person;
      readonly linkExpiresAt: Instant;
      readonly tokenHash: string;
      readonly expiresAt: Instant;
    };

type Decision = Result<readonly SessionEvent[], SignInRefusal | SessionRefusal>;

const nothing: Decision = ok([]);

const evolve = (state: SessionState, event: SessionEvent): SessionState => {
  switch (event.type) {
    case 'SignInLinkIssued':
      return state.status === 'none'
        ? { status: 'offered', person: personOf(event.data), linkExpiresAt: event.data.expiresAt }
        : state;
    case 'SessionStarted': {
      const { tokenHash, expiresAt } = event.data;
      const linkExpiresAt = state.status === 'none' ? expiresAt : state.linkExpiresAt;
      return { status: 'started', person: personOf(event.data), linkExpiresAt, tokenHash, expiresAt };
    }
    case 'SessionEnded':
      return state.status === 'started' ? { ...state, status: 'ended' } : state;
    default:
      // History may hold types that this version does not know.
      return state;
  }
};

const personOf = ({ sessionId, workspaceId, email, name }: Person): Person => ({ sessionId, workspaceId, email, name });

const decide = (command: SessionCommand, state: SessionState): Decision => {
  switch (command.type) {
    case 'issueLink':
      return issue(command.link, command.now, state);
    case 'start':
      return start(command.tokenHash, command.now, state);
    case 'end':
      return end(state);
    default:
      return unreachable(command);
  }
};

const issue = (link: IssuedLink, now: Instant, state: SessionState): Decision =>
  state.status === 'none'
    ? ok([{ type: 'SignInLinkIssued', data: { ...link, expiresAt: later(now, SIGN_IN_LINK_MS) } }])
    : nothing;

const start = (tokenHash: string, now: Instant, state: SessionState): Decision => {
  if (state.status === 'none') return fail({ kind: 'signInLinkUnknown' });
  if (state.status !== 'offered') {
    // The same attempt again, whose answer was lost: for as long as the link would have been good.
    const repeated = state.status === 'started' && state.tokenHash === tokenHash && now < state.linkExpiresAt;
    return repeated ? nothing : fail({ kind: 'signInLinkUsed' });
  }
  if (now >= state.linkExpiresAt) return fail({ kind: 'signInLinkExpired' });
  return ok([{ type: 'SessionStarted', data: { ...state.person, tokenHash, expiresAt: later(now, SESSION_MS) } }]);
};

const end = (state: SessionState): Decision => {
  if (state.status === 'none' || state.status === 'offered') return fail({ kind: 'sessionUnknown' });
  if (state.status === 'ended') return nothing;
  const { sessionId, workspaceId } = state.person;
  return ok([{ type: 'SessionEnded', data: { sessionId, workspaceId, tokenHash: state.tokenHash } }]);
};

const later = (now: Instant, ms: number): Instant => instantOf(epochMsOf(now) + ms);

export const session: Decider<SessionCommand, SessionState, SessionEvent, SignInRefusal | SessionRefusal> = {
  initial: { status: 'none' },
  evolve,
  decide,
};
