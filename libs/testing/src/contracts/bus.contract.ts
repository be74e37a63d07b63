import { eventPattern, type CloudEvent } from '@bookonce/contracts/cloud-event';
import type { Instant } from '@bookonce/kernel/json';
import type { Bus, CommandMessage, Redelivery } from '@bookonce/kernel/ports/bus';
import type { DeadLetter, DeadLetters } from '@bookonce/kernel/ports/dead-letters';
import { StoreUnavailableError, type StoredEvent } from '@bookonce/kernel/ports/event-store';
import type { SubscriberOptions } from '@bookonce/kernel/subscriber';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { Controller } from '@nestjs/common';
import { EventPattern, MessagePattern, Payload } from '@nestjs/microservices';

const subscriber: SubscriberOptions = { subscriber: 'test', orderBy: 'correlation' };

/** The handler of events; tests replace it. */
export type OnEvent = (event: CloudEvent) => Promise<void>;

/** Ordinary Nest handlers, which do not know the bus they run on. */
@Controller()
export class BusTestController {
  onEvent: OnEvent = () => Promise.resolve();
  /** Ids of the events that another subscriber received. */
  readonly others: string[] = [];

  @MessagePattern('test.echo')
  echo(@Payload() message: CommandMessage<string>): Promise<string> {
    if (message.payload === 'lost') return Promise.reject(new StoreUnavailableError('no answer'));
    return Promise.resolve(`${message.payload} ${message.context.by}`);
  }

  @EventPattern(['Happened'].map(eventPattern), { subscriber: 'other', orderBy: 'stream' })
  happenedToo(@Payload() event: CloudEvent): Promise<void> {
    this.others.push(event.id);
    return Promise.resolve();
  }

  @EventPattern(['Happened'].map(eventPattern), subscriber)
  happened(@Payload() event: CloudEvent): Promise<void> {
    return this.onEvent(event);
  }
}

export interface OpenedBus {
  readonly bus: Bus & Redelivery & { readonly oldestInFlight: () => ReadonlyMap<string, Instant | null> };
  readonly controller: BusTestController;
  readonly deadLetters: DeadLetters;
  /** Resolves when everything published so far has been handled or given up. */
  readonly settled: () => Promise<void>;
  readonly close: () => Promise<void>;
}

const context = { commandId: 'c', correlationId: 'c', causationId: 'c', workspaceId: 'wsp_1', by: 'test' };

const event = (id: string, correlationId: string): StoredEvent => ({
  id,
  type: 'Happened',
  data: { id },
  stream: 'link-a',
  revision: 0,
  position: id,
  meta: {
    time: '2026-03-01T00:00:00.000Z',
    version: 1,
    workspaceId: 'wsp_1',
    correlationId,
    causationId: 'c',
    by: 'x',
  },
});

const letter: DeadLetter = {
  id: 'test/a',
  subscriber: 'test',
  eventId: 'a',
  eventType: 'Happened',
  stream: 'link-a',
  revision: 0,
  reason: 'not yet',
  tries: 3,
  at: '2026-03-01T00:00:00.000Z',
};

