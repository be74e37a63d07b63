import { describe, expect, it } from '@jest/globals';
import { freePort } from './free-port.js';

describe('freePort', () => {
  it('never gives a port to two callers', async () => {
    const ports = await Promise.all(Array.from({ length: 200 }, () => freePort()));
    expect(new Set(ports).size).toBe(ports.length);
  });

  it('stays clear of the ports that the system hands out by itself', async () => {
    expect(await freePort()).toBeLessThan(32_768);
  });
});
