import { DamagedEventError, type EventStore, type StoredEvent } from '@bookonce/kernel/ports/event-store';
import { batch, namesOf } from '@bookonce/testing/contracts/tested-event-store';
import { temporaryFolder } from '@bookonce/testing/harness/temporary-folder';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { openSqliteEventStore } from '../open-sqlite-event-store.js';
import { damageInFile } from './fixtures/damage.js';
import { EVENTS_FILE } from './schema.js';

let folder: ReturnType<typeof temporaryFolder>;
let store: EventStore;
const open = async (): Promise<void> => {
  store = await openSqliteEventStore({ folder: folder.path, writer: 'inline' });
};
const edit = (...statements: readonly string[]): void => {
  const database = new DatabaseSync(join(folder.path, EVENTS_FILE));
  for (const statement of statements) database.exec(statement);
  database.close();
};

/** Everything that a follower of all streams meets up to the end. */
const followAll = async () => {
  const events: StoredEvent[] = [];
  const damages: DamagedEventError[] = [];
  await new Promise<void>((resolve) => {
    store.subscribe(
      { after: null },
      {
        handle: async (some) => void events.push(...some),
        damaged: (damage) => void damages.push(damage),
        reached: () => resolve(),
      },
    );
  });
  return { events, damages };
};

beforeEach(async () => {
  folder = temporaryFolder();
  await open();
});
afterEach(async () => {
  await store.close();
  folder.remove();
});

describe('an event in the file', () => {
  beforeEach(async () => {
    await store.append('link-a', -1, batch('a0', 'a1'));
    await store.append('link-b', -1, batch('b0'));
    await store.close();
  });

  it.each([
    ['data', () => '{"name":'],
    ['meta', () => ''],
    ['checksum', () => null],
    ['checksum', (text: string) => Number(text) + 1],
  ] as const)('is damaged if its %s is overwritten', async (part, change) => {
    damageInFile(folder.path, 'link-a', 1, part, change as () => string);
    await open();
    await expect(store.readStream('link-a')).rejects.toThrow(DamagedEventError);
    expect(namesOf(await store.readStream('link-b'))).toEqual(['b0']);
  });

  it('is damaged if it was moved to another stream', async () => {
    edit('UPDATE events SET stream = 2, revision = 1 WHERE position = 2');
    await open();
    await expect(store.readStream('link-b')).rejects.toThrow(DamagedEventError);
  });

  it('does not vanish if its stream is unknown', async () => {
    edit('PRAGMA foreign_keys = OFF; UPDATE events SET stream = 77 WHERE position = 2');
    await open();
    const { events, damages } = await followAll();
    expect(namesOf(events)).toEqual(['a0', 'b0']);
    expect(damages).toMatchObject([{ revision: 1 }]);
  });
});

describe('a file of a release without checksums', () => {
  beforeEach(async () => {
    await store.append('link-a', -1, batch('a0', 'a1'));
    await store.close();
    edit('DROP TABLE checksums; ALTER TABLE events DROP COLUMN checksum; PRAGMA user_version = 1');
  });

  it('is read without a check, and new events are checked', async () => {
    await open();
    expect(namesOf(await store.readStream('link-a'))).toEqual(['a0', 'a1']);
    await store.append('link-a', 1, batch('a2'));
    await store.close();
    await open();
    expect(namesOf(await store.readStream('link-a'))).toEqual(['a0', 'a1', 'a2']);
    await store.close();
    damageInFile(folder.path, 'link-a', 2, 'type', () => 'Happens');
    await open();
    await expect(store.readStream('link-a')).rejects.toThrow(DamagedEventError);
    expect(namesOf(await store.readStream('link-a', { limit: 2 }))).toEqual(['a0', 'a1']);
  });
});
