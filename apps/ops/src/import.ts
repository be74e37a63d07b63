import { InvalidMessageError, parseCloudEvent } from '@bookonce/contracts/parse-message';
import { NO_STREAM, type NewEvent, type StoredEvent } from '@bookonce/kernel/ports/event-store';
import { Digest } from './digest.js';
import { readHistory } from './read-history.js';
import type { MigratedStore } from './stores.js';

export interface ImportOptions {
  readonly to: MigratedStore;
  readonly lines: AsyncIterable<string>;
  /** Continues an interrupted import; events that are stored already are skipped. */
  readonly resume: boolean;
  readonly report: (message: string) => void;
}

/** A migration error that the operator can fix. */
export class MigrationError extends Error {
  override readonly name = 'MigrationError';
}

/** Events read before any of them is appended. */
const WAVE = 200;
const REPORT_EVERY = 10_000;

/** Appends every line's event in order, with its revision, id and time, then reads everything back and compares. */
export const importHistory = async ({ to, lines, resume, report }: ImportOptions): Promise<Digest> => {
  if (!resume && (await to.eventStore.head()) !== null) {
    throw new MigrationError(`${to.name} is not empty; --resume goes on with an import that was cut short`);
  }
  if (!resume) await to.importing();
  const sent = new Digest();
  let wave: StoredEvent[] = [];
  for await (const line of lines) {
    if (line.trim() === '') continue;
    const event = readLine(line, sent.count + 1);
    sent.add(event);
    wave.push(event);
    if (wave.length >= WAVE) {
      await appendWave(to, wave);
      wave = [];
    }
    if (sent.count % REPORT_EVERY === 0) report(`${sent.count} events`);
  }
  await appendWave(to, wave);
  await compare(to, sent);
  const head = await to.eventStore.head();
  if (head !== null) await to.imported(head);
  report(`imported ${sent.count} events into ${to.name}, and read them again: digest ${sent.text}`);
  return sent;
};

const readLine = (line: string, number: number): StoredEvent => {
  try {
    return parseCloudEvent(JSON.parse(line)).event;
  } catch (error) {
    const reason = error instanceof InvalidMessageError ? `: ${error.message}` : '';
    throw new MigrationError(`line ${number} is not a CloudEvent of an export${reason}`, { cause: error });
  }
};

const appendWave = async (to: MigratedStore, wave: readonly StoredEvent[]): Promise<void> => {
  const runs = runsOf(wave);
  for (let at = 0; at < runs.length; at += to.appendsAtOnce) {
    await Promise.all(runs.slice(at, at + to.appendsAtOnce).map((events) => appendAll(to, events)));
  }
};

/** Splits events into runs of one stream each: one append stores a run, and all events keep their order. */
const runsOf = (events: readonly StoredEvent[]): readonly (readonly StoredEvent[])[] => {
  const runs: StoredEvent[][] = [];
  for (const event of events) {
    const run = runs.at(-1);
    if (run?.[0]?.stream === event.stream) run.push(event);
    else runs.push([event]);
  }
  return runs;
};

const appendAll = async ({ eventStore, name }: MigratedStore, events: readonly StoredEvent[]): Promise<void> => {
  const [first] = events;
  if (first === undefined) return;
  const { stream, revision } = first;
  const batch = events.map(({ id, type, data, meta }): NewEvent => ({ id, type, data, meta }));
  const outcome = await eventStore.append(stream, revision === 0 ? NO_STREAM : revision - 1, batch);
  if (outcome.outcome === 'appended') return;
  throw new MigrationError(`${stream} of ${name} goes to revision ${outcome.actualRevision}, not to ${revision - 1}`);
};

const compare = async (to: MigratedStore, sent: Digest): Promise<void> => {
  const there = new Digest();
  await readHistory(to.eventStore, async (events) => {
    for (const event of events) there.add(event);
  });
  if (there.text === sent.text && there.count === sent.count) return;
  throw new MigrationError(
    `${to.name} holds ${there.count} events (digest ${there.text}), the import was of ${sent.count} (${sent.text})`,
  );
};
