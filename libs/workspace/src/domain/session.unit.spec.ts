import type { SessionEvent } from '@bookonce/contracts/events/session';
import { fold } from '@bookonce/kernel/decider';
import { given } from '@bookonce/testing/decider-spec';
import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { session, type SessionCommand } from './session.js';

const NOW = '2026-03-02T08:00:00.000Z';
const LAST_MOMENT = '2026-03-02T08:14:59.999Z';
const LINK_END = '2026-03-02T08:15:00.000Z';

const person = { sessionId: 'ses_1', workspaceId: 'wsp_1', email: 'ada@example.com', name: 'Ada' };
const link = { ...person, tokenSeed: 'seed', delivery: 'mail' } as const;
const issue = (now = NOW): SessionCommand => ({ type: 'issueLink', link, now });
const start = (tokenHash = 'hash', now = NOW): SessionCommand => ({ type: 'start', tokenHash, now });
const end: SessionCommand = { type: 'end' };

const issued: SessionEvent = { type: 'SignInLinkIssued', data: { ...link, expiresAt: LINK_END } };
const started: SessionEvent = {
  type: 'SessionStarted',
  data: { ...person, tokenHash: 'hash', expiresAt: '2026-04-01T08:00:00.000Z' },
};
const ended: SessionEvent = {
  type: 'SessionEnded',
  data: { sessionId: 'ses_1', workspaceId: 'wsp_1', tokenHash: 'hash' },
};

describe('a sign-in link', () => {
  it('is good for 15 minutes', () => {
    given(session).when(issue()).then(issued);
    given(session, issued)
      .when(start('hash', LAST_MOMENT))
      .then({ ...started, data: { ...started.data, expiresAt: '2026-04-01T08:14:59.999Z' } });
    given(session, issued).when(start('hash', LINK_END)).thenRefused({ kind: 'signInLinkExpired' });
  });

  it('is issued once', () => {
    given(session, issued).when(issue(LAST_MOMENT)).thenNothing();
    given(session, issued, started, ended).when(issue(LAST_MOMENT)).thenNothing();
  });

  it('lets one in, who may repeat the attempt while the link would be good', () => {
    given(session, issued).when(start()).then(started);
    given(session, issued, started).when(start('another')).thenRefused({ kind: 'signInLinkUsed' });
    given(session, issued, started).when(start('hash', LAST_MOMENT)).thenNothing();
    given(session, issued, started).when(start('hash', LINK_END)).thenRefused({ kind: 'signInLinkUsed' });
  });

  it('does not exist before its link is issued', () => {
    given(session).when(start()).thenRefused({ kind: 'signInLinkUnknown' });
  });
});

describe('a session', () => {
  it('ends once, and its link does not begin it again', () => {
    given(session, issued, started).when(end).then(ended);
    given(session, issued, started, ended).when(end).thenNothing();
    given(session, issued, started, ended).when(start()).thenRefused({ kind: 'signInLinkUsed' });
  });

  it('cannot end before it began', () => {
    given(session).when(end).thenRefused({ kind: 'sessionUnknown' });
    given(session, issued).when(end).thenRefused({ kind: 'sessionUnknown' });
  });
});

const instant = fc.constantFrom(NOW, LAST_MOMENT, LINK_END);
const anyCommand: fc.Arbitrary<SessionCommand> = fc.oneof(
  instant.map(issue),
  fc.tuple(fc.constantFrom('hash', 'another'), instant).map(([hash, now]) => start(hash, now)),
  fc.constant(end),
);
const anyPast = fc.array(anyCommand, { maxLength: 10 }).map((commands) => {
  const past: SessionEvent[] = [];
  for (const command of commands) {
    const decision = session.decide(command, fold(session, session.initial, past));
    if (decision.ok) past.push(...decision.value);
  }
  return past;
});

describe('a session after any commands', () => {
  it('the same command again changes nothing', () => {
    fc.assert(
      fc.property(anyPast, anyCommand, (past, command) => {
        const state = fold(session, session.initial, past);
        const first = session.decide(command, state);
        if (!first.ok) return;
        const again = session.decide(command, fold(session, state, first.value));
        expect(again).toEqual({ ok: true, value: [] });
      }),
    );
  });

  it('a link begins one session at the most', () => {
    fc.assert(
      fc.property(anyPast, (past) => {
        expect(past.filter(({ type }) => type === 'SessionStarted').length).toBeLessThanOrEqual(1);
      }),
    );
  });

  it('history loads in any order', () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom(issued, started, ended)), (events) => {
        expect(() => fold(session, session.initial, events)).not.toThrow();
      }),
    );
  });
});
