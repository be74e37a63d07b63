import { REPLIES_KEPT_MS, type StoredReplies, type StoredReply } from '@bookonce/kernel/ports/stored-replies';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type { Open, Opened } from './opened.js';

const NOW = Date.UTC(2026, 2, 1);
const reply: StoredReply = { status: 201, body: '{"id":"lnk_1"}', headers: { 'content-type': 'application/json' } };

/** The contract of every {@link StoredReplies} adapter. */
export const describeStoredReplies = (name: string, open: Open<StoredReplies>): void => {
  describe(`stored replies: ${name}`, () => {
    let opened: Opened<StoredReplies>;
    let storedReplies: StoredReplies;

    beforeEach(async () => {
      opened = await open();
      storedReplies = opened.port;
    });
    afterEach(() => opened.cleanUp?.());

    it('reports a key as unknown, then begun, then replied (I8)', async () => {
      expect(await storedReplies.begin('key', 'body', NOW)).toEqual({ state: 'unknown' });
      expect(await storedReplies.begin('key', 'body', NOW)).toEqual({ state: 'begun' });
      await storedReplies.complete('key', reply, NOW);
      expect(await storedReplies.begin('key', 'body', NOW)).toEqual({ state: 'replied', reply });
    });

    it('ties a key to one body', async () => {
      await storedReplies.begin('key', 'body', NOW);
      expect(await storedReplies.begin('key', 'other', NOW)).toEqual({ state: 'different' });
      await storedReplies.complete('key', reply, NOW);
      expect(await storedReplies.begin('key', 'other', NOW)).toEqual({ state: 'different' });
    });

    it('lets one of many concurrent requests claim a key', async () => {
      const lookups = await Promise.all(Array.from({ length: 20 }, () => storedReplies.begin('key', 'body', NOW)));
      expect(lookups.filter(({ state }) => state === 'unknown')).toHaveLength(1);
    });

    it('releases a key without a reply, and none with one', async () => {
      await storedReplies.begin('key', 'body', NOW);
      const abandoned = () => Promise.all(Array.from({ length: 3 }, () => storedReplies.abandon('key')));
      expect((await abandoned()).toSorted()).toEqual([false, false, true]);
      expect(await storedReplies.begin('key', 'other', NOW)).toEqual({ state: 'unknown' });
      await storedReplies.complete('key', reply, NOW);
      expect(await abandoned()).toEqual([false, false, false]);
      expect(await storedReplies.begin('key', 'other', NOW)).toMatchObject({ state: 'replied' });
    });

    it('keeps replies for 24 hours', async () => {
      await storedReplies.begin('key', 'body', NOW);
      await storedReplies.complete('key', reply, NOW);
      expect(await storedReplies.begin('key', 'body', NOW + REPLIES_KEPT_MS - 1)).toMatchObject({ state: 'replied' });
      expect(await storedReplies.begin('key', 'other', NOW + REPLIES_KEPT_MS)).toEqual({ state: 'unknown' });
    });

    it('keeps replies across a restart', async () => {
      if (opened.reopen === undefined) return;
      await storedReplies.begin('key', 'body', NOW);
      await storedReplies.complete('key', reply, NOW);
      storedReplies = await opened.reopen();
      expect(await storedReplies.begin('key', 'body', NOW)).toEqual({ state: 'replied', reply });
    });
  });
};
