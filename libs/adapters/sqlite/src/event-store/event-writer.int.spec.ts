import { checkedBatch } from '@bookonce/adapter-storage/log/batch';
import { newEvent } from '@bookonce/testing/contracts/tested-event-store';
import { temporaryFolder } from '@bookonce/testing/harness/temporary-folder';
import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { DatabaseSync } from 'node:sqlite';
import type { AppendRequest } from './batch-writer.js';
import { EventWriter } from './event-writer.js';

const request = (name: string, expectedRevision = -1): AppendRequest => ({
  stream: 'link-a',
  expectedRevision,
  texts: checkedBatch('link-a', expectedRevision, [newEvent(name)]),
});

const stored = (place: number) => ({
  ok: true,
  answers: [{ kind: 'appended', revision: place - 1, position: place, repeated: false }],
});

describe('a batch that the disk rejects', () => {
  let folder: ReturnType<typeof temporaryFolder>;
  let writer: EventWriter;
  beforeEach(() => {
    folder = temporaryFolder();
    writer = new EventWriter(folder.path);
  });
  afterEach(() => {
    jest.restoreAllMocks();
    writer.close();
    folder.remove();
  });

  /** Lets each of these statements fail once. */
  const failOnce = (...statements: readonly string[]): void => {
    const left = new Set(statements);
    const exec = DatabaseSync.prototype.exec;
    jest.spyOn(DatabaseSync.prototype, 'exec').mockImplementation(function (this: DatabaseSync, sql) {
      if (left.delete(sql)) throw new Error(`no ${sql}`);
      exec.call(this, sql);
    });
  };

  it('leaves nothing behind', () => {
    failOnce('COMMIT');
    expect(writer.write([request('1')])).toEqual({ ok: false, reason: 'no COMMIT' });
    expect(writer.write([request('2')])).toEqual(stored(1));
    expect(writer.write([request('1')])).toMatchObject({ answers: [{ kind: 'conflict', actualRevision: 0 }] });
  });

  it('leaves nothing behind even if the rollback fails at first', () => {
    expect(writer.write([request('1')])).toEqual(stored(1));
    failOnce('COMMIT', 'ROLLBACK');
    expect(writer.write([request('2', 0)])).toEqual({ ok: false, reason: 'no COMMIT' });
    expect(writer.write([request('3', 0)])).toEqual(stored(2));
  });
});
