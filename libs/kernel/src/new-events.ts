import { actorIn } from './actor.js';
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

/** Turns decided events into events to append, with their ids and metadata. */
export const newEvents = (decided: readonly DomainEvent[], origin: Origin): readonly NewEvent[] => {
  const { stream, from, context, at, ids, versionOf } = origin;
  const { commandId, workspaceId, correlationId } = context;
  const actor = actorIn(context);
  return decided.map((event, index) => ({
    id: ids.derive(eventName(commandId, stream, from + index, event)),
    type: event.type,
    data: event.data,
    meta: { time: at, version: versionOf(event.type), workspaceId, correlationId, causationId: commandId, ...actor },
  }));
};

/**
 * Returns the text that an event's id derives from. A store answers "success" to a repeated id at its place, so a repeated
 * id must stand for the same fact from the same caller (I1). The text holds
 * - the caller's command, not the aggregate alone: two callers must not both receive the answer that they won;
 * - the event's place: a repeated command whose effect was undone meanwhile makes another event (I11);
 * - the event's data: a repeated command may be decided differently, by another clock (I20) or on other hosts.
 */
const eventName = (commandId: string, stream: StreamName, revision: number, { type, data }: DomainEvent): string =>
  `${commandId}/${stream}/${revision}/${type}/${JSON.stringify(data)}`;

/** Returns appended events as stored ones. Only the position of the last one is known, and all of them get it. */
export const storedFrom = (
  stream: StreamName,
  expectedRevision: number,
  events: readonly NewEvent[],
  position: Position,
): readonly StoredEvent[] =>
  events.map((event, index) => ({ ...event, stream, revision: expectedRevision + 1 + index, position }));
