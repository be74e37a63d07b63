import { isRepeatedBatch } from '@bookonce/adapter-storage/log/batch';
import { checksumsOf } from '@bookonce/adapter-storage/log/stored-form';
import { LruCache } from '@bookonce/kernel/lru-cache';
import { NO_STREAM } from '@bookonce/kernel/ports/event-store';
import type { DatabaseSync, StatementSync } from 'node:sqlite';
import type { AppendAnswer, AppendRequest, BatchAnswer } from './batch-writer.js';
import { openEventTables } from './schema.js';

interface Head {
  readonly id: number;
  revision: number;
}

const CACHED_HEADS = 100_000;

/**
 * The only writer of a folder's event store. Appends that arrive together share one transaction, and so one disk flush.
 * Each is checked separately, taking the earlier appends of the same transaction into account.
 */
export class EventWriter {
  readonly #database: DatabaseSync;
  readonly #insertEvent: StatementSync;
  readonly #insertStream: StatementSync;
  readonly #findHead: StatementSync;
  readonly #findIds: StatementSync;
  readonly #heads = new LruCache<Head>(CACHED_HEADS);
  #position: number;

  constructor(folder: string) {
    this.#database = openEventTables(folder);
    const prepare = (sql: string): StatementSync => this.#database.prepare(sql);
    this.#insertEvent = prepare(
      'INSERT INTO events (position, stream, revision, id, type, data, meta, checksum) VALUES (?, ?, ?, ?, ?, ?, ?, ?)',
    );
    this.#insertStream = prepare('INSERT INTO streams (name) VALUES (?)');
    this.#findHead = prepare(
      'SELECT id, (SELECT max(revision) FROM events WHERE stream = streams.id) AS revision FROM streams WHERE name = ?',
    );
    this.#findIds = prepare('SELECT id FROM events WHERE stream = ? AND revision >= ? ORDER BY revision LIMIT ?');
    this.#position = Number(prepare('SELECT max(position) AS position FROM events').get()?.['position'] ?? 0);
  }

  write(batch: readonly AppendRequest[]): BatchAnswer {
    const before = this.#position;
    try {
      // Retries a failed rollback before starting a new transaction.
      this.#rollBack();
      this.#database.exec('BEGIN IMMEDIATE');
      const answers = batch.map((request) => this.#append(request));
      this.#database.exec('COMMIT');
      return { ok: true, answers };
    } catch (error) {
      this.#undo(batch, before);
      return { ok: false, reason: error instanceof Error ? error.message : String(error) };
    }
  }

  close(): void {
    this.#database.close();
  }

  #append(request: AppendRequest): AppendAnswer {
    const { stream, expectedRevision } = request;
    const known = this.#heads.get(stream) ?? this.#readHead(stream);
    const actual = known?.revision ?? NO_STREAM;
    if (actual !== expectedRevision) return this.#repeatedOrConflict(request, known, actual);
    const head = known ?? this.#newStream(stream);
    const checksums = checksumsOf(stream, expectedRevision + 1, request.texts);
    request.texts.ids.forEach((_, index) => this.#insert(head, request, index, checksums[index] ?? null));
    return { kind: 'appended', revision: head.revision, position: this.#position, repeated: false };
  }

  #insert(head: Head, request: AppendRequest, index: number, checksum: number | null): void {
    head.revision += 1;
    this.#position += 1;
    const { ids, types, datas, metas } = request.texts;
    this.#insertEvent.run(
      this.#position,
      head.id,
      head.revision,
      ids[index] ?? '',
      types[index] ?? '',
      datas[index] ?? '',
      metas[index] ?? '',
      checksum,
    );
  }

  #repeatedOrConflict(request: AppendRequest, head: Head | null, actual: number): AppendAnswer {
    if (head !== null) {
      const { ids } = request.texts;
      const rows = this.#findIds.all(head.id, request.expectedRevision + 1, ids.length);
      const there = rows.map((row) => String(row['id']));
      if (isRepeatedBatch(ids, there)) {
        const revision = request.expectedRevision + ids.length;
        return { kind: 'appended', revision, position: this.#positionOf(head.id, revision), repeated: true };
      }
    }
    return { kind: 'conflict', actualRevision: actual };
  }

  #positionOf(streamId: number, revision: number): number {
    const row = this.#database
      .prepare('SELECT position FROM events WHERE stream = ? AND revision = ?')
      .get(streamId, revision);
    return Number(row?.['position']);
  }

  #readHead(stream: string): Head | null {
    const row = this.#findHead.get(stream);
    if (row === undefined) return null;
    const head = { id: Number(row['id']), revision: Number(row['revision'] ?? NO_STREAM) };
    this.#heads.set(stream, head);
    return head;
  }

  #newStream(stream: string): Head {
    const head = { id: Number(this.#insertStream.run(stream).lastInsertRowid), revision: NO_STREAM };
    this.#heads.set(stream, head);
    return head;
  }

  /** Rolls back, and drops the cached state of the batch. */
  #undo(batch: readonly AppendRequest[], position: number): void {
    this.#position = position;
    for (const { stream } of batch) this.#heads.delete(stream);
    try {
      this.#rollBack();
    } catch {
      // The next batch retries the rollback.
    }
  }

  #rollBack(): void {
    if (this.#database.isTransaction) this.#database.exec('ROLLBACK');
  }
}
