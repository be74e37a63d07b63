import type { BatchTexts } from '@bookonce/adapter-storage/log/batch';
import { checksumsOf } from '@bookonce/adapter-storage/log/stored-form';
import {
  type AppendOutcome,
  categoryOf,
  StoreUnavailableError,
  type StreamName,
} from '@bookonce/kernel/ports/event-store';
import type { QueryConfig } from 'pg';
import { type PostgresConnection, sqlStateOf } from '../connection.js';
import { positionOf } from './history-reader.js';
import type { Appended } from './notify-listener.js';

interface Waiting extends AppendRequest {
  readonly size: number;
  readonly resolve: (outcome: AppendOutcome) => void;
  readonly reject: (error: unknown) => void;
}

const MAX_APPENDS_PER_COMMIT = 200;
/** In characters, so that large appends do not delay many others. */
const MAX_COMMIT_SIZE = 2 * 1024 * 1024;
/** Most commits in flight: one that waits for a lock on a stream must not block the others. */
const MAX_COMMITS_IN_FLIGHT = 3;
const MAX_TRIES = 5;
/** serialization_failure and deadlock_detected: nothing was stored, and a retry is likely to succeed. */
const RETRYABLE_STATES: readonly (string | null)[] = ['40001', '40P01'];

/**
 * Sends appends. Appends that arrive while others are in flight share a round trip and a commit. Each gets its own
 * outcome.
 */
export class AppendQueue {
  #waiting: Waiting[] = [];
  #sending = 0;

  constructor(
    private readonly connection: Pick<PostgresConnection, 'query'>,
    private readonly schema: string,
    /** Called after each commit that stored events. */
    private readonly onAppended: (appended: Appended) => void,
  ) {}

  append(stream: StreamName, expectedRevision: number, texts: BatchTexts): Promise<AppendOutcome> {
    return new Promise((resolve, reject) => {
      this.#waiting.push({ stream, expectedRevision, texts, size: sizeOf(texts), resolve, reject });
      if (this.#sending < MAX_COMMITS_IN_FLIGHT) void this.#send();
    });
  }

  async #send(): Promise<void> {
    this.#sending += 1;
    // Deferred, so that appends of the same turn of the event loop share a batch.
    await Promise.resolve();
    while (this.#waiting.length > 0) await this.#store(this.#takeBatch());
    this.#sending -= 1;
  }

  #takeBatch(): readonly Waiting[] {
    let count = 0;
    for (let size = 0; count < Math.min(this.#waiting.length, MAX_APPENDS_PER_COMMIT); count += 1) {
      size += this.#waiting[count]?.size ?? 0;
      if (count > 0 && size > MAX_COMMIT_SIZE) break;
    }
    // Every process locks streams in the same order, so that commits cannot deadlock.
    return this.#waiting.splice(0, count).sort(byStream);
  }

  async #store(batch: readonly Waiting[]): Promise<void> {
    try {
      const outcomes = (await this.#rowsOf(batch)).map(outcomeOf);
      this.#announce(batch, outcomes);
      batch.forEach(({ resolve, reject }, index) => {
        const outcome = outcomes[index];
        if (outcome === undefined)
          reject(new StoreUnavailableError('PostgreSQL returned no outcome for an append. Retry with the same ids.'));
        else resolve(outcome);
      });
    } catch (error) {
      const isOneAtFault = !(error instanceof StoreUnavailableError) && batch.length > 1;
      // An error caused by one append must not fail the others.
      if (isOneAtFault) for (const one of batch) await this.#store([one]);
      else for (const { reject } of batch) reject(error);
    }
  }

  async #rowsOf(batch: readonly Waiting[]): Promise<readonly AppendRow[]> {
    for (let tries = 1; ; tries += 1) {
      try {
        return await this.connection.query<AppendRow>(appendStatement(this.schema, batch));
      } catch (error) {
        const state = error instanceof Error ? sqlStateOf(error.cause) : null;
        if (tries === MAX_TRIES || !RETRYABLE_STATES.includes(state)) throw error;
      }
    }
  }

  #announce(batch: readonly Waiting[], outcomes: readonly AppendOutcome[]): void {
    const stored = outcomes.flatMap((one, index) => {
      const stream = batch[index]?.stream;
      return one.outcome === 'appended' && !one.repeated && stream !== undefined
        ? [{ position: one.position, category: categoryOf(stream) }]
        : [];
    });
    if (stored.length === 0) return;
    const position = stored.reduce((last, one) => (one.position > last ? one.position : last), '');
    this.onAppended({ position, categories: new Set(stored.map(({ category }) => category)) });
  }
}

const byStream = (one: Waiting, other: Waiting): number =>
  one.stream < other.stream ? -1 : Number(one.stream > other.stream);

const sizeOf = ({ datas, metas }: BatchTexts): number =>
  [...datas, ...metas].reduce((sum, text) => sum + text.length, 0);

/** One below the greatest integer of the column. No stream grows that long, so any greater revision conflicts too. */
const MAX_EXPECTED = 2_147_483_646;

export interface AppendRequest {
  readonly stream: StreamName;
  readonly expectedRevision: number;
  readonly texts: BatchTexts;
}

export interface AppendRow {
  readonly outcome: 'appended' | 'repeated' | 'conflict';
  readonly at_revision: number;
  readonly at_transaction: string;
  readonly at_position: string;
}

/** Builds one statement for all requests. It returns one {@link AppendRow} for each, in their order. */
export const appendStatement = (schema: string, requests: readonly AppendRequest[]): QueryConfig => ({
  name: 'append',
  text: `SELECT * FROM ${schema}.append($1, $2, $3, $4, $5, $6, $7, $8)`,
  values: [
    requests.map(({ stream }) => stream),
    requests.map(({ expectedRevision }) => Math.min(expectedRevision, MAX_EXPECTED)),
    requests.map(({ texts }) => texts.ids.length),
    requests.flatMap(({ texts }) => texts.ids),
    requests.flatMap(({ texts }) => texts.types),
    requests.flatMap(({ texts }) => texts.datas),
    requests.flatMap(({ texts }) => texts.metas),
    requests.flatMap(({ stream, expectedRevision, texts }) => checksumsOf(stream, expectedRevision + 1, texts)),
  ],
});

export const outcomeOf = ({ outcome, at_revision, at_transaction, at_position }: AppendRow): AppendOutcome => {
  if (outcome === 'conflict') return { outcome, actualRevision: at_revision };
  const position = positionOf({ transaction: at_transaction, position: at_position });
  return { outcome: 'appended', revision: at_revision, position, repeated: outcome === 'repeated' };
};
