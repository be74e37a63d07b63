import { toCloudEvent } from '@bookonce/contracts/cloud-event';
import { InvalidMessageError } from '@bookonce/contracts/parse-message';
import { BusUnavailableError } from '@bookonce/kernel/ports/bus';
import { StoreUnavailableError } from '@bookonce/kernel/ports/event-store';
import { ReadModelsUnavailableError } from '@bookonce/kernel/ports/read-models';
import { describe, expect, it } from '@jest/globals';
import type { KafkaMessage, Message } from 'kafkajs';
import { linkEvent } from './fixtures/link-events.js';
import {
  readCommand,
  readEnvelope,
  readEvent,
  readEventHead,
  readReply,
  toCommandMessage,
  toEventMessage,
  toReplyMessage,
} from './messages.js';
import { categoriesOf, commandKey, Topics } from './topics.js';

const buffer = (value: unknown): Buffer => Buffer.from(String(value));

/** The message as a broker returns it: everything is bytes. */
const received = ({ key, value, headers }: Message): KafkaMessage => ({
  key: buffer(key),
  value: buffer(value),
  headers: Object.fromEntries(Object.entries(headers ?? {}).map(([name, content]) => [name, buffer(content)])),
  timestamp: '0',
  attributes: 0,
  offset: '0',
});

const context = { commandId: 'c', correlationId: 'cor', causationId: 'c', workspaceId: 'wsp_1', by: 'test' };

describe('an event on Kafka', () => {
  it('is a CloudEvent in binary content mode, keyed by its stream', () => {
    const message = toEventMessage(linkEvent('lnk_1', 3));
    expect(message.key).toBe('link-lnk_1');
    expect(message.value).toBe('{"linkId":"lnk_1"}');
    expect(message.headers).toMatchObject({
      'content-type': 'application/json',
      ce_specversion: '1.0',
      ce_type: 'bookonce.LinkExpired',
      ce_source: '/bookonce/link',
      ce_subject: 'link-lnk_1',
      ce_streamrevision: '3',
      ce_position: '3',
    });
  });

  it('survives a round trip', () => {
    const event = linkEvent('lnk_1', 3);
    const message = received(toEventMessage(event));
    expect(readEvent(message)).toEqual({ event, cloudEvent: toCloudEvent(event) });
    expect(readEventHead(message)).toEqual({ type: 'bookonce.LinkExpired', stream: 'link-lnk_1', revision: 3 });
  });

  it('is recognised by its headers', () => {
    expect(readEventHead(received({ key: 'k', value: 'x' }))).toEqual({ type: '', stream: 'k', revision: Number.NaN });
    expect(() => readEvent(received({ key: 'k', value: '{}' }))).toThrow(InvalidMessageError);
  });
});

describe('a command on Kafka', () => {
  const envelope = { pattern: 'link.revoke', requestId: 'r', replyTo: 'i', replyPartition: 2, expiresAt: 5 };

  it('names its caller, the destination of the reply and the deadline', () => {
    const command = { payload: { linkId: 'lnk_1' }, context };
    const message = received(toCommandMessage('lnk_1', envelope, command));
    expect([readEnvelope(message), readCommand('link.revoke', message)]).toEqual([envelope, command]);
    expect(readEnvelope(received({ key: 'k', value: 'x' }))).toBeNull();
  });

  it.each([
    ['a value', { ok: true }],
    ['null', null],
    ['nothing', undefined],
  ])('is answered with %s', (_what, reply) => {
    const message = toReplyMessage(envelope, { outcome: 'answered', reply });
    expect([message.key, message.partition]).toEqual(['i', 2]);
    expect(readReply('test.any', received(message))).toEqual({ outcome: 'answered', reply });
  });

  it.each([
    new StoreUnavailableError('store'),
    new ReadModelsUnavailableError('views'),
    new BusUnavailableError('bus'),
    new RangeError('bug'),
  ])('fails with an error of the same meaning: %s', (error) => {
    const read = readReply('link.revoke', received(toReplyMessage(envelope, { outcome: 'failed', error })));
    if (read.outcome !== 'failed') throw new Error('answered');
    const known = error instanceof RangeError ? Error : error.constructor;
    expect(read.error).toBeInstanceOf(known);
    expect(read.error).toMatchObject({ name: error.name, message: error.message });
  });

  it('is rejected if its payload does not match the schema of its pattern', () => {
    const message = received(toCommandMessage('lnk_1', envelope, { payload: { linkId: 7 }, context }));
    expect(() => readCommand('link.revoke', message)).toThrow(
      'The command link.revoke does not match its schema: linkId: Invalid input: expected string, received number',
    );
    expect(() => readCommand('link.revoke', received({ key: 'k', value: '{"payload":' }))).toThrow(InvalidMessageError);
  });

  it.each(['{', 'null', '{"reply":"yes"}', '{"reply":{"ok":false,"error":"no"}}'])(
    'has an unknown outcome if its reply is invalid: %s',
    (value) => {
      const read = readReply('link.revoke', received({ key: 'i', value }));
      if (read.outcome !== 'failed') throw new Error('answered');
      expect(read.error).toBeInstanceOf(BusUnavailableError);
    },
  );

  it('is keyed by its aggregate', () => {
    const keyOf = (pattern: string, payload: unknown): string => commandKey(pattern, { payload, context });
    expect(keyOf('link.consume', { linkId: 'lnk_1', bookingId: 'bkg_1' })).toBe('lnk_1');
    expect(keyOf('availability.hold-slot', { hostIds: ['hst_1', 'hst_2'], bookingId: 'bkg_1' })).toBe('hst_1');
    expect(keyOf('booking.place', { bookingId: 'bkg_1', linkId: 'lnk_1' })).toBe('bkg_1');
    expect(keyOf('other.thing', { id: 1 })).toBe('cor');
  });
});

describe('topics', () => {
  const topics = new Topics({ partitions: 12 });

  it('are named by aggregate type, service and subscriber', () => {
    expect(topics.events('meetingType').topic).toBe('bookonce.meeting-type.events.v1');
    expect(topics.eventsOf('link-lnk_1')).toBe('bookonce.link.events.v1');
    expect(topics.commands('link.consume').topic).toBe('bookonce.link.commands.v1');
    expect(topics.replies().topic).toBe('bookonce.replies.v1');
    expect(topics.deadLetters('place-booking').topic).toBe('bookonce.place-booking.dead-letters.v1');
  });

  it('have partitions and a retention', () => {
    expect(topics.events('link')).toMatchObject({ partitions: 12, retentionMs: 7 * 24 * 3_600_000 });
    expect(topics.replies().retentionMs).toBeLessThan(3_600_000);
  });

  it('follow from the events subscribed to; an unknown event needs all of them', () => {
    expect(categoriesOf(['bookonce.LinkConsumed', 'bookonce.SlotHeld', 'bookonce.LinkExpired'])).toEqual([
      'link',
      'calendar',
    ]);
    expect(categoriesOf(['bookonce.Unheard'])).toContain('workspace');
  });
});
