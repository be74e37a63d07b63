import type { NewEvent, StreamName } from '@bookonce/kernel/ports/event-store';

/** One append on its way to the writer, as flat arrays of text: cheap to hand to another thread. */
export interface AppendRequest {
  readonly stream: StreamName;
  readonly expectedRevision: number;
  readonly ids: readonly string[];
  readonly types: readonly string[];
  readonly datas: readonly string[];
  readonly metas: readonly string[];
}

export type AppendAnswer =
  | { readonly kind: 'appended'; readonly revision: number; readonly position: number; readonly repeated: boolean }
  | { readonly kind: 'conflict'; readonly actualRevision: number };

/** What the writer says of one batch: an answer for each request, or that nothing of it was stored. */
export type BatchAnswer =
  { readonly ok: true; readonly answers: readonly AppendAnswer[] } | { readonly ok: false; readonly reason: string };

const MAX_EVENT_BYTES = 1024 * 1024;

export const appendRequest = (
  stream: StreamName,
  expectedRevision: number,
  events: readonly NewEvent[],
): AppendRequest => {
  const datas = events.map((event) => JSON.stringify(event.data));
  const tooLarge = datas.findIndex((data) => data.length > MAX_EVENT_BYTES);
  if (tooLarge >= 0) throw new Error(`${events[tooLarge]?.type ?? 'event'} is larger than ${MAX_EVENT_BYTES} bytes`);
  return {
    stream,
    expectedRevision,
    ids: events.map((event) => event.id),
    types: events.map((event) => event.type),
    datas,
    metas: events.map((event) => JSON.stringify(event.meta)),
  };
};
