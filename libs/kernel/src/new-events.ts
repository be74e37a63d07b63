import type { DomainEvent } from './decider.js';
import type { Instant } from './json.js';
import type { CommandContext } from './ports/bus.js';
import type { NewEvent, Position, StoredEvent, StreamName } from './ports/event-store.js';
import type { Ids } from './ports/ids.js';

export interface Origin {
  readonly stream: StreamName;
  /** Revision that the first of them is meant for. */
  readonly from: number;
  readonly context: CommandContext;
  readonly at: Instant;
  readonly ids: Pick<Ids, 'derive'>;
  /** Schema version that new events of this type carry. */
  readonly versionOf: (eventType: string) => number;
}

/** What a command decided, as events to append: named, dated and signed. */
export const newEvents = (decided: readonly DomainEvent[], origin: Origin): readonly NewEvent[] => {
  const { stream, from, context, at, ids, versionOf } = origin;
  const { commandId, workspaceId, correlationId, by } = context;
  return decided.map((event, index) => ({
    id: ids.derive(eventName(commandId, stream, from + index, event)),
    type: event.type,
    data: event.data,
    meta: { time: at, version: versionOf(event.type), workspaceId, correlationId, causationId: commandId, by },
  }));
};

/**
 * What an event's id derives from. A store answers "success" to a repeated id at its place, so a repeated id must
 * mean the very same fact told by the very same caller (I1):
 * - the caller's command, never the aggregate alone: two callers must not both be told that they won;
 * - its place: a command that comes again when its effect has been undone makes another event (I11);
 * - what it says: a command that comes again may be decided otherwise, by another clock (I20) or on other hosts.
 */
const eventName = (commandId: string, stream: StreamName, revision: number, { type, data }: DomainEvent): string =>
  `${commandId}/${stream}/${revision}/${type}/${JSON.stringify(data)}`;

/** As they stand in the stream now; of a batch only the last one's position is known, and said of all. */
export const storedFrom = (
  stream: StreamName,
  expectedRevision: number,
  events: readonly NewEvent[],
  position: Position,
): readonly StoredEvent[] =>
  events.map((event, index) => ({ ...event, stream, revision: expectedRevision + 1 + index, position }));
