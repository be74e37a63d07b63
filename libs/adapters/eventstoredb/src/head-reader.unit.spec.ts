import { newEvent } from '@bookonce/testing/contracts/tested-event-store';
import { beforeEach, describe, expect, it } from '@jest/globals';
import type { ServerEvent } from './client.js';
import { HeadReader } from './head-reader.js';
import { positionText, type LogPosition } from './position.js';
import { StreamNames } from './stream-names.js';

describe('the head of a history', () => {
  let streams: string[];
  let read: number;
  let head: HeadReader;
  beforeEach(() => {
    streams = [];
    read = 0;
    const readAllBackwards = (before: LogPosition | null, limit: number): Promise<readonly ServerEvent[]> => {
      const end = before === null ? streams.length : Number(before.commit);
      const first = Math.max(0, end - limit);
      const page = streams.slice(first, end).map((stream, index) => eventAt(first + index, stream));
      read += page.length;
      return Promise.resolve(page.reverse());
    };
    head = new HeadReader({ readAllBackwards }, new StreamNames('own', ['link']));
  });
  const at = (number: number) => positionText({ commit: BigInt(number), prepare: BigInt(number) });
  const eventAt = (number: number, stream: string): ServerEvent => ({
    ...newEvent(String(number)),
    stream,
    revision: 0,
    position: { commit: BigInt(number), prepare: BigInt(number) },
  });
  const others = (count: number): void => {
    for (let number = 0; number < count; number += 1) streams.push(number % 2 === 0 ? '$stats' : 'other.link-a');
  };

  it('is null for an empty log', async () => {
    expect((await head.read()).head).toBeNull();
  });

  it('is the last event of this history, however far back', async () => {
    streams.push('own.link-a');
    others(10_000);
    expect((await head.read()).head).toBe(at(0));
    streams.push('own.link-a', 'own.bookonce_checkpoint-publisher');
    expect((await head.read()).head).toBe(at(10_001));
  });

  it('is not remembered from a log that has lost its end', async () => {
    streams.push('own.link-a');
    others(5_000);
    streams.push('own.link-b');
    others(100);
    expect((await head.read()).head).toBe(at(5_001));
    streams.splice(5_001);
    expect((await head.read()).head).toBe(at(0));
  });

  it.each([[[]], [['own.link-a']]])('reads each part of the log once: after %j', async (own) => {
    streams.push(...own);
    others(10_000);
    const { head: first } = await head.read();
    expect(read).toBeGreaterThanOrEqual(10_000);
    read = 0;
    others(10);
    expect((await head.read()).head).toBe(first);
    expect(read).toBeLessThan(100);
    streams.push('own.link-b');
    expect((await head.read()).head).toBe(at(streams.length - 1));
  });
});
