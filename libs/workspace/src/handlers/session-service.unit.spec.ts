import { memoryPorts } from '@bookonce/testing/memory-ports';
import { describe, expect, it } from '@jest/globals';
import { SessionService } from './session-service.js';

const NOW = '2026-03-02T08:00:00.000Z';
const link = {
  sessionId: 'ses_1',
  tokenSeed: 'seed',
  workspaceId: 'wsp_1',
  email: 'ada@example.com',
  name: 'Ada',
  delivery: 'mail',
} as const;

const served = () => {
  const ports = memoryPorts(NOW);
  /** Instances of their own, as two processes are. */
  const service = (): SessionService => new SessionService(ports);
  const eventTypes = async () => (await ports.store.readStream('session-ses_1')).map(({ type }) => type);
  return { ...ports, service, eventTypes };
};

describe('SessionService', () => {
  it('lets one of 20 in, whichever instance they ask', async () => {
    const { service, message, eventTypes } = served();
    const [one, other] = [service(), service()];
    await one.issueLink(message(link));
    const attempts = Array.from({ length: 20 }, (_, index) =>
      (index % 2 === 0 ? one : other).start(message({ sessionId: 'ses_1', tokenHash: `hash ${index}` })),
    );
    const answers = await Promise.all(attempts);
    expect(answers.filter(({ ok }) => ok)).toHaveLength(1);
    expect(answers.filter((answer) => !answer.ok && answer.error.kind === 'signInLinkUsed')).toHaveLength(19);
    expect(await eventTypes()).toEqual(['SignInLinkIssued', 'SessionStarted']);
  });

  it("takes the workspace from the link, whatever the caller's context says (I19)", async () => {
    const { service, message, store } = served();
    const sessions = service();
    await sessions.issueLink(message(link));
    const { payload, context } = message({ sessionId: 'ses_1', tokenHash: 'hash' });
    const started = await sessions.start({ payload, context: { ...context, workspaceId: 'none' } });
    expect(started).toMatchObject({ ok: true, value: { workspaceId: 'wsp_1', email: 'ada@example.com' } });
    const stream = await store.readStream('session-ses_1');
    expect(stream.map(({ meta }) => meta.workspaceId)).toEqual(['wsp_1', 'wsp_1']);
  });

  it('stores nothing for a token that nobody was given', async () => {
    const { service, message, eventTypes } = served();
    const refused = await service().start(message({ sessionId: 'ses_1', tokenHash: 'hash' }));
    expect(refused).toEqual({ ok: false, error: { kind: 'signInLinkUnknown' } });
    expect(await service().end(message({ sessionId: 'ses_1' }))).toMatchObject({ ok: false });
    expect(await eventTypes()).toEqual([]);
  });
});
