import { eventually } from '@bookonce/testing/harness/eventually';
import { describeOnServer } from '@bookonce/testing/servers/describe-on-server';
import { afterEach, beforeEach, expect, it } from '@jest/globals';
import { randomUUID } from 'node:crypto';
import { setTimeout as wait } from 'node:timers/promises';
import { Handled, linkEvent } from './fixtures/link-events.js';
import { SteadyLoad } from './fixtures/steady-load.js';
import { deleteTopics, listening, settled, testBus } from './fixtures/test-bus.js';
import type { KafkaBus } from './kafka-bus.js';

const LINKS = Array.from({ length: 12 }, (_, index) => `l${index}`);

const linkOf = (id: string): string => id.slice(0, id.indexOf('/'));

await describeOnServer('kafka', 'instances that share a group on Kafka', (brokers) => {
  let topicPrefix: string;
  let publisher: KafkaBus;

  beforeEach(async () => {
    topicPrefix = `test-${randomUUID()}`;
    publisher = await listening(testBus({ brokers: brokers.split(','), topicPrefix }).bus);
  });
  afterEach(async () => {
    await publisher.close();
    await deleteTopics(publisher, topicPrefix);
  });

  const instance = (handled: Handled): KafkaBus => {
    const { bus } = testBus({ brokers: brokers.split(','), topicPrefix });
    handled.on(bus);
    return bus;
  };

  it('lose no event and keep the order of each stream while one joins and another leaves', async () => {
    // Handling takes a while, so that events are always in flight.
    const one = new Handled(() => wait(20));
    const two = new Handled(() => wait(20));
    const first = await listening(instance(one));
    const load = new SteadyLoad(publisher, LINKS);
    await one.has(LINKS.map((link) => linkEvent(link, 3)));
    const second = await listening(instance(two));
    await eventually(() => expect(two.ids.length).toBeGreaterThan(50), { withinMs: 10_000 });
    await first.close();
    const stopped = one.ids.length;
    await eventually(() => expect(new Set(two.ids.map(linkOf)).size).toBe(LINKS.length), { withinMs: 10_000 });
    const published = await load.end();
    await settled(second, 30_000);

    expect(one.ids.length).toBe(stopped);
    expect(new Set([...one.ids, ...two.ids])).toEqual(new Set(published.map(({ id }) => id)));
    for (const handled of [one, two]) {
      for (const link of LINKS) {
        const revisions = handled.firstOf(`link-${link}`);
        expect(revisions).toEqual(revisions.toSorted((a, b) => a - b));
      }
    }
    await second.close();
  });

  it('share the work, and each event reaches every listener of a fan-out', async () => {
    const [one, two, heardByOne, heardByTwo] = [new Handled(), new Handled(), new Handled(), new Handled()];
    const [first, second] = [instance(one), instance(two)];
    heardByOne.on(first, { subscriber: 'everybody', orderBy: 'stream', fanout: true });
    heardByTwo.on(second, { subscriber: 'everybody', orderBy: 'stream', fanout: true });
    await listening(first);
    await listening(second);
    const events = LINKS.map((link) => linkEvent(link, 0));
    await publisher.publish(events);
    await heardByOne.has(events);
    await heardByTwo.has(events);
    await settled(first);
    expect(new Set([...one.ids, ...two.ids]).size).toBe(LINKS.length);
    await Promise.all([first.close(), second.close()]);
  });
});
