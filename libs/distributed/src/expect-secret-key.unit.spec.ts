import { MemoryHistoryProperties } from '@bookonce/adapter-memory/history-properties';
import { StoreUnavailableError } from '@bookonce/kernel/ports/event-store';
import { ConfigError } from '@bookonce/platform/variables';
import { describe, expect, it } from '@jest/globals';
import { expectSecretKey } from './expect-secret-key.js';

const bench = (properties = new MemoryHistoryProperties()) => {
  const lines: string[] = [];
  const log = (line: string): void => void lines.push(line);
  const start = (byte: number, acceptNewKey = false): Promise<void> =>
    expectSecretKey({
      properties,
      secretKey: new Uint8Array(32).fill(byte),
      acceptNewKey,
      server: 'a spec',
      logger: { warn: log, error: log } as never,
      signal: new AbortController().signal,
    });
  return { start, lines };
};

describe('the secret key of a service', () => {
  it('is adopted by the first, and expected of all others', async () => {
    const { start, lines } = bench();
    await start(7);
    await start(7);
    await expect(start(8)).rejects.toThrow(ConfigError);
    expect(lines).toEqual([]);
  });

  it('can be given up for another one', async () => {
    const { start, lines } = bench();
    await start(7);
    await start(8, true);
    expect(lines).toEqual([expect.stringContaining('Another secret key is used from now on')]);
    await start(8);
    await expect(start(7)).rejects.toThrow('--accept-new-key');
  });

  it('is checked once the server is back', async () => {
    const properties = new MemoryHistoryProperties();
    let failures = 1;
    const setOnce = properties.setOnce.bind(properties);
    properties.setOnce = (name, value) => {
      failures -= 1;
      return failures >= 0 ? Promise.reject(new StoreUnavailableError('gone')) : setOnce(name, value);
    };
    const { start, lines } = bench(properties);
    await start(7);
    expect(lines).toEqual([expect.stringContaining('a spec could not be used (gone)')]);
  });
});
