import {
  categoryOf,
  StoreUnavailableError,
  type AppendOutcome,
  type StreamName,
} from '@bookonce/kernel/ports/event-store';
import type { BatchTexts } from '../../log/checked-batch.js';
import type { PostgresConnection } from '../connection.js';
import type { Appended } from './bell.js';
import { positionOf } from './order.js';

interface Waiting {
  readonly stream: StreamName;
  readonly text: string;
  readonly resolve: (outcome: AppendOutcome) => void;
  readonly reject: (error: unknown) => void;
}

interface Row {
  readonly request: number;
  readonly outcome: 'appended' | 'repeated' | 'conflict';
  readonly at_revision: number;
  readonly at_transaction: string;
  readonly at_position: string;
}

const APPENDS_IN_ONE_COMMIT = 200;
/** Commits on their way at once: a stream that is waited for in one of them must not hold up all others. */
const AT_ONCE = 3;

/**
 * Sends appends. While some are on their way, the next collect and share a round trip and a commit; each has an
 * outcome of its own.
 */
export class AppendQueue {
  #waiting: Waiting[] = [];
  #sending = 0;

  constructor(
    private readonly connection: PostgresConnection,
    private readonly schema: string,
    /** Told of each commit. */
    private readonly onAppended: (appended: Appended) => void,
  ) {}

  append(stream: StreamName, expected: number, batch: BatchTexts): Promise<AppendOutcome> {
    const text = requestText(stream, expected, batch);
    return new Promise((resolve, reject) => {
      this.#waiting.push({ stream, text, resolve, reject });
      if (this.#sending < AT_ONCE) void this.#send();
    });
  }

  async #send(): Promise<void> {
    this.#sending += 1;
    // Everything that is decided in this turn of the event loop goes together.
    await Promise.resolve();
    while (this.#waiting.length > 0) {
      const batch = this.#waiting.splice(0, APPENDS_IN_ONE_COMMIT);
      await this.#store(batch);
    }
    this.#sending -= 1;
  }

  async #store(batch: readonly Waiting[]): Promise<void> {
    try {
      const rows = await this.connection.query<Row>({
        name: 'append',
        text: `SELECT * FROM ${this.schema}.append($1)`,
        values: [`[${batch.map(({ text }) => text).join(',')}]`],
      });
      const outcomes = rows.map(outcomeOf);
      const positions = outcomes.flatMap((one) => (one.outcome === 'appended' && !one.repeated ? [one.position] : []));
      const last = positions.sort().at(-1);
      if (last !== undefined) {
        const categories = new Set(batch.map(({ stream }) => categoryOf(stream)));
        this.onAppended({ position: last, categories });
      }
      rows.forEach(({ request }, index) => {
        const outcome = outcomes[index];
        if (outcome !== undefined) batch[request]?.resolve(outcome);
      });
    } catch (error) {
      for (const { reject } of batch) reject(error);
    }
    // A server that left one out has answered nothing that can be relied on.
    for (const { reject } of batch) reject(new StoreUnavailableError('PostgreSQL left an append without an answer'));
  }
}

/** Of JSON that is there already: what is stored is what was checked. */
const requestText = (stream: StreamName, expected: number, { ids, types, datas, metas }: BatchTexts): string => {
  const events = ids.map(
    (id, index) =>
      `{"id":"${id}","type":${JSON.stringify(types[index])},"data":${datas[index]},"meta":${metas[index]}}`,
  );
  return `{"stream":${JSON.stringify(stream)},"expected":${expected},"events":[${events.join(',')}]}`;
};

const outcomeOf = ({ outcome, at_revision, at_transaction, at_position }: Row): AppendOutcome => {
  if (outcome === 'conflict') return { outcome, actualRevision: at_revision };
  const position = positionOf({ transaction: at_transaction, position: at_position });
  return { outcome: 'appended', revision: at_revision, position, repeated: outcome === 'repeated' };
};
