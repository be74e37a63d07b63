import type { DeadLetter } from '@bookonce/kernel/ports/dead-letters';
import { StoreUnavailableError } from '@bookonce/kernel/ports/event-store';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { EventStoreDbServer } from './fixtures/event-store-db-server.js';
import { OwnNamespace } from './fixtures/own-namespace.js';
import type { EventStoreDb } from './open-event-store-db.js';

const letter = (id: string): DeadLetter => ({
  id,
  subscriber: 'notification',
  eventId: id,
  eventType: 'BookingConfirmed',
  stream: 'booking-bkg_1',
  revision: 0,
  reason: 'no such host',
  tries: 5,
  at: '2026-03-01T00:00:00.000Z',
});

describe('data stored next to history', () => {
  let server: EventStoreDbServer;
  let namespace: OwnNamespace;
  let opened: EventStoreDb;
  beforeEach(async () => {
    server = await EventStoreDbServer.start();
    namespace = new OwnNamespace(server.url);
    opened = await namespace.open({ timeoutMs: 500 });
  });
  afterEach(async () => {
    await namespace.close();
    await server.stop();
  });

  /** The number of events that the server still shows of a stream; all if it has no limit. */
  const left = (stream: string): number => {
    const found = server.log.committed.stream(`${namespace.name}.${stream}`);
    return found.kind === 'records' ? found.records.length : 0;
  };

  it('keeps only the last value of each, across processes', async () => {
    const other = await namespace.open();
    for (const position of ['001', '002', '003']) {
      await opened.checkpoints.save('publisher', position);
      await other.checkpoints.save('publisher', position);
      await opened.snapshots.save('calendar-hst_1', { revision: 1, version: 1, state: position });
    }
    expect([left('bookonce_checkpoint-publisher'), left('bookonce_snapshot-calendar-hst_1')]).toEqual([1, 1]);
    // Set once, because every further metadata write is an event that all processes have to read.
    expect(server.log.committed.stream(`$$${namespace.name}.bookonce_checkpoint-publisher`)).toMatchObject({
      records: { length: 1 },
    });
  });

  it('drops a snapshot that is too large, and says so', async () => {
    const dropped: unknown[] = [];
    const { snapshots } = await namespace.open({
      onSnapshotDropped: (stream, bytes) => void dropped.push(stream, bytes),
    });
    await snapshots.save('calendar-hst_1', { revision: 1, version: 1, state: 'small' });
    await snapshots.save('calendar-hst_1', { revision: 2, version: 1, state: 'é'.repeat(600 * 1024) });
    expect(await snapshots.load('calendar-hst_1')).toMatchObject({ revision: 1 });
    expect(dropped).toEqual(['calendar-hst_1', expect.any(Number)]);
  });

  it('is truncated once the last dead letter is removed, and keeps later ones', async () => {
    const { deadLetters } = opened;
    for (const id of ['a', 'b']) await deadLetters.add(letter(id));
    await deadLetters.remove('a');
    expect(left('bookonce_deadletters-all')).toBe(3);
    await deadLetters.remove('b');
    expect(left('bookonce_deadletters-all')).toBe(0);
    await deadLetters.add(letter('c'));
    expect(await deadLetters.list(10)).toEqual([letter('c')]);
  });

  it('is unavailable while the server is', async () => {
    await server.down();
    const { checkpoints, snapshots, deadLetters } = opened;
    await expect(checkpoints.save('publisher', '001')).rejects.toThrow(StoreUnavailableError);
    await expect(checkpoints.load('publisher')).rejects.toThrow(StoreUnavailableError);
    await expect(snapshots.load('link-a')).rejects.toThrow(StoreUnavailableError);
    await expect(deadLetters.count()).rejects.toThrow(StoreUnavailableError);
  });
});
