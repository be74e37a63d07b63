import { cloudEventSchema, fromCloudEvent, toCloudEvent, type CloudEvent } from '@bookonce/contracts/cloud-event';
import { upcast } from '@bookonce/contracts/upcast';
import type { StoredEvent } from '@bookonce/kernel/ports/event-store';
import type { KafkaMessage, Message } from 'kafkajs';

/** What can be told of a message without reading its value. */
export interface EventHead {
  /** The pattern its handlers subscribe to. */
  readonly type: string;
  readonly stream: string;
  readonly revision: number;
}

const PREFIX = 'ce_';

/** CloudEvents 1.0, binary content mode: the attributes as headers, the data alone as the value. */
export const toEventMessage = (event: StoredEvent): Message => {
  const { data, datacontenttype, ...attributes } = toCloudEvent(event);
  const headers: Record<string, string> = { 'content-type': datacontenttype };
  for (const [name, value] of Object.entries(attributes)) headers[PREFIX + name] = String(value);
  return { key: event.stream, value: JSON.stringify(data), headers };
};

export const headerOf = ({ headers }: Pick<KafkaMessage, 'headers'>, name: string): string | undefined => {
  const value = headers?.[name];
  const first = Array.isArray(value) ? value[0] : value;
  return typeof first === 'string' ? first : first?.toString('utf8');
};

export const readEventHead = (message: KafkaMessage): EventHead => ({
  type: headerOf(message, 'ce_type') ?? '',
  stream: headerOf(message, 'ce_subject') ?? message.key?.toString('utf8') ?? '',
  revision: Number(headerOf(message, 'ce_streamrevision') ?? Number.NaN),
});

/** Throws where the message is none of ours. */
export const readEvent = (message: KafkaMessage): { readonly event: StoredEvent; readonly cloudEvent: CloudEvent } => {
  const attributes: Record<string, unknown> = {};
  for (const name of Object.keys(message.headers ?? {})) {
    if (name.startsWith(PREFIX)) attributes[name.slice(PREFIX.length)] = headerOf(message, name);
  }
  const data: unknown = JSON.parse(message.value?.toString('utf8') ?? '');
  const read = cloudEventSchema.parse({
    ...attributes,
    datacontenttype: headerOf(message, 'content-type'),
    streamrevision: Number(attributes['streamrevision']),
    data,
  });
  const event = fromCloudEvent(read);
  // What another version of the product published may still be on its way.
  const current = upcast(event);
  return { event: current, cloudEvent: current === event ? read : toCloudEvent(current) };
};
