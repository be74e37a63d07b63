import { checksumOf, NO_JSON, NO_MATCH, type ReadEvent } from '@bookonce/adapter-storage/log/stored-form';
import { DamagedEventError, type EventMeta, type StreamName } from '@bookonce/kernel/ports/event-store';
import type { ServerEvent } from './client.js';
import { positionText } from './position.js';
import type { StreamNames } from './stream-names.js';

/** An event's metadata on the server. */
export interface SignedMeta extends EventMeta {
  /** The checksum over the rest of the event; missing if a release without checksums stored it. */
  readonly checksum?: number;
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
  | { readonly kind: 'own'; readonly event: ReadEvent }
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
export const ownEvent = (event: ServerEvent, stream: StreamName): ReadEvent => {
  const { meta } = event;
  if (!isOwnMeta(meta)) throw new ForeignEventError(event);
  return storedEvent(event, stream, meta);
};

/** Checks and returns an event of this product. Its JSON is the same when it is serialised again. */
const storedEvent = (event: ServerEvent, stream: StreamName, signed: SignedMeta): ReadEvent => {
  const { appendId: _, checksum, ...meta } = signed;
  const { id, type, data, revision } = event;
  const position = positionText(event.position);
  const damaged = (reason: string): ReadEvent => new DamagedEventError(stream, revision, position, reason);
  // The client passes on what is no JSON as text.
  if (typeof data !== 'object' || data === null) return damaged(NO_JSON);
  if (checksum !== undefined) {
    const form = { stream, revision, id, type, data: JSON.stringify(data), meta: JSON.stringify(meta) };
    if (checksumOf(form) !== checksum) return damaged(NO_MATCH);
  }
  return { id, type, data, meta, stream, revision, position };
};