/** The contract of every bus, for handlers and publishers. */
export const describeBus = (name: string, open: () => Promise<OpenedBus>): void => {
  describe(`bus: ${name}`, () => {
    let opened: OpenedBus;

    beforeEach(async () => {
      opened = await open();
    });
    afterEach(() => opened.close());

    it('delivers a command to its handler and returns the answer', async () => {
      expect(await opened.bus.request('test.echo', { payload: 'hello', context })).toBe('hello test');
    });

    it('reports a lost server to the caller as such', async () => {
      const lost = opened.bus.request('test.echo', { payload: 'lost', context });
      await expect(lost).rejects.toBeInstanceOf(StoreUnavailableError);
    });

    it('keeps the order per key without blocking other keys', async () => {
      const handled: string[] = [];
      let release = (): void => undefined;
      const held = new Promise<void>((resolve) => {
        release = resolve;
      });
      const other = new Promise<void>((resolve) => {
        opened.controller.onEvent = async ({ id }) => {
          if (id === 'a1') await held;
          handled.push(id);
          if (id === 'b1') resolve();
        };
      });
      const published = opened.bus.publish([event('a1', 'a'), event('a2', 'a'), event('b1', 'b')]);
      await other;
      expect(handled).toEqual(['b1']);
      release();
      await published;
      await opened.settled();
      expect(handled).toEqual(['b1', 'a1', 'a2']);
    });

    it('redelivers failed events', async () => {
      let tries = 0;
      opened.controller.onEvent = () => {
        tries += 1;
        return tries < 3 ? Promise.reject(new Error('not yet')) : Promise.resolve();
      };
      await opened.bus.publish([event('a', 'a')]);
      await opened.settled();
      expect(tries).toBe(3);
      expect(await opened.deadLetters.list(10)).toEqual([]);
    });

    it('tells the time of the oldest event that is in flight to each subscriber', async () => {
      const { bus, controller } = opened;
      expect([...bus.oldestInFlight()].toSorted()).toEqual([
        ['other', null],
        ['test', null],
      ]);
      const begun = Promise.withResolvers<void>();
      const held = Promise.withResolvers<void>();
      controller.onEvent = ({ id }) => {
        if (id === 'b') begun.resolve();
        return held.promise;
      };
      const older = event('b', 'b');
      const published = bus.publish([
        event('a', 'a'),
        { ...older, meta: { ...older.meta, time: '2026-02-28T00:00:00.000Z' } },
      ]);
      await begun.promise;
      expect(bus.oldestInFlight().get('test')).toBe('2026-02-28T00:00:00.000Z');
      held.resolve();
      await published;
      await opened.settled();
      expect(bus.oldestInFlight().get('test')).toBeNull();
    });

    it('gives up a poison message with its error, and continues', async () => {
      const handled: string[] = [];
      opened.controller.onEvent = ({ id }) => {
        if (id === 'poison') return Promise.reject(new Error('cannot be read'));
        handled.push(id);
        return Promise.resolve();
      };
      await opened.bus.publish([event('poison', 'a'), event('next', 'a')]);
      await opened.settled();
      expect(handled).toEqual(['next']);
      expect(await opened.deadLetters.list(10)).toMatchObject([
        { eventId: 'poison', subscriber: 'test', reason: 'cannot be read', tries: 3 },
      ]);
    });

    it('delivers the event of a dead letter again to its subscriber alone, and removes the letter', async () => {
      const handled: string[] = [];
      const { bus, controller, deadLetters } = opened;
      await deadLetters.add(letter);
      controller.onEvent = async ({ id }) => void handled.push(id);
      await bus.redeliver(letter, event('a', 'a'));
      await opened.settled();
      expect([handled, controller.others]).toEqual([['a'], []]);
      expect(await deadLetters.count()).toBe(0);
    });

    it('keeps the letter if its event is given up again', async () => {
      const { bus, controller, deadLetters } = opened;
      await deadLetters.add(letter);
      controller.onEvent = () => Promise.reject(new Error('still not'));
      await bus.redeliver(letter, event('a', 'a'));
      await opened.settled();
      expect(await deadLetters.list(10)).toMatchObject([{ id: letter.id, reason: 'still not', tries: 3 }]);
    });

    it.each([1, 3])('ends the retries of a letter that is discarded during attempt %i', async (last) => {
      const { bus, controller, deadLetters } = opened;
      let tries = 0;
      await deadLetters.add(letter);
      controller.onEvent = async () => {
        tries += 1;
        if (tries === last) await deadLetters.remove(letter.id);
        throw new Error('not yet');
      };
      await bus.redeliver(letter, event('a', 'a'));
      await opened.settled();
      expect([tries, await deadLetters.count()]).toEqual([last, 0]);
    });

    it('does not deliver the event of a letter that was discarded before', async () => {
      let tries = 0;
      opened.controller.onEvent = async () => void (tries += 1);
      await opened.bus.redeliver(letter, event('a', 'a'));
      await opened.settled();
      expect(tries).toBe(0);
    });

    it('does not give up a message because a server is lost', async () => {
      let tries = 0;
      opened.controller.onEvent = () => {
        tries += 1;
        return tries < 6 ? Promise.reject(new StoreUnavailableError('away')) : Promise.resolve();
      };
      await opened.bus.publish([event('a', 'a')]);
      await opened.settled();
      expect(tries).toBe(6);
      expect(await opened.deadLetters.list(10)).toEqual([]);
    });
  });
};
