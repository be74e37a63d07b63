import type { Timer } from '@bookonce/kernel/ports/timers';
import { memoryPorts } from '@bookonce/testing/memory-ports';
import { describe, expect, it } from '@jest/globals';
import { TokenVault } from '@bookonce/secrets/token-vault';
import { epochMsOf } from '@bookonce/kernel/json';
import { NO_STREAM } from '@bookonce/kernel/ports/event-store';
import { issuedLink, revoked } from '../domain/fixtures/link-fixtures.js';
import { LinkService } from './link-service.js';
import { onLinkTimer } from './link-timers.js';

const ISSUED_AT = '2026-03-01T00:00:00.000Z';
const DAY_MS = 24 * 60 * 60_000;
const vault = new TokenVault(new Uint8Array(32).fill(7));

const issued = {
  type: 'LinkIssued',
  data: {
    ...issuedLink('lnk_a'),
    sealedToken: vault.seal('lnk_a', 'token'),
    recipient: { email: 'grace@example.com' },
    unusedReminderDays: [3, 40],
  },
};

const served = async () => {
  const { store, snapshots, ids, clock } = memoryPorts(ISSUED_AT);
  const meta = { time: ISSUED_AT, version: 2, workspaceId: 'wsp_1', correlationId: 'c', causationId: 'c', by: 'api' };
  const append = async (event: { readonly type: string; readonly data: object }, revision: number) => {
    await store.append('link-lnk_a', revision, [{ ...event, id: ids.uuid(), meta }]);
  };
  await append(issued, NO_STREAM);
  const fire = async (id: string, day: number, known = vault): Promise<void> => {
    clock.set(epochMsOf(ISSUED_AT) + day * DAY_MS);
    const links = new LinkService({ store, snapshots, ids, clock, secrets: { vault: known, tokenLength: 22 } });
    const [kind = ''] = id.split('/');
    const timer: Timer = { id, kind, subject: 'lnk_a', workspaceId: 'wsp_1', dueAt: '2026-03-04T00:00:00.000Z' };
    await onLinkTimer(links, ids, timer);
  };
  const typesOf = async (stream: `link-${string}`) => (await store.readStream(stream)).map(({ type }) => type);
  return { store, append, fire, typesOf };
};

describe('a timer of a link', () => {
  it('expires the link, once', async () => {
    const { fire, typesOf } = await served();
    await fire('expire-link/lnk_a', 30);
    await fire('expire-link/lnk_a', 31);
    await fire('expire-link/lnk_a', 31);
    expect(await typesOf('link-lnk_a')).toEqual(['LinkIssued', 'LinkExpired']);
  });

  it('reminds the recipient in the name of the system, once', async () => {
    const { fire, store } = await served();
    await fire('remind-link/lnk_a/1', 3);
    await fire('remind-link/lnk_a/1', 4);
    const [, reminded, ...rest] = await store.readStream('link-lnk_a');
    expect(reminded).toMatchObject({
      type: 'LinkReminderRequested',
      data: { reminderId: 'remind-link/lnk_a/1', mailedLinkId: 'lnk_a' },
      meta: { by: 'system', workspaceId: 'wsp_1' },
    });
    expect(rest).toEqual([]);
  });

  it('reminds of an expired link with a fresh one', async () => {
    const { fire, store, typesOf } = await served();
    await fire('expire-link/lnk_a', 32);
    await fire('remind-link/lnk_a/2', 40);
    await fire('remind-link/lnk_a/2', 40);
    expect(await typesOf('link-lnk_a')).toEqual(['LinkIssued', 'LinkExpired', 'LinkReissued', 'LinkReminderRequested']);
    const { mailedLinkId } = (await store.readStream('link-lnk_a')).at(-1)?.data as { readonly mailedLinkId: string };
    const [fresh, ...rest] = await store.readStream(`link-${mailedLinkId}`);
    expect(fresh?.data).toMatchObject({ linkId: mailedLinkId, replaces: 'lnk_a', unusedReminderDays: [] });
    expect(rest).toEqual([]);
  });

  it('passes over a link whose secret key was lost, once, until it is replaced by a fresh one', async () => {
    const { append, fire, store, typesOf } = await served();
    const newVault = new TokenVault(new Uint8Array(32).fill(8));
    await fire('remind-link/lnk_a/1', 3, newVault);
    await fire('remind-link/lnk_a/1', 4, newVault);
    const [, skipped, ...rest] = await store.readStream('link-lnk_a');
    expect(skipped).toMatchObject({
      type: 'LinkReminderSkipped',
      data: { linkId: 'lnk_a', reminderId: 'remind-link/lnk_a/1', reason: 'secretLost' },
    });
    expect(rest).toEqual([]);
    await append({ type: 'LinkExpired', data: { linkId: 'lnk_a' } }, 1);
    await fire('remind-link/lnk_a/2', 40, newVault);
    expect((await typesOf('link-lnk_a')).slice(3)).toEqual(['LinkReissued', 'LinkReminderRequested']);
  });

  it('leaves a link alone that has ended meanwhile', async () => {
    const { append, fire, typesOf } = await served();
    await append(revoked, 0);
    await fire('remind-link/lnk_a/1', 3);
    expect(await typesOf('link-lnk_a')).toEqual(['LinkIssued', 'LinkRevoked']);
  });
});
