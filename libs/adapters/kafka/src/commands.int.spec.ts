import { BusUnavailableError, type CommandMessage } from '@bookonce/kernel/ports/bus';
import { describeOnServer } from '@bookonce/testing/servers/describe-on-server';
import { afterEach, beforeEach, expect, it } from '@jest/globals';
import type { Kafka } from 'kafkajs';
import { randomUUID } from 'node:crypto';
import { Handled, linkEvent } from './fixtures/link-events.js';
import { deleteTopics, listening, settled, testBus } from './fixtures/test-bus.js';
import type { KafkaBus } from './kafka-bus.js';
import { toCommandMessage } from './messages.js';

const context = { commandId: 'c', correlationId: 'c', causationId: 'c', workspaceId: 'wsp_1', by: 'test' };
const command = (payload: unknown): CommandMessage => ({ payload, context });

await describeOnServer('kafka', 'several processes on Kafka', (brokers) => {
  let topicPrefix: string;
  let open: KafkaBus[];

  beforeEach(() => {
    topicPrefix = `test-${randomUUID()}`;
    open = [];
  });
  afterEach(async () => {
    await Promise.all(open.map((bus) => bus.close()));
    if (open[0] !== undefined) await deleteTopics(open[0], topicPrefix);
  });

  const make = (requestTimeoutMs = 5_000): KafkaBus => {
    const { bus } = testBus({ brokers: brokers.split(','), topicPrefix, requestTimeoutMs });
    open.push(bus);
    return bus;
  };

  it('receive their own replies, even from several instances of one service', async () => {
    const served: [string[], string[]] = [[], []];
    const services = served.map((seen) => {
      const bus = make();
      bus.addHandler('link.echo', ({ payload }: CommandMessage<{ readonly linkId: string }>) => {
        seen.push(payload.linkId);
        return Promise.resolve(payload.linkId);
      });
      return bus;
    });
    const askers = [make(), make()];
    for (const bus of [...services, ...askers]) await listening(bus);
    const links = Array.from({ length: 40 }, (_, index) => `lnk_${index}`);
    for (const asker of askers) {
      const replies = links.map((linkId) => asker.request('link.echo', command({ linkId })));
      expect(await Promise.all(replies)).toEqual(links);
    }
    // Commands for one aggregate reached one instance, and both instances had some.
    const [first, second] = served.map((seen) => new Set(seen));
    expect([...(first ?? [])].filter((link) => second?.has(link))).toEqual([]);
    expect([first?.size, second?.size]).not.toContain(0);
  });

  it('carry a command of 4 MiB', async () => {
    const service = make();
    service.addHandler('link.count', ({ payload }: CommandMessage<{ readonly text: string }>) =>
      Promise.resolve(payload.text.length),
    );
    const asker = make();
    for (const bus of [service, asker]) await listening(bus);
    const length = 4 * 1024 * 1024;
    expect(await asker.request('link.count', command({ text: 'x'.repeat(length) }))).toBe(length);
  });

  it('reject with an unknown outcome if no reply comes in time', async () => {
    const asker = await listening(make(300));
    const asked = asker.request('nobody.home', command(1));
    await expect(asked).rejects.toBeInstanceOf(BusUnavailableError);
    await expect(asked).rejects.toThrow('the outcome is unknown');
  });

  it('drop a command that expired long ago', async () => {
    const ran: unknown[] = [];
    const service = make();
    service.addHandler('link.run', ({ payload }: CommandMessage) => Promise.resolve(ran.push(payload)));
    await listening(service);
    const envelope = { pattern: 'link.run', requestId: 'r', replyTo: 'nobody', replyPartition: 0 };
    const producer = service.unwrap<Kafka>().producer();
    await producer.connect();
    const now = Date.now();
    const messages = [
      toCommandMessage('k', { ...envelope, expiresAt: now - 3_600_000 }, command('old')),
      toCommandMessage('k', { ...envelope, expiresAt: now + 5_000 }, command('young')),
    ];
    await producer.send({ topic: `${topicPrefix}.link.commands.v1`, messages });
    await producer.disconnect();
    await settled(service);
    expect(ran).toEqual(['young']);
  });

  it('are finished once before their server closes', async () => {
    const begun = Promise.withResolvers<void>();
    const finish = Promise.withResolvers<void>();
    const first = new Handled(() => {
      begun.resolve();
      return finish.promise;
    });
    const closing = make();
    first.on(closing);
    await listening(closing);
    await closing.publish([linkEvent('a', 0)]);
    await begun.promise;
    let isClosed = false;
    const closed = closing.close().then(() => {
      isClosed = true;
    });
    const second = new Handled();
    const next = make();
    second.on(next);
    next.listen(() => undefined);
    expect([isClosed, first.ids]).toEqual([false, []]);
    finish.resolve();
    await closed;
    expect(first.ids).toEqual(['a/0']);
    await next.ready();
    await next.publish([linkEvent('a', 1)]);
    await second.has([linkEvent('a', 1)]);
    expect(second.ids).toEqual(['a/1']);
    open.shift();
  });
});
