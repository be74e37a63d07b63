import { BusUnavailableError } from '@bookonce/kernel/ports/bus';
import { eventually } from '@bookonce/testing/harness/eventually';
import { describeOnServer } from '@bookonce/testing/servers/describe-on-server';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { randomUUID } from 'node:crypto';
import { Handled, linkEvent } from './fixtures/link-events.js';
import { deleteTopics, listening, settled, testBus } from './fixtures/test-bus.js';
import type { KafkaBus } from './kafka-bus.js';

const context = { commandId: 'c', correlationId: 'c', causationId: 'c', workspaceId: 'wsp_1', by: 'test' };
const before = [linkEvent('a', 0), linkEvent('a', 1), linkEvent('b', 0)];
const after = [linkEvent('a', 2), linkEvent('c', 0)];

await describeOnServer('kafka', 'topics that are deleted', (brokers) => {
  const topicPrefix = `test-${randomUUID()}`;
  const created: string[] = [];
  const handled = new Handled();
  const heard = new Handled();
  let bus: KafkaBus;

  beforeAll(async () => {
    const made = testBus({
      brokers: brokers.split(','),
      topicPrefix,
      onTopicsCreated: (categories) => created.push(...categories),
    });
    handled.on(made.bus);
    heard.on(made.bus, { subscriber: 'everybody', orderBy: 'stream', fanout: true });
    made.bus.addHandler('test.echo', ({ payload }: { payload: unknown }) => Promise.resolve(payload));
    bus = await listening(made.bus);
  });
  afterAll(async () => {
    await bus.close();
    await deleteTopics(bus, topicPrefix);
  });

  it('are recreated and reported, and events published again are delivered (I16)', async () => {
    expect(created).toContain('link');
    expect(await bus.newCategories()).toContain('link');
    await bus.publish(before);
    await handled.has(before);
    await heard.has(before);
    expect(await bus.newCategories()).not.toContain('link');

    created.length = 0;
    handled.ids.length = 0;
    heard.ids.length = 0;
    await deleteTopics(bus, topicPrefix);
    await eventually(() => expect(created).toContain('link'), { withinMs: 15_000 });
    // No event overtakes an earlier one.
    await expect(bus.publish(after)).rejects.toBeInstanceOf(BusUnavailableError);
    expect(await bus.newCategories()).toContain('link');
    await eventually(() => bus.publish([...before, ...after]), { withinMs: 10_000 });

    await handled.has([...before, ...after]);
    await heard.has([...before, ...after]);
    expect(handled.firstOf('link-a')).toEqual([0, 1, 2]);
    await settled(bus);
    const answer = eventually(() => bus.request('test.echo', { payload: 'still here', context }), { withinMs: 15_000 });
    expect(await answer).toBe('still here');
  });
});
