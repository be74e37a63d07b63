import type { EventMeta, StoredEvent, StreamName } from '@bookonce/kernel/ports/event-store';
import type { BatchTexts } from './checked-batch.js';
import { positionText } from './position-text.js';

/** Where the first event of a batch stands. */
export interface Place {
  readonly revision: number;
  readonly position: number;
}

/**
 * A batch as it is seen once it is stored. Made from what was stored, never from what the caller handed in: whoever
 * follows live gets what will be read later, and shares no object with the caller.
 */
export const storedBatch = (stream: StreamName, batch: BatchTexts, first: Place): readonly StoredEvent[] =>
  batch.ids.map((id, index) => ({
    id,
    type: batch.types[index] ?? '',
    data: JSON.parse(batch.datas[index] ?? '') as object,
    meta: JSON.parse(batch.metas[index] ?? '') as EventMeta,
    stream,
    revision: first.revision + index,
    position: positionText(first.position + index),
  }));
