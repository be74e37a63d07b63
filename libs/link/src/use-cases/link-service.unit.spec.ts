import { TokenVault } from '@bookonce/secrets/token-vault';
import { memoryPorts } from '@bookonce/testing/memory-ports';
import { describe, expect, it, jest } from '@jest/globals';
import { recorded } from '@bookonce/contracts/event-catalogue';
import type { CurrentMeetingType } from '@bookonce/contracts/streams/meeting-type';
import { NO_STREAM } from '@bookonce/kernel/ports/event-store';
import { epochMsOf } from '@bookonce/kernel/json';
import type { CommandMessage } from '@bookonce/kernel/ports/bus';
import type { LinkSecrets } from './link-issuer.js';
import { LinkService } from './link-service.js';

const NOW = '2026-03-02T08:00:00.000Z';
const vault = new TokenVault(new Uint8Array(32).fill(7));
const settings: CurrentMeetingType['settings'] = {
  name: 'Introduction',
  hostIds: ['hst_1', 'hst_2'],
  assignment: 'roundRobin',
  confirmation: 'instant',
  durationMinutes: 30,
  slotIntervalMinutes: 30,
  bufferBeforeMinutes: 0,
  bufferAfterMinutes: 0,
  minimumNoticeMinutes: 0,
  bookingWindow: { type: 'rolling', days: 60 },
  questions: [],
  linkValidityDays: 30,
  approvalHours: 72,
  optInMinutes: 30,
  reminders: [],
  maxGuests: 0,
  unusedReminderDays: [],
};
const recipient = { email: 'grace@example.com' };

const served = async () => {
  const ports = memoryPorts(NOW);
  const { store, snapshots, ids, clock, message } = ports;
  /** Instances of their own, as two processes are. */
  const service = (): LinkService =>
    new LinkService({ store, snapshots, ids, clock, secrets: { vault, tokenLength: 22 } });
  let revision = NO_STREAM;
  const setType = async (linkValidityDays: number, changes: Partial<typeof settings> = {}): Promise<void> => {
    const type = revision === NO_STREAM ? 'MeetingTypeCreated' : 'MeetingTypeChanged';
    const data = { meetingTypeId: 'mtt_1', settings: { ...settings, ...changes, linkValidityDays } };
    const meta = {
      time: NOW,
      version: 1,
      workspaceId: 'wsp_1',
      correlationId: 'mtt_1',
      causationId: 'mtt_1',
      by: 'api',
    };
    await store.append('meetingType-mtt_1', revision, [{ id: ids.uuid(), type, data, meta }]);
    revision += 1;
  };
  await setType(30);
  const eventsOf = async (linkId: string) => (await store.readStream(`link-${linkId}`)).map(({ type }) => type);
  return { ...ports, service, setType, eventsOf, message };
};

/** Gives every command the token of this one at first. */
const collidingVault = ({ context }: CommandMessage<unknown>): LinkSecrets['vault'] => ({
  linkTokenFor: (name, length) => vault.linkTokenFor(name.includes('/') ? name : context.commandId, length),
  linkIdOf: (token) => vault.linkIdOf(token),
  seal: (owner, secret) => vault.seal(owner, secret),
});

const value = <Value>(reply: { readonly ok: boolean; readonly value?: Value }): Value => {
  if (!reply.ok || reply.value === undefined) throw new Error(JSON.stringify(reply));
  return reply.value;
};

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

  it('issues all links of a batch or none, and completes a batch that was cut short', async () => {
    const { service, message, store } = await served();
    const wrong = message({ meetingTypeId: 'mtt_1', links: [{ recipient }, { hostId: 'hst_3' }, { expiresAt: NOW }] });
    expect(await service().issueSeveral(wrong)).toEqual({
      ok: false,
      error: {
        kind: 'invalid',
        errors: [
          { path: 'links.1.hostId', message: 'is not a host of this meeting type' },
          { path: 'links.2.expiresAt', message: 'must be in the future' },
        ],
      },
    });
    const before = store.events.length;
    const batch = message({ meetingTypeId: 'mtt_1', links: [{ hostId: 'hst_1' }, { hostId: 'hst_2' }, {}] });
    const { linkIds } = value(await service().issueSeveral(batch));
    expect(new Set(linkIds).size).toBe(3);
    expect(store.events).toHaveLength(before + 3);
    expect(value(await service().issueSeveral(batch)).linkIds).toEqual(linkIds);
    expect(store.events).toHaveLength(before + 3);
  });

  describe('repeating a batch that stopped half way', () => {
    const DAY_MS = 24 * 60 * 60_000;
    const links = [{ expiresInDays: 1 }, {}, { expiresAt: '2026-03-03T08:00:00.000Z' }, { hostId: 'hst_2' }];

    /** A batch of which only the links at these places were stored. */
    const stopped = async (...stored: readonly number[]) => {
      const all = await served();
      const { service, message, store } = all;
      const batch = message({ meetingTypeId: 'mtt_1', links });
      const { append } = store;
      let begun = 0;
      store.append = (stream, revision, events) => {
        begun += 1;
        return stored.includes(begun - 1)
          ? append.call(store, stream, revision, events)
          : Promise.reject(new Error('stopped'));
      };
      await expect(service().issueSeveral(batch)).rejects.toThrow('stopped');
      store.append = append;
      return { ...all, batch };
    };

    it('issues the rest as planned at first, whatever the rules are by now (I8)', async () => {
      const { service, batch, store, clock, setType } = await stopped(0, 3);
      clock.set(epochMsOf(NOW) + 2 * DAY_MS);
      await setType(1, { hostIds: ['hst_1'] });
      const { linkIds } = value(await service().issueSeveral(batch));
      const issued = await Promise.all(linkIds.map((linkId) => store.readStream(`link-${linkId}`)));
      expect(issued.map((events) => events.map(({ data }) => data))).toMatchObject([
        [{ issuedAt: NOW, expiresAt: '2026-03-03T08:00:00.000Z' }],
        [{ issuedAt: NOW, expiresAt: '2026-04-01T08:00:00.000Z' }],
        [{ issuedAt: NOW, expiresAt: '2026-03-03T08:00:00.000Z' }],
        [{ issuedAt: NOW, hostId: 'hst_2' }],
      ]);
      expect(value(await service().issueSeveral(batch)).linkIds).toEqual(linkIds);
    });

    it('is judged anew if no link was issued', async () => {
      const { service, batch, store, clock } = await stopped();
      const before = store.events.length;
      clock.set(epochMsOf(NOW) + 2 * DAY_MS);
      expect(await service().issueSeveral(batch)).toEqual({
        ok: false,
        error: { kind: 'invalid', errors: [{ path: 'links.2.expiresAt', message: 'must be in the future' }] },
      });
      expect(store.events).toHaveLength(before);
    });

    it('finds no link without the first one', async () => {
      const { store } = await stopped(1, 2, 3);
      expect(store.events.filter(({ type }) => type === 'LinkIssued')).toEqual([]);
    });
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
      await service().completeReplacement(recorded(replacing));
      const { linkId: fresh } = value(await service().issueFresh(message({ linkId, bookingId })));
      expect(replacing.data).toMatchObject({ replacement: { linkId: fresh } });
      expect(await eventsOf(fresh)).toEqual(['LinkIssued']);
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
