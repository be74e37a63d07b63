import type { EventMeta, StoredEvent, StreamName } from '@bookonce/kernel/ports/event-store';
import type { BatchTexts } from './checked-batch.js';
import { positionText } from './position-text.js';

/** A batch that is stored, and where its first event stands. */
export interface StoredBatch {
  readonly stream: StreamName;
  readonly texts: BatchTexts;
  readonly revision: number;
  readonly position: number;
}

/**
 * One event of a batch as it is seen once it is stored. Made from what was stored, never from what the caller handed
 * in: whoever follows live gets what will be read later, and shares no object with the caller.
 */
export const storedEvent = ({ stream, texts, revision, position }: StoredBatch, index: number): StoredEvent => ({
  id: texts.ids[index] ?? '',
  type: texts.types[index] ?? '',
  data: JSON.parse(texts.datas[index] ?? '') as object,
  meta: JSON.parse(texts.metas[index] ?? '') as EventMeta,
  stream,
  revision: revision + index,
  position: positionText(position + index),
});
