import type { EventMeta, StoredEvent, StreamName } from '@bookonce/kernel/ports/event-store';
import type { ServerEvent } from './client.js';
import { positionText } from './position.js';
import type { StreamNames } from './stream-names.js';

/** An event's metadata on the server. */
export interface SignedMeta extends EventMeta {
  /** On a batch's last event: the call that wrote it. */
  readonly appendId?: string;
}

/** Another application wrote into one of this product's streams, so the stream cannot be folded. */
export class ForeignEventError extends Error {
  override readonly name = 'ForeignEventError';

  constructor({ stream, revision, type }: ServerEvent) {
    super(
      `${stream} holds ${type} at revision ${revision}, which this product did not write. ` +
        'Installations and other applications that share a server need a BOOKONCE_NAMESPACE of their own.',
    );
  }
}

const TEXTS = ['time', 'workspaceId', 'correlationId', 'causationId', 'by'] as const;

/** Returns whether metadata is this product's: other applications may name streams as the product does. */
const isOwnMeta = (meta: unknown): meta is SignedMeta =>
  typeof meta === 'object' &&
  meta !== null &&
  TEXTS.every((field) => typeof Reflect.get(meta, field) === 'string') &&
  typeof Reflect.get(meta, 'version') === 'number';

/** The call that wrote an event; null if the event does not say. */
export const signatureOf = ({ meta }: ServerEvent): string | null => (isOwnMeta(meta) ? (meta.appendId ?? null) : null);

/** Where an event on the server comes from. */
export type Origin =
  | { readonly kind: 'own'; readonly event: StoredEvent }
  /** Written by the server, such as the deletion of a stream, or in a stream that is not part of this history. */
  | { readonly kind: 'besides' }
  /** Written by another application, in a stream that is named as one of this product's. */
  | { readonly kind: 'foreign' };

export const originOf = (event: ServerEvent, names: StreamNames): Origin => {
  const stream = names.inProduct(event.stream);
  if (stream === null || event.type.startsWith('$')) return { kind: 'besides' };
  const { meta } = event;
  return isOwnMeta(meta) ? { kind: 'own', event: storedEvent(event, stream, meta) } : { kind: 'foreign' };
};

/** Throws a {@link ForeignEventError} for an event that is not this product's. */
export const ownEvent = (event: ServerEvent, stream: StreamName): StoredEvent => {
  const { meta } = event;
  if (!isOwnMeta(meta)) throw new ForeignEventError(event);
  return storedEvent(event, stream, meta);
};

const storedEvent = (event: ServerEvent, stream: StreamName, signed: SignedMeta): StoredEvent => {
  const { appendId: _, ...meta } = signed;
  return {
    id: event.id,
    type: event.type,
    data: event.data as object,
    meta,
    stream,
    revision: event.revision,
    position: positionText(event.position),
  };
};
