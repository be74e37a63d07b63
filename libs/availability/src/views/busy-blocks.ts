import { recorded } from '@bookonce/contracts/event-catalogue';
import { PUT_SOURCE } from '@bookonce/contracts/values/busy-source';
import type { StoredEvent } from '@bookonce/kernel/ports/event-store';
import type { ReadModels } from '@bookonce/kernel/ports/read-models';
import type { DocumentProjection } from '@bookonce/kernel/projector';
import { changedEntries, entryOf, type BusyEntry } from '../domain/busy-times.js';
import { dateOf, DAY_MS } from '../domain/slots/day-number.js';
import type { BusyOf } from '../domain/slots/slot-reasons.js';
import { joined, spansWithin, union, type Span } from '../domain/slots/spans.js';
import { busyBlocks, type BusyBlockDocument, type HostDocument } from './availability-documents.js';

/** The most busy times of one answer. */
export const MOST_BUSY_ITEMS = 5_000;

const DAYS_PER_BLOCK = 16;
const BLOCK_MS = DAYS_PER_BLOCK * DAY_MS;

const MOST_READ_BY_ID = 8;

const blockIdAt = (hostId: string, block: number): string => `${hostId}/${dateOf(block * DAYS_PER_BLOCK)}`;
const blockOf = (epochMs: number): number => Math.floor(epochMs / BLOCK_MS);

interface BlockChange {
  readonly added: BusyEntry[];
  readonly removed: BusyEntry[];
}

const noChanges: ReadonlyMap<string, BlockChange> = new Map();

const changesOf = (stored: StoredEvent): ReadonlyMap<string, BlockChange> => {
  const event = recorded(stored);
  // The API's intervals are in the document of their host.
  if (event.type !== 'BusySet' || event.data.source.id === PUT_SOURCE.id) return noChanges;
  const { hostId, added, removed } = event.data;
  const changes = new Map<string, BlockChange>();
  const changeAt = (block: number): BlockChange => {
    const id = blockIdAt(hostId, block);
    const change = changes.get(id) ?? { added: [], removed: [] };
    changes.set(id, change);
    return change;
  };
  const sort = (entry: BusyEntry, what: keyof BlockChange): void => {
    for (let block = blockOf(entry.start); block * BLOCK_MS < entry.end; block += 1) changeAt(block)[what].push(entry);
  };
  for (const interval of added) sort(entryOf(interval), 'added');
  for (const interval of removed === 'all' ? [] : removed) sort(entryOf(interval), 'removed');
  return changes;
};

/** Each event is asked once for its ids, and once for each of them. */
const changesByEvent = new WeakMap<StoredEvent, ReadonlyMap<string, BlockChange>>();

const rememberedChangesOf = (stored: StoredEvent): ReadonlyMap<string, BlockChange> => {
  const known = changesByEvent.get(stored);
  if (known !== undefined) return known;
  const changes = changesOf(stored);
  changesByEvent.set(stored, changes);
  return changes;
};

export const busyBlockProjection: DocumentProjection<BusyBlockDocument> = {
  collection: busyBlocks,
  idsOf: (stored) => (stored.type === 'BusySet' ? [...rememberedChangesOf(stored).keys()] : []),
  evolve: (block, stored, id) => {
    const event = recorded(stored);
    const change = rememberedChangesOf(stored).get(id);
    if (event.type !== 'BusySet' || change === undefined) return block;
    const sourceId = event.data.source.id;
    const sources = block?.sources ?? [];
    const there = sources.find((source) => source.id === sourceId)?.intervals ?? [];
    const intervals = changedEntries(there, change.removed, change.added);
    const others = sources.filter((source) => source.id !== sourceId);
    if (intervals.length === 0) return others.length === 0 ? null : { id, sources: others };
    const all = [...others, { id: sourceId, intervals }].sort((a, b) => (a.id < b.id ? -1 : 1));
    return { id, sources: all };
  },
};

/** The parts of a host's document that its busy times depend on. */
export type BusyHost = Pick<HostDocument, 'busy' | 'busySources'>;

/** A host's busy times in a part of the time, as the views have them. */
export interface HostBusy {
  readonly host: BusyHost;
  readonly blocks: readonly BusyBlockDocument[];
}

/** Reads what a host's connected calendars say about `[from, to)`, epoch ms. Costs nothing if there are none. */
export const readBusy = async (
  readModels: Pick<ReadModels, 'get' | 'range'>,
  hostId: string,
  host: BusyHost,
  from: number,
  to: number,
): Promise<HostBusy> => {
  if (host.busySources.length === 0) return { host, blocks: [] };
  const [first, last] = [blockOf(from), blockOf(to)];
  // A few documents are read faster by their ids, also from a server.
  if (last - first >= MOST_READ_BY_ID) {
    return { host, blocks: await readModels.range(busyBlocks, blockIdAt(hostId, first), blockIdAt(hostId, last)) };
  }
  const ids = Array.from({ length: last - first + 1 }, (_, index) => blockIdAt(hostId, first + index));
  const blocks = await Promise.all(ids.map((id) => readModels.get(busyBlocks, id)));
  return { host, blocks: blocks.flatMap((block) => block ?? []) };
};

/** Returns everything that overlaps `[from, to)`, epoch ms, without the names of its sources; efficient. */
export const busyBetween = ({ host, blocks }: HostBusy, from: number, to: number): readonly BusyOf[] => {
  const spans = spansWithin(putSpansOf(host), from, to);
  const connected = joined(blocks.map(spansOfBlock));
  return [spans, connected].filter(({ length }) => length > 0).map((all) => ({ source: null, spans: all }));
};

/** Returns what each source says about `[from, to)`, epoch ms; in whole intervals. */
export const namedBusyBetween = ({ host, blocks }: HostBusy, from: number, to: number) => {
  const connected = host.busySources.map((source) => ({
    source,
    spans: union(
      blocks.flatMap(({ sources }) => sources.filter(({ id }) => id === source.id).flatMap((own) => own.intervals)),
    ),
  }));
  return [{ source: PUT_SOURCE, spans: putSpansOf(host) }, ...connected]
    .map(({ source, spans }) => ({ source, spans: spansWithin(spans, from, to) }))
    .filter(({ spans }) => spans.length > 0);
};

const putSpans = new WeakMap<HostDocument['busy'], readonly Span[]>();
const blockSpans = new WeakMap<BusyBlockDocument, readonly Span[]>();

/** Cached by list; read models may return the same objects again. */
const putSpansOf = ({ busy }: BusyHost): readonly Span[] => {
  const known = putSpans.get(busy);
  if (known !== undefined) return known;
  const spans = union(busy.map(entryOf));
  putSpans.set(busy, spans);
  return spans;
};

/** Cached by document. */
const spansOfBlock = (block: BusyBlockDocument): readonly Span[] => {
  const known = blockSpans.get(block);
  if (known !== undefined) return known;
  const spans = union(block.sources.flatMap(({ intervals }) => intervals));
  blockSpans.set(block, spans);
  return spans;
};
