import type { StreamName } from '@bookonce/kernel/ports/event-store';
import type { BatchTexts } from '@bookonce/adapter-storage/log/checked-batch';

/** One append on its way to the writer, as flat arrays of text: cheap to hand to another thread. */
export interface AppendRequest {
  readonly stream: StreamName;
  readonly expectedRevision: number;
  readonly texts: BatchTexts;
}

export type AppendAnswer =
  | { readonly kind: 'appended'; readonly revision: number; readonly position: number; readonly repeated: boolean }
  | { readonly kind: 'conflict'; readonly actualRevision: number };

/** What the writer says of one batch: an answer for each request, or that nothing of it is known to be stored. */
export type BatchAnswer =
  { readonly ok: true; readonly answers: readonly AppendAnswer[] } | { readonly ok: false; readonly reason: string };
