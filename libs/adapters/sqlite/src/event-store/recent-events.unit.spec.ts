import { checkedBatch, type StoredBatch } from '@bookonce/adapter-storage/log/batch';
import type { StreamName } from '@bookonce/kernel/ports/event-store';
import { newEvent } from '@bookonce/testing/contracts/tested-event-store';
import { describe, expect, it } from '@jest/globals';
import { RecentEvents } from './recent-events.js';

const batchOf = (stream: StreamName, position: number, names: readonly string[]): StoredBatch => ({
  stream,
  texts: checkedBatch(stream, -1, names.map(newEvent)),
  revision: 0,
  position,
});

const numbersOf = (page: ReturnType<RecentEvents['after']>) => page?.events.map(({ position }) => Number(position));

describe('recent events', () => {
  it('are returned page by page, starting after the initial head', () => {
    const recent = new RecentEvents(5);
    expect(recent.head).toBe(5);
    recent.push(batchOf('link-a', 6, ['1', '2']));
    recent.push(batchOf('booking-a', 8, ['3']));
    expect(recent.head).toBe(8);
    expect(recent.after(4, 10, null)).toBeNull();
    expect(recent.after(5, 2, null)).toMatchObject({ events: [newEvent('1'), newEvent('2')], scannedTo: 7 });
    expect(recent.after(5, 2, new Set(['booking']))).toMatchObject({ events: [], scannedTo: 7, last: { revision: 1 } });
    expect(numbersOf(recent.after(5, 9, new Set(['booking'])))).toEqual([8]);
    expect(recent.after(8, 10, null)).toEqual({ events: [], scannedTo: 8, last: null });
  });

  it('are the same objects for all subscriptions', () => {
    const recent = new RecentEvents(0);
    recent.push(batchOf('link-a', 1, ['1']));
    const [first] = recent.after(0, 1, null)?.events ?? [];
    expect(recent.after(0, 1, null)?.events[0]).toBe(first);
  });

  it('are dropped when there are too many', () => {
    const recent = new RecentEvents(0);
    const { texts } = batchOf('link-a', 1, ['1', '2', '3', '4']);
    for (let position = 1; position < 40_000; position += 4) {
      recent.push({ stream: 'link-a', texts, revision: position - 1, position });
    }
    expect(recent.head).toBe(40_000);
    expect(recent.after(19_999, 1, null)).toBeNull();
    expect(numbersOf(recent.after(20_000, 1, null))).toEqual([20_001]);
    expect(numbersOf(recent.after(39_999, 5, null))).toEqual([40_000]);
  });
});
