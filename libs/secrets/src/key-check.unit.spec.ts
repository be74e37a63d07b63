import { MemoryHistoryProperties } from '@bookonce/adapter-memory/history-properties';
import { describe, expect, it } from '@jest/globals';
import {
  acceptSecretKey,
  compareKeyCheck,
  forgetSecretKey,
  keyCheckOf,
  knowsSecretKey,
  matchesSecretKey,
} from './key-check.js';

const keyOf = (byte: number): Uint8Array => new Uint8Array(32).fill(byte);

describe('the check of the secret key', () => {
  it('is the same for a key in every release, and reveals nothing of it', () => {
    expect(keyCheckOf(keyOf(7))).toBe('CoBLNofDaVblGlWsc2zDoklxFr6tiBQcRG7K6hao1rs');
    expect(keyCheckOf(keyOf(8))).not.toBe(keyCheckOf(keyOf(7)));
  });

  it('adopts the first key, and tells others from it', async () => {
    const properties = new MemoryHistoryProperties();
    expect(await knowsSecretKey(properties)).toBe(false);
    expect(await matchesSecretKey(properties, keyOf(7))).toBe(true);
    expect(await matchesSecretKey(properties, keyOf(8))).toBe(false);
    expect(await matchesSecretKey(properties, keyOf(7))).toBe(true);
    expect(await knowsSecretKey(properties)).toBe(true);
  });

  it('lets two processes with different keys adopt one of them', async () => {
    const properties = new MemoryHistoryProperties();
    const matches = await Promise.all([7, 8].map((byte) => matchesSecretKey(properties, keyOf(byte))));
    expect(matches).toEqual([true, false]);
  });

  it('is compared without adopting a key', async () => {
    const properties = new MemoryHistoryProperties();
    const compare = (byte: number): Promise<string> => compareKeyCheck(properties, keyCheckOf(keyOf(byte)));
    expect(await compare(8)).toBe('none');
    expect(await knowsSecretKey(properties)).toBe(false);
    await matchesSecretKey(properties, keyOf(7));
    expect([await compare(8), await compare(7)]).toEqual(['other', 'same']);
    expect(await matchesSecretKey(properties, keyOf(7))).toBe(true);
  });

  it('changes only when another key is accepted, or when it is forgotten for an import', async () => {
    const properties = new MemoryHistoryProperties();
    await matchesSecretKey(properties, keyOf(7));
    await acceptSecretKey(properties, keyOf(8));
    expect(await matchesSecretKey(properties, keyOf(7))).toBe(false);
    await forgetSecretKey(properties);
    expect(await matchesSecretKey(properties, keyOf(7))).toBe(true);
  });
});
