import {
  categoryOf,
  StoreUnavailableError,
  type AppendOutcome,
  type StreamName,
} from '@bookonce/kernel/ports/event-store';
import type { BatchTexts } from '@bookonce/adapter-storage/log/checked-batch';
import type { PostgresConnection } from '../connection.js';
import { sqlStateOf } from '../sql-state.js';
import { appendStatement, outcomeOf, type AppendRequest, type AppendRow } from './append-statement.js';
import type { Appended } from './bell.js';

interface Waiting extends AppendRequest {
  readonly size: number;
  readonly resolve: (outcome: AppendOutcome) => void;
  readonly reject: (error: unknown) => void;
}

const APPENDS_IN_ONE_COMMIT = 200;
/** In characters: one large append need not wait for many others to be sent. */
const SIZE_OF_ONE_COMMIT = 2 * 1024 * 1024;
/** Commits on their way at once: a stream that is waited for in one of them must not hold up all others. */
const AT_ONCE = 3;
const TRIES = 5;
/** Nothing was stored, and the same may well succeed now: serialization_failure, deadlock_detected. */
const WORTH_ANOTHER_TRY: readonly (string | null)[] = ['40001', '40P01'];

/**
 * Sends appends. While some are on their way, the next collect and share a round trip and a commit; each has an
 * outcome of its own.
 */
export class AppendQueue {
  #waiting: Waiting[] = [];
  #sending = 0;

  constructor(
    private readonly connection: Pick<PostgresConnection, 'query'>,
    private readonly schema: string,
    /** Told of each commit. */
    private readonly onAppended: (appended: Appended) => void,
  ) {}

  append(stream: StreamName, expectedRevision: number, texts: BatchTexts): Promise<AppendOutcome> {
    return new Promise((resolve, reject) => {
      this.#waiting.push({ stream, expectedRevision, texts, size: sizeOf(texts), resolve, reject });
      if (this.#sending < AT_ONCE) void this.#send();
    });
  }

  async #send(): Promise<void> {
    this.#sending += 1;
    // Everything that is decided in this turn of the event loop goes together.
    await Promise.resolve();
    while (this.#waiting.length > 0) await this.#store(this.#takeBatch());
    this.#sending -= 1;
  }

  #takeBatch(): readonly Waiting[] {
    let count = 0;
    for (let size = 0; count < Math.min(this.#waiting.length, APPENDS_IN_ONE_COMMIT); count += 1) {
      size += this.#waiting[count]?.size ?? 0;
      if (count > 0 && size > SIZE_OF_ONE_COMMIT) break;
    }
    // In one order for everybody, so that two commits cannot wait for each other.
    return this.#waiting.splice(0, count).sort(byStream);
  }

  async #store(batch: readonly Waiting[]): Promise<void> {
    try {
      const outcomes = (await this.#rowsOf(batch)).map(outcomeOf);
      this.#tellOf(batch, outcomes);
      batch.forEach(({ resolve, reject }, index) => {
        const outcome = outcomes[index];
        if (outcome === undefined) reject(new StoreUnavailableError('PostgreSQL left an append without an answer'));
        else resolve(outcome);
      });
    } catch (error) {
      const isOfOne = !(error instanceof StoreUnavailableError) && batch.length > 1;
      // What one of them is to blame for must not be the answer to the others.
      if (isOfOne) for (const one of batch) await this.#store([one]);
      else for (const { reject } of batch) reject(error);
    }
  }

  async #rowsOf(batch: readonly Waiting[]): Promise<readonly AppendRow[]> {
    for (let tries = 1; ; tries += 1) {
      try {
        return await this.connection.query<AppendRow>(appendStatement(this.schema, batch));
      } catch (error) {
        const state = error instanceof Error ? sqlStateOf(error.cause) : null;
        if (tries === TRIES || !WORTH_ANOTHER_TRY.includes(state)) throw error;
      }
    }
  }

  #tellOf(batch: readonly Waiting[], outcomes: readonly AppendOutcome[]): void {
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
