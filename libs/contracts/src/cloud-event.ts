import type { StoredEvent, StreamName } from '@bookonce/kernel/ports/event-store';
import { categoryOf } from '@bookonce/kernel/ports/event-store';
import { z } from 'zod';

/** CloudEvents 1.0 envelope of an event on the bus. Extension names are lower case, as the standard asks. */
export const cloudEventSchema = z.object({
  specversion: z.literal('1.0'),
  id: z.string(),
  /** `/bookonce/<category>` */
  source: z.string(),
  /** `bookonce.<EventName>` */
  type: z.string(),
  /** The stream. */
  subject: z.string(),
  time: z.string(),
  datacontenttype: z.literal('application/json'),
  /** `/schemas/<EventName>/<version>` */
  dataschema: z.string(),
  streamrevision: z.int(),
  position: z.string(),
  workspaceid: z.string(),
  correlationid: z.string(),
  causationid: z.string(),
  /** The kind of actor. */
  actor: z.string(),
  actorid: z.string().exactOptional(),
  data: z.record(z.string(), z.unknown()),
});

export type CloudEvent = Readonly<z.infer<typeof cloudEventSchema>>;

const TYPE_PREFIX = 'bookonce.';

/** The pattern that a handler of this event subscribes to: `@EventPattern(eventPattern('LinkConsumed'))`. */
export const eventPattern = (eventType: string): string => `${TYPE_PREFIX}${eventType}`;

export const toCloudEvent = (event: StoredEvent): CloudEvent => ({
  specversion: '1.0',
  id: event.id,
  source: `/bookonce/${categoryOf(event.stream)}`,
  type: eventPattern(event.type),
  subject: event.stream,
  time: event.meta.time,
  datacontenttype: 'application/json',
  dataschema: `/schemas/${event.type}/${event.meta.version}`,
  streamrevision: event.revision,
  position: event.position,
  workspaceid: event.meta.workspaceId,
  correlationid: event.meta.correlationId,
  causationid: event.meta.causationId,
  actor: event.meta.by,
  ...(event.meta.actorId === undefined ? {} : { actorid: event.meta.actorId }),
  data: event.data as CloudEvent['data'],
});

export const fromCloudEvent = (cloudEvent: CloudEvent): StoredEvent => ({
  id: cloudEvent.id,
  type: cloudEvent.type.slice(TYPE_PREFIX.length),
  stream: cloudEvent.subject as StreamName,
  revision: cloudEvent.streamrevision,
  position: cloudEvent.position,
  data: cloudEvent.data,
  meta: {
    time: cloudEvent.time,
    version: Number(cloudEvent.dataschema.slice(cloudEvent.dataschema.lastIndexOf('/') + 1)),
    workspaceId: cloudEvent.workspaceid,
    correlationId: cloudEvent.correlationid,
    causationId: cloudEvent.causationid,
    by: cloudEvent.actor,
    ...(cloudEvent.actorid === undefined ? {} : { actorId: cloudEvent.actorid }),
  },
});
