import { parseStored } from '@bookonce/contracts/parse-message';
import { upcastKnown } from '@bookonce/contracts/upcast';
import { HistoryCheck } from '@bookonce/invariants/history-check';
import type { Violation } from '@bookonce/invariants/violation';
import type { DamagedEventError, EventStore, StoredEvent, StreamName } from '@bookonce/kernel/ports/event-store';
import { readHistory } from './read-history.js';
import type { MigratedStore } from './stores.js';

/** A violation in a stored history: an invariant by its number, `checksum` or `schema`. */
export interface Finding {
  readonly invariant: Violation['invariant'] | 'checksum' | 'schema';
  readonly stream: StreamName;
  /** A sentence or two for an operator. */
  readonly detail: string;
}

export interface Verified {
  readonly ok: boolean;
  /** How many events of history were read, damaged ones included. Sent mails in `mails.db` are none. */
  readonly events: number;
  readonly violations: readonly Finding[];
}

export interface VerifyOptions {
  /** The store itself, whose events have the version at which they were stored. */
  readonly store: EventStore;
  readonly report: (message: string) => void;
}

const REPORT_EVERY = 10_000;
/** Streams that are read at a time. */
const STREAMS_AT_ONCE = 50;

/**
 * Reads a history up to its current end and checks it: the checksum of every event, its schema, revisions without gaps
 * (I11), and I1 to I7 and I21 to I23 over all events together. Attempts in flight at the end are passed over. After an
 * unreadable event, the rest of its stream is passed over, so what seems to be missing there may follow from it.
 */
export const verify = async ({ store, report }: VerifyOptions): Promise<Verified> => {
  const check = new HistoryCheck();
  const unreadable: Finding[] = [];
  const setAside = new Set<StreamName>();
  const lastRevisions = new Map<StreamName, number>();
  let events = 0;
  const count = (): void => {
    events += 1;
    if (events % REPORT_EVERY === 0) report(`${events} events`);
  };
  const leaveAside = (invariant: Finding['invariant'], stream: StreamName, detail: string): void => {
    unreadable.push({ invariant, stream, detail });
    setAside.add(stream);
  };
  const one = (event: StoredEvent): void => {
    count();
    const { stream, revision } = event;
    lastRevisions.set(stream, revision);
    if (setAside.has(stream)) return;
    const read = readStored(event);
    if (read.ok) check.add(read.event);
    else leaveAside('schema', stream, read.reason);
  };
  const damaged = ({ stream, message }: DamagedEventError): void => {
    count();
    leaveAside('checksum', stream, message);
  };
  await readHistory(store, async (page) => page.forEach(one), damaged);
  for (const stream of setAside) lastRevisions.delete(stream);
  const missing = await missingEnds(store, lastRevisions, report);
  const violations = [...unreadable, ...missing, ...check.finish({ isAtRest: false })];
  return { ok: violations.length === 0, events, violations };
};

const readStored = (
  event: StoredEvent,
): { readonly ok: true; readonly event: StoredEvent } | { readonly ok: false; readonly reason: string } => {
  try {
    return { ok: true, event: parseStored(upcastKnown(event)) };
  } catch (error) {
    return { ok: false, reason: error instanceof Error ? error.message : String(error) };
  }
};

/** A read of a stream must find its end: a damaged index hides events that are still there. */
const missingEnds = async (
  store: EventStore,
  lastRevisions: ReadonlyMap<StreamName, number>,
  report: (message: string) => void,
): Promise<readonly Finding[]> => {
  const findings: Finding[] = [];
  const left = [...lastRevisions];
  report(`reading the ends of ${left.length} streams`);
  const work = async (): Promise<void> => {
    for (let next = left.pop(); next !== undefined; next = left.pop()) {
      const [stream, revision] = next;
      const [last] = await store.readStream(stream, { direction: 'backwards', limit: 1 });
      if (last !== undefined && last.revision >= revision) continue;
      const found = last === undefined ? 'no event' : `revision ${last.revision}`;
      const detail = `Reading the stream finds ${found} as its end, but history holds revision ${revision}.`;
      findings.push({ invariant: 'I11', stream, detail });
    }
  };
  await Promise.all(Array.from({ length: STREAMS_AT_ONCE }, work));
  return findings;
};

/** Describes the result in lines for people. */
export const describeVerified = (
  { ok, events, violations }: Verified,
  { name, mailedBesides }: Pick<MigratedStore, 'name' | 'mailedBesides'>,
): string => {
  const lines = violations.map(({ invariant, stream, detail }) => `${invariant} ${stream}: ${detail}\n`);
  const result = ok ? 'no violation' : `${violations.length} violations`;
  const mails =
    mailedBesides.length === 0
      ? ''
      : `Not counted: ${mailedBesides.length} sent mails in mails.db, which export writes as a line each (MailSent).\n`;
  return `${lines.join('')}${name}: ${events} events in history, ${result}\n${mails}`;
};
