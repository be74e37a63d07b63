import type { EventMeta } from '@bookonce/kernel/ports/event-store';
import type { ProposedEvent, ServerEvent } from './client.js';

/** What an event's metadata are on the server. */
interface SignedMeta extends EventMeta {
  /** Of a batch's last event: which call wrote it. */
  readonly appendId?: string;
}

export const signed = (events: readonly ProposedEvent[], signature: string): readonly ProposedEvent[] =>
  events.map((event, index) =>
    index < events.length - 1 ? event : { ...event, meta: { ...event.meta, appendId: signature } },
  );

export const signatureOf = ({ meta }: ServerEvent): string | null => (meta as SignedMeta).appendId ?? null;

/** As they were appended. */
export const metaOf = ({ meta }: ServerEvent): EventMeta => {
  const { appendId: _, ...unsigned } = meta as SignedMeta;
  return unsigned;
};
