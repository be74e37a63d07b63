import { epochMsOf } from '@bookonce/kernel/json';
import { describe, expect, it } from '@jest/globals';
import { NOW, recipient, served, value } from './fixtures/served-links.js';

describe('a batch of links', () => {
  it('is issued as a whole or not at all, and completed if it was cut short', async () => {
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

  describe('that stopped half way and is repeated', () => {
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
});
