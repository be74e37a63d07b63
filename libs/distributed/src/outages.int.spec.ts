import { EventStoreDbServer } from '@bookonce/adapter-eventstoredb/fixtures/event-store-db-server';
import { InProcessBus } from '@bookonce/adapter-in-process/in-process-bus';
import { MemoryReadModels } from '@bookonce/adapter-memory/read-models';
import { MemoryAcknowledgedPositions } from '@bookonce/adapter-memory/request-records';
import { MemoryDeadLetters } from '@bookonce/adapter-memory/service-records';
import { systemClock } from '@bookonce/adapter-node/clocks';
import { HistoryFollowers } from '@bookonce/hosting/history-followers';
import { NO_STREAM, type StoreAccessError } from '@bookonce/kernel/ports/event-store';
import { defineView } from '@bookonce/kernel/ports/read-models';
import type { Projector } from '@bookonce/kernel/projector';
import { createLogger } from '@bookonce/platform/logger';
import { awayOf, checkParts } from '@bookonce/platform/readiness';
import { systemScheduler } from '@bookonce/platform/system-scheduler';
import { batch } from '@bookonce/testing/contracts/tested-event-store';
import { eventually } from '@bookonce/testing/harness/eventually';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { openHistory } from './history.js';
import { type WatchedHistory, watchHistory } from './watched-history.js';

const projectors = Array.from({ length: 6 }, (_, number): Projector => ({
  kind: 'projector',
  view: defineView(`view${number}`, 1),
  categories: number % 2 === 0 ? ['link'] : ['booking'],
  documents: [],
}));

describe('followers of an event store that is lost', () => {
  let server: EventStoreDbServer;
  let history: WatchedHistory;
  let followers: HistoryFollowers;
  let lines: string[];
  let refused: StoreAccessError[];
  beforeEach(async () => {
    server = await EventStoreDbServer.start();
    lines = [];
    refused = [];
    const url = `${server.url}&keepAliveInterval=100&keepAliveTimeout=400`;
    history = watchHistory(await openHistory(url, 'bookonce', { warn: (line) => void lines.push(line) }), {
      server: 'EventStoreDB',
      log: { onLost: (line) => void lines.push(line), onBack: (line) => void lines.push(line) },
      onRefused: (error) => void refused.push(error),
    });
    const logger = createLogger('silent');
    logger.error = ((_details: object, message: string) => void lines.push(message)) as typeof logger.error;
    const quiet = { onRetry: () => undefined, onDeadLetter: () => undefined, onFanoutError: () => undefined };
    followers = new HistoryFollowers({
      ports: {
        eventStore: history.eventStore,
        checkpoints: history.checkpoints,
        readModels: new MemoryReadModels(),
        acknowledgedPositions: new MemoryAcknowledgedPositions(),
        bus: new InProcessBus({
          deadLetters: new MemoryDeadLetters(),
          clock: systemClock,
          scheduler: systemScheduler,
          ...quiet,
        }),
        clock: systemClock,
        scheduler: systemScheduler,
      },
      projectors,
      timers: [],
      publishers: [{ name: 'publisher' }],
      logger,
    });
    await history.eventStore.append('link-a', NO_STREAM, batch('1'));
    followers.startViews();
    followers.startEffects();
    await followers.settled();
  });
  afterEach(async () => {
    await followers.stop();
    await history.close();
    await server.stop();
  });

  const isReady = async (): Promise<readonly string[]> =>
    awayOf(await checkParts(systemScheduler, { EventStoreDB: () => history.isAnswering() }));
  const expectLostAndBack = async (): Promise<void> => {
    await eventually(() => expect(lines.length).toBeGreaterThan(1));
    expect(lines).toEqual([
      expect.stringMatching(/^EventStoreDB is lost/),
      expect.stringMatching(/^EventStoreDB is back after/),
    ]);
  };

  it('log it once, and go on together as soon as it is back', async () => {
    await server.down();
    await eventually(() => expect(followers.interrupted()).toHaveLength(projectors.length + 1));
    // By now their own pauses have grown beyond the time in which they have to be back.
    await systemScheduler.wait(3_000);
    await server.up();
    await eventually(() => expect(followers.interrupted()).toEqual([]), { withinMs: 2_000 });
    await expectLostAndBack();
    await history.eventStore.append('booking-a', NO_STREAM, batch('2'));
    await followers.settled();
  });

  it('leave a readiness check that answers within a second while the server is frozen', async () => {
    expect(await isReady()).toEqual([]);
    server.freeze();
    const began = performance.now();
    expect(await isReady()).toEqual(['EventStoreDB']);
    expect(performance.now() - began).toBeLessThan(1_000);
    await eventually(() => expect(followers.interrupted().length).toBeGreaterThanOrEqual(projectors.length));
    server.thaw();
    await eventually(async () => expect([...(await isReady()), ...followers.interrupted()]).toEqual([]), {
      withinMs: 2_000,
    });
    await expectLostAndBack();
  });

  it('report once that the server refuses the user after a restart', async () => {
    await server.down();
    server.knowsUser = false;
    await server.up();
    await eventually(() => expect(refused.length).toBeGreaterThan(0));
    expect(refused[0]?.message).toContain('does not accept the user and the password');
    server.knowsUser = true;
  });
});
