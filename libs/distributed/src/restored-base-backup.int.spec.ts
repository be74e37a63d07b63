import { MemoryReadModels } from '@bookonce/adapter-memory/read-models';
import { MemoryAcknowledgedPositions } from '@bookonce/adapter-memory/request-records';
import { systemClock } from '@bookonce/adapter-node/clocks';
import { cryptoIds } from '@bookonce/adapter-node/crypto-ids';
import { openPostgres, type Postgres } from '@bookonce/adapter-postgres/open-postgres';
import { HistoryFollowers } from '@bookonce/hosting/history-followers';
import { CommandHandler } from '@bookonce/kernel/command-handler';
import type { Decider } from '@bookonce/kernel/decider';
import { sums, sumsProjector } from '@bookonce/kernel/fixtures/sums-projector';
import { at, context } from '@bookonce/kernel/fixtures/till';
import type { StoredEvent } from '@bookonce/kernel/ports/event-store';
import { fail, ok } from '@bookonce/kernel/result';
import { createLogger } from '@bookonce/platform/logger';
import { systemScheduler } from '@bookonce/platform/system-scheduler';
import { eventually } from '@bookonce/testing/harness/eventually';
import { describeWithProgram } from '@bookonce/testing/servers/describe-on-server';
import { OwnPostgresServer, postgresProgram } from '@bookonce/testing/servers/own-postgres-server';
import { afterEach, beforeEach, expect, it } from '@jest/globals';

interface Paid {
  readonly type: 'Paid';
  readonly data: { readonly amount: number; readonly colour: string };
}

/** A till that holds 10 at most. */
const till: Decider<number, number, Paid, 'full'> = {
  initial: 0,
  evolve: (sum, { data }) => sum + data.amount,
  decide: (amount, sum) => (sum + amount > 10 ? fail('full') : ok([{ type: 'Paid', data: { amount, colour: 'red' } }])),
};

describeWithProgram(postgresProgram('initdb'), 'a pg_basebackup that is restored under running services', () => {
  const readModels = new MemoryReadModels();
  const published: unknown[] = [];
  const lines: string[] = [];
  let server: OwnPostgresServer;
  let history: Postgres;
  let followers: HistoryFollowers;

  beforeEach(async () => {
    server = await OwnPostgresServer.start();
    history = await openPostgres({ url: server.url });
    followers = start();
  }, 60_000);
  afterEach(async () => {
    await followers.stop();
    await history.close();
    await server.remove();
  }, 60_000);

  const start = (): HistoryFollowers => {
    const logger = createLogger('silent');
    const log = (...details: readonly unknown[]): void => void lines.push(String(details.at(-1)));
    logger.warn = logger.error = log as typeof logger.error;
    const publish = async (events: readonly StoredEvent[]): Promise<void> => {
      published.push(...events.map(({ data }) => (data as Paid['data']).amount));
    };
    const started = new HistoryFollowers({
      ports: {
        eventStore: history.eventStore,
        checkpoints: history.checkpoints,
        readModels,
        acknowledgedPositions: new MemoryAcknowledgedPositions(),
        bus: { publish } as unknown as ConstructorParameters<typeof HistoryFollowers>[0]['ports']['bus'],
        clock: systemClock,
        scheduler: systemScheduler,
      },
      projectors: [sumsProjector],
      timers: [],
      publishers: [{ name: 'publisher' }],
      logger,
    });
    started.startViews();
    started.startEffects();
    return started;
  };
  const total = async () => (await readModels.get(sums, 'till-1'))?.total ?? null;

  it('fills views anew, stops the publisher, and decides commands on the restored state', async () => {
    const handler = new CommandHandler({
      category: 'till',
      decider: till,
      store: history.eventStore,
      ids: cryptoIds,
      versionOf: () => 1,
      snapshot: { store: history.snapshots, version: 1, every: 1 },
    });
    const pay = (amount: number) => handler.handle('1', amount, context(`pay ${amount}`), at);

    expect(await pay(4)).toMatchObject({ ok: true });
    await eventually(async () => expect(await history.checkpoints.load('publisher')).not.toBeNull());
    await server.backUp();
    expect(await pay(5)).toMatchObject({ ok: true, value: { state: 9 } });
    expect(await pay(3)).toEqual(fail('full'));
    await eventually(async () => expect([await total(), published]).toEqual([9, [4, 5]]));

    await server.stop();
    server.restore();
    await server.start();
    await eventually(async () => expect([await total(), followers.interrupted()]).toEqual([4, ['publisher']]), {
      withinMs: 30_000,
    });
    expect(lines).toContainEqual(expect.stringMatching(/^view sums@1 is filled anew: history no longer holds/));
    expect(lines).toContainEqual(expect.stringMatching(/^publisher publisher has stopped: history no longer holds/));

    // The handler's warm state says 9, which would refuse this.
    const paid = await eventually(() => pay(3));
    expect(paid).toMatchObject({ ok: true, value: { state: 7 } });
    expect((await history.eventStore.readStream('till-1')).map(({ data }) => data)).toMatchObject([
      { amount: 4 },
      { amount: 3 },
    ]);
    await eventually(async () => expect(await total()).toBe(7));
    expect(published).toEqual([4, 5]);
  }, 60_000);
});
