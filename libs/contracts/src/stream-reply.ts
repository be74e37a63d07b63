import { type EventStore, streamName, type StoredEvent } from '@bookonce/kernel/ports/event-store';
import { fail, ok } from '@bookonce/kernel/result';
import { isPossibleId } from '@bookonce/kernel/stream-reader';
import type { CommandReply, Done } from './replies.js';

/**
 * A stream as its owner has it. Events rather than a document: they are the format that releases share, and each reader
 * folds them as its own view does. No events: there is no such stream.
 */
export type StreamReply = CommandReply<StreamRefusal, { readonly events: readonly StoredEvent[] } & Done>;

/** The stream is too long for one message. */
export type StreamRefusal = { readonly kind: 'tooLong' };

/** More events may not fit into a message. */
const LONGEST_STREAM = 500;

/** Reads the stream that an owner replies with. */
export const streamReply = async (
  store: Pick<EventStore, 'readStream'>,
  category: string,
  id: string,
): Promise<StreamReply> => {
  const limit = LONGEST_STREAM + 1;
  const events = isPossibleId(id) ? await store.readStream(streamName(category, id), { limit }) : [];
  return events.length < limit ? ok({ events, position: events.at(-1)?.position ?? null }) : fail({ kind: 'tooLong' });
};
