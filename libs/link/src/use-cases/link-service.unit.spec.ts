import { recorded } from '@bookonce/contracts/event-catalogue';
import { epochMsOf } from '@bookonce/kernel/json';
import type { CommandMessage } from '@bookonce/kernel/ports/bus';
import { describe, expect, it, jest } from '@jest/globals';
import { NOW, recipient, served, value, vault } from './fixtures/served-links.js';
import type { LinkSecrets } from './link-issuer.js';
import { LinkService } from './link-service.js';

/** Gives every command the token of this one at first. */
const collidingVault = ({ context }: CommandMessage<unknown>): LinkSecrets['vault'] => ({
  linkTokenFor: (name, length) => vault.linkTokenFor(name.includes('/') ? name : context.commandId, length),
  linkIdOf: (token) => vault.linkIdOf(token),
  seal: (owner, secret) => vault.seal(owner, secret),
  openOrNull: (owner, sealed) => vault.openOrNull(owner, sealed),
});

describe('LinkService', () => {
  it('issues one link per command, whichever instance handles it (I8)', async () => {
    const { service, message, eventsOf } = await served();
    const command = message({ meetingTypeId: 'mtt_1', recipient });
    const first = value(await service().issue(command));
    const again = await Promise.all([service().issue(command), service().issue(command)]);
    expect(again.map((reply) => value(reply).linkId)).toEqual([first.linkId, first.linkId]);
    expect(await eventsOf(first.linkId)).toEqual(['LinkIssued']);
    expect(value(await service().issue(message(command.payload))).linkId).not.toBe(first.linkId);
  });

  it('derives another token if a short one is that of another link', async () => {
    const { message, eventsOf, ...ports } = await served();
    const first = message({ meetingTypeId: 'mtt_1', recipient });
    const links = new LinkService({ ...ports, secrets: { vault: collidingVault(first), tokenLength: 8 } });
    const taken = value(await links.issue(first)).linkId;
    const second = message(first.payload);
    const { linkId } = value(await links.issue(second));
    expect(linkId).not.toBe(taken);
    expect([value(await links.issue(second)).linkId, value(await links.issue(first)).linkId]).toEqual([linkId, taken]);
    const several = value(await links.issueSeveral(message({ meetingTypeId: 'mtt_1', links: [{ recipient }] })));
    const replacement = value(await links.regenerate(message({ linkId })));
    expect(new Set([taken, linkId, ...several.linkIds, replacement.linkId]).size).toBe(4);
    expect(await eventsOf(taken)).toEqual(['LinkIssued']);
  });

  it('never answers with the link of another command', async () => {
    const { message, ...ports } = await served();
    const first = message({ meetingTypeId: 'mtt_1', recipient });
    const links = new LinkService({ ...ports, secrets: { vault: collidingVault(first), tokenLength: 22 } });
    await links.issue(first);
    await expect(links.issue(message(first.payload))).rejects.toThrow('by another command');
  });

  it('stores a token only sealed', async () => {
    const { service, message, store } = await served();
    const command = message({ meetingTypeId: 'mtt_1', recipient });
    const { linkId } = value(await service().issue(command));
    const token = vault.linkTokenFor(command.context.commandId, 22);
    const [stored] = await store.readStream(`link-${linkId}`);
    expect(linkId).toBe(vault.linkIdOf(token));
    expect(JSON.stringify(store.events)).not.toContain(token);
    const { sealedToken } = stored?.data as { readonly sealedToken: string };
    expect(vault.open(linkId, sealedToken)).toBe(token);
  });

  it('takes the defaults from the meeting type as it is stored now', async () => {
    const { service, message, setType, store } = await served();
    const links = service();
    const expiryAfter = async (): Promise<unknown> => {
      const { linkId } = value(await links.issue(message({ meetingTypeId: 'mtt_1' })));
      const [issued] = await store.readStream(`link-${linkId}`);
      return (issued?.data as { readonly expiresAt: string }).expiresAt;
    };
    expect(await expiryAfter()).toBe('2026-04-01T08:00:00.000Z');
    await setType(1);
    expect(await expiryAfter()).toBe('2026-03-03T08:00:00.000Z');
  });

  it('refuses a meeting type that is unknown or of another workspace (I19)', async () => {
    const { service, message } = await served();
    const refusal = {
      ok: false,
      error: {
        kind: 'invalid',
        errors: [{ path: 'meetingTypeId', message: 'is not a meeting type of this workspace' }],
      },
    };
    expect(await service().issue(message({ meetingTypeId: 'mtt_2' }))).toEqual(refusal);
    const { payload, context } = message({ meetingTypeId: 'mtt_1' });
    expect(await service().issue({ payload, context: { ...context, workspaceId: 'wsp_2' } })).toEqual(refusal);
  });

  it('confirms a repeated command even if its terms are no longer acceptable', async () => {
    const { service, message, clock } = await served();
    const command = message({ meetingTypeId: 'mtt_1', expiresAt: '2026-03-02T08:00:01.000Z' });
    const { linkId } = value(await service().issue(command));
    clock.set(epochMsOf(NOW) + 60_000);
    expect(value(await service().issue(command)).linkId).toBe(linkId);
    expect(await service().issue(message(command.payload))).toMatchObject({ ok: false, error: { kind: 'invalid' } });
  });

  it('issues no link of an archived type, but confirms what it issued before', async () => {
    const { service, message, archiveType, clock, store, eventsOf } = await served();
    const single = message({ meetingTypeId: 'mtt_1' });
    const batch = message({ meetingTypeId: 'mtt_1', links: [{}, {}] });
    const { linkId } = value(await service().issue(single));
    const { linkIds } = value(await service().issueSeveral(batch));
    await archiveType();
    expect(value(await service().issue(single)).linkId).toBe(linkId);
    expect(value(await service().issueSeveral(batch)).linkIds).toEqual(linkIds);
    const { length } = store.events;
    const refusal = { ok: false, error: { kind: 'meetingTypeArchived' } };
    expect(await service().issue(message(single.payload))).toEqual(refusal);
    expect(await service().issueSeveral(message(batch.payload))).toEqual(refusal);
    expect(store.events).toHaveLength(length);
    const { linkId: other } = value(await service().regenerate(message({ linkId })));
    clock.set(epochMsOf(NOW) + 40 * 24 * 60 * 60_000);
    expect(await service().regenerate(message({ linkId: other }))).toEqual(refusal);
    // The expiry is stored before a caller learns of it (I4).
    expect(await eventsOf(other)).toEqual(['LinkIssued', 'LinkExpired']);
  });

  it('passes over the reminder of an expired link if its type is archived', async () => {
    const { service, message, archiveType, clock, eventsOf } = await served();
    const terms = { meetingTypeId: 'mtt_1', recipient, expiresInDays: 1, unusedReminderDays: [2] };
    const { linkId } = value(await service().issue(message(terms)));
    await archiveType();
    clock.set(epochMsOf(NOW) + 3 * 24 * 60 * 60_000);
    expect((await service().remindUnused(linkId, message({}).context)).ok).toBe(true);
    expect(await eventsOf(linkId)).toEqual(['LinkIssued', 'LinkExpired', 'LinkReminderSkipped']);
  });

  it('replaces a link by one like it, once per command', async () => {
    const { service, message, eventsOf, store } = await served();
    const terms = { meetingTypeId: 'mtt_1', hostId: 'hst_2', recipient, note: 'call first', metadata: { crm: '1' } };
    const { linkId } = value(await service().issue(message(terms)));
    const command = message({ linkId });
    const fresh = value(await service().regenerate(command)).linkId;
    expect(value(await service().regenerate(command)).linkId).toBe(fresh);
    expect(await eventsOf(linkId)).toEqual(['LinkIssued', 'LinkRevoked']);
    const [issued] = await store.readStream(`link-${fresh}`);
    expect(issued?.data).toMatchObject({ ...terms, linkId: fresh, replaces: linkId });
    const another = await service().regenerate(message({ linkId }));
    const position = (await store.readStream(`link-${linkId}`)).at(-1)?.position;
    expect(another).toEqual({ ok: false, error: { kind: 'linkEnded', end: 'replaced', position } });
  });

  it('reminds of the link itself, or of a fresh one once it has expired', async () => {
    const { service, message, clock } = await served();
    const { linkId } = value(await service().issue(message({ meetingTypeId: 'mtt_1', recipient, expiresInDays: 1 })));
    expect(value(await service().remind(message({ linkId }))).linkId).toBe(linkId);
    clock.set(epochMsOf(NOW) + 2 * 24 * 60 * 60_000);
    const command = message({ linkId, message: 'Shall we?' });
    const fresh = value(await service().remind(command)).linkId;
    expect(fresh).not.toBe(linkId);
    expect(value(await service().remind(command)).linkId).toBe(fresh);
  });

  it('gives a link in place of another one to the person who made the first one, and knows what was mailed', async () => {
    const { service, message, store, clock, eventsOf } = await served();
    const by = <Payload>(actorId: string, payload: Payload) => {
      const { context } = message(payload);
      return { payload, context: { ...context, by: 'host', actorId } };
    };
    const terms = { meetingTypeId: 'mtt_1', recipient, expiresInDays: 1 };
    const { linkId } = value(await service().issue(by('hst_noor', terms)));
    const { linkId: second } = value(await service().regenerate(by('hst_owner', { linkId })));
    clock.set(epochMsOf(NOW) + 2 * 24 * 60 * 60_000);
    const { linkId: third } = value(await service().remind(by('hst_owner', { linkId: second })));
    const issued = async (id: string) => (await store.readStream(`link-${id}`))[0];
    expect((await issued(second))?.data).toMatchObject({ createdBy: 'hst_noor', mailed: false });
    expect(await issued(third)).toMatchObject({
      data: { createdBy: 'hst_noor', mailed: true },
      meta: { actorId: 'hst_owner' },
    });
    expect((await service().send(by('hst_owner', { linkId: third }))).ok).toBe(true);
    expect(await eventsOf(third)).toEqual(['LinkIssued', 'LinkReminderRequested']);
  });

  it('admits three attempts that wait at a time, and gives each the same answer again', async () => {
    const { service, message } = await served();
    const { linkId } = value(await service().issue(message({ meetingTypeId: 'mtt_1' })));
    const admit = async (bookingId: string) => value(await service().admitAttempt(message({ linkId, bookingId })));
    const answers = await Promise.all(['bkg_1', 'bkg_2', 'bkg_3', 'bkg_4'].map(admit));
    const admitted = answers.filter(({ verdict }) => verdict === 'admitted');
    expect(admitted).toHaveLength(3);
    expect(answers.filter((answer) => answer.verdict === 'voided' && answer.reason === 'tooManyPending')).toHaveLength(
      1,
    );
    const again = await Promise.all(['bkg_1', 'bkg_2', 'bkg_3', 'bkg_4'].map(admit));
    expect(again.map(({ verdict }) => verdict)).toEqual(answers.map(({ verdict }) => verdict));
    expect(await service().admitAttempt(message({ linkId: 'lnk_none', bookingId: 'bkg_1' }))).toEqual({
      ok: false,
      error: { kind: 'linkUnknown' },
    });
  });

  it('allows more attempts to its own workspace, once per command', async () => {
    const { service, message, eventsOf } = await served();
    const { linkId } = value(await service().issue(message({ meetingTypeId: 'mtt_1' })));
    const command = message({ linkId });
    expect((await service().allowAttempts(command)).ok).toBe(true);
    expect((await service().allowAttempts(command)).ok).toBe(true);
    const foreign = { payload: { linkId }, context: { ...message({}).context, workspaceId: 'wsp_2' } };
    expect(await service().allowAttempts(foreign)).toEqual({ ok: false, error: { kind: 'linkUnknown' } });
    expect(await eventsOf(linkId)).toEqual(['LinkIssued', 'AttemptsAllowed']);
  });

  it('reads a long stream from a snapshot', async () => {
    const { service, message, store } = await served();
    const { linkId } = value(await service().issue(message({ meetingTypeId: 'mtt_1' })));
    for (let index = 0; index < 600; index += 1) {
      await service().voidAttempt(message({ linkId, bookingId: `bkg_${index}`, reason: 'slotTaken' }));
    }
    const reads = jest.spyOn(store, 'readStream');
    const again = await service().voidAttempt(message({ linkId, bookingId: 'bkg_0', reason: 'overdue' }));
    expect(value(again)).toMatchObject({ verdict: 'voided', reason: 'slotTaken' });
    expect(reads.mock.calls).toEqual([[`link-${linkId}`, { from: 500, limit: 1_000 }]]);
  });

  describe('after a decline', () => {
    const terms = { meetingTypeId: 'mtt_1', recipient, overrides: { durationMinutes: 45 }, recipientOnly: true };

    const declined = async () => {
      const all = await served();
      const { service, message } = all;
      const { linkId } = value(await service().issue(message(terms)));
      const bookingId = 'bkg_1';
      value(await service().consume(message({ linkId, bookingId, hostIds: ['hst_1'] })));
      return { ...all, linkId, bookingId };
    };

    it('issues one fresh link for a booking to concurrent callers', async () => {
      const { service, message, eventsOf, store, linkId, bookingId } = await declined();
      const answers = await Promise.all([1, 2, 3].map(() => service().issueFresh(message({ linkId, bookingId }))));
      const fresh = answers.map((answer) => value(answer).linkId);
      expect(new Set(fresh).size).toBe(1);
      expect(await eventsOf(linkId)).toEqual(['LinkIssued', 'LinkConsumed', 'LinkReissued']);
      const [issued, ...rest] = await store.readStream(`link-${fresh[0]}`);
      expect(rest).toEqual([]);
      expect(issued?.data).toMatchObject({ ...terms, replaces: linkId });
    });

    it('issues the fresh link from the event of the consumed one if the process stopped in between', async () => {
      const { service, message, eventsOf, store, linkId, bookingId } = await declined();
      const { append } = store;
      store.append = (stream, revision, events) =>
        stream === `link-${linkId}`
          ? append.call(store, stream, revision, events)
          : Promise.reject(new Error('stopped'));
      await expect(service().issueFresh(message({ linkId, bookingId }))).rejects.toThrow('stopped');
      store.append = append;
      const replacing = (await store.readStream(`link-${linkId}`)).at(-1);
      if (replacing?.type !== 'LinkReissued') throw new Error('the link has no successor');
      const replacedBy = { ...replacing, meta: { ...replacing.meta, by: 'host', actorId: 'hst_owner' } };
      await service().completeReplacement(recorded(replacedBy));
      const { linkId: fresh } = value(await service().issueFresh(message({ linkId, bookingId })));
      expect(replacing.data).toMatchObject({ replacement: { linkId: fresh } });
      expect(await eventsOf(fresh)).toEqual(['LinkIssued']);
      expect((await store.readStream(`link-${fresh}`))[0]?.meta).toMatchObject({ by: 'host', actorId: 'hst_owner' });
    });

    it('refuses a fresh link to a booking that did not consume the link', async () => {
      const { service, message, linkId } = await declined();
      const refusal = { ok: false, error: { kind: 'linkUnknown' } };
      expect(await service().issueFresh(message({ linkId, bookingId: 'bkg_2' }))).toEqual(refusal);
    });
  });

  it('knows no links of another workspace (I19)', async () => {
    const { service, message, eventsOf } = await served();
    const { linkId } = value(await service().issue(message({ meetingTypeId: 'mtt_1', recipient })));
    const { payload, context } = message({ linkId });
    const foreign = { payload, context: { ...context, workspaceId: 'wsp_2' } };
    const unknown = { ok: false, error: { kind: 'linkUnknown' } };
    expect(await service().revoke(foreign)).toEqual(unknown);
    expect(await service().regenerate(foreign)).toEqual(unknown);
    expect(await service().remind(foreign)).toEqual(unknown);
    const decline = { ...foreign, payload: { linkId, bookingId: 'bkg_1' } };
    expect(await service().issueFresh(decline)).toEqual(unknown);
    expect(await eventsOf(linkId)).toEqual(['LinkIssued']);
  });
});
