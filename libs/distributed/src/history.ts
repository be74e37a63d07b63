import type { Checkpoints } from '@bookonce/kernel/ports/checkpoints';
import type { DeadLetters } from '@bookonce/kernel/ports/dead-letters';
import type { EventStore } from '@bookonce/kernel/ports/event-store';
import type { Snapshots } from '@bookonce/kernel/ports/snapshots';
import { readHistoryUrl } from './history-url.js';

/** A server of history, and what must be as durable as history. */
export interface History {
  readonly eventStore: EventStore;
  readonly checkpoints: Checkpoints;
  readonly snapshots: Snapshots;
  readonly deadLetters: DeadLetters;
  readonly close: () => Promise<void>;
}

/** Which server a URL names, for people: `PostgreSQL at localhost:5432`. Never with a password. */
export const historyServerOf = (url: string): string => {
  const read = readHistoryUrl(url);
  return read === null ? 'the event store' : `${read.kind} at ${read.hosts}`;
};
