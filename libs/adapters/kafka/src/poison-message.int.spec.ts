import { eventPattern } from '@bookonce/contracts/cloud-event';
import { eventually } from '@bookonce/testing/harness/eventually';
import { describeOnServer } from '@bookonce/testing/servers/describe-on-server';
import { afterEach, beforeEach, expect, it } from '@jest/globals';
import type { Kafka, KafkaMessage } from 'kafkajs';
import { randomUUID } from 'node:crypto';
import { Handled, linkEvent } from './fixtures/link-events.js';
import { deleteTopics, listening, settled, testBus } from './fixtures/test-bus.js';
import type { KafkaBus } from './kafka-bus.js';
import { headerOf, toEventMessage } from './messages.js';

await describeOnServer('kafka', 'a poison message on Kafka', (brokers) => {
  /** Of one test: a broker may show topics for a while after they were deleted. */
  let topicPrefix: string;
  let handled: Handled;
  let bus: KafkaBus;
  let deadLetters: ReturnType<typeof testBus>['deadLetters'];

  beforeEach(async () => {
    topicPrefix = `test-${randomUUID()}`;
    handled = new Handled(({ id }) =>
      id.startsWith('poison') ? Promise.reject(new Error('cannot be handled')) : Promise.resolve(),
    );
    const made = testBus({ brokers: brokers.split(','), topicPrefix, partitions: 1 });
    handled.on(made.bus);
    deadLetters = made.deadLetters;
    bus = await listening(made.bus);
  });
  afterEach(async () => {
    await bus.close();
    await deleteTopics(bus, topicPrefix);
  });

  /** Returns the messages on the dead-letter topic once there are `count`. */
  const onDeadLetterTopic = async (count: number): Promise<readonly KafkaMessage[]> => {
    const consumer = bus.unwrap<Kafka>().consumer({ groupId: `${topicPrefix}.reader`, maxWaitTimeInMs: 100 });
    const messages: KafkaMessage[] = [];
    await consumer.connect();
    await consumer.subscribe({ topics: [`${topicPrefix}.spec.dead-letters.v1`], fromBeginning: true });
    await consumer.run({
      eachMessage: ({ message }) => {
        messages.push(message);
        return Promise.resolve();
      },
    });
    await eventually(() => expect(messages).toHaveLength(count));
    await consumer.disconnect();
    return messages;
  };

  it('goes to the dead-letter topic unchanged, with the reason, without blocking its partition', async () => {
    const next = [linkEvent('poison', 1), linkEvent('a', 0), linkEvent('a', 1)];
    await bus.publish([linkEvent('poison', 0), ...next]);
    await handled.has(next.slice(1));
    await settled(bus);
    const [first, second] = await onDeadLetterTopic(2);
    if (first === undefined || second === undefined) throw new Error('no letters');
    expect(first.key?.toString()).toBe('link-poison');
    expect(first.value?.toString()).toBe('{"linkId":"poison"}');
    const names = ['ce_id', 'ce_type', 'dead-letter-reason', 'dead-letter-tries', 'dead-letter-subscriber'];
    expect(names.map((name) => headerOf(first, name))).toEqual([
      'poison/0',
      eventPattern('LinkExpired'),
      'cannot be handled',
      '3',
      'spec',
    ]);
    expect(headerOf(first, 'dead-letter-topic')).toBe(`${topicPrefix}.link.events.v1`);
    expect(headerOf(second, 'ce_id')).toBe('poison/1');
    expect(await deadLetters.count()).toBe(2);
  });

  it('is buried if it is not an event, unreadable or invalid', async () => {
    const producer = bus.unwrap<Kafka>().producer();
    await producer.connect();
    const broken = { ce_type: eventPattern('LinkExpired'), ce_streamrevision: '0', ce_id: 'broken' };
    const { headers = {} } = toEventMessage(linkEvent('x', 0));
    await producer.send({
      topic: `${topicPrefix}.link.events.v1`,
      messages: [
        { key: 'x', value: 'not ours' },
        { key: 'x', value: '{', headers: broken },
        { key: 'link-x', value: '{"linkId":7}', headers },
      ],
    });
    await producer.disconnect();
    await bus.publish([linkEvent('a', 0)]);
    await handled.has([linkEvent('a', 0)]);
    await settled(bus);
    const buried = await onDeadLetterTopic(3);
    expect(buried.map(({ value }) => value?.toString()).toSorted()).toEqual(['not ours', '{', '{"linkId":7}']);
    expect(buried.map((message) => headerOf(message, 'dead-letter-reason')).toSorted()).toEqual([
      'LinkExpired version 1 does not match its schema: linkId: Invalid input: expected string, received number',
      'Not a CloudEvent in binary content mode: the headers lack the type or the revision.',
      'The message is not JSON.',
    ]);
    expect(handled.ids).toEqual(['a/0']);
    expect((await deadLetters.list(10)).map(({ subscriber, tries }) => [subscriber, tries])).toEqual([
      ['spec', 3],
      ['spec', 3],
      ['spec', 3],
    ]);
  });
});
