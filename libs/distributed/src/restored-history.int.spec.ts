import { MemoryReadModels } from '@bookonce/adapter-memory/read-models';
import { MemoryAcknowledgedPositions } from '@bookonce/adapter-memory/request-records';
import { systemClock } from '@bookonce/adapter-node/clocks';
import { HistoryFollowers } from '@bookonce/hosting/history-followers';
import { specEvent } from '@bookonce/kernel/fixtures/spec-events';
import { sums, sumsProjector, sumsView } from '@bookonce/kernel/fixtures/sums-projector';
import type { StoredEvent } from '@bookonce/kernel/ports/event-store';
import { createLogger } from '@bookonce/platform/logger';
import { systemScheduler } from '@bookonce/platform/system-scheduler';
import { eventually } from '@bookonce/testing/harness/eventually';
import { describeOnServer } from '@bookonce/testing/servers/describe-on-server';
import { ownSchema, type OwnSchema } from '@bookonce/testing/servers/own-schema';
import { afterEach, beforeEach, expect, it } from '@jest/globals';

const TABLES = ['events', 'checkpoints', 'snapshots'];

await describeOnServer(
  'postgres',
  'a PostgreSQL server that is restored from a backup under running services',
  (url) => {
    let schema: OwnSchema;
    let history: Awaited<ReturnType<OwnSchema['open']>>;
    let readModels: MemoryReadModels;
    let acknowledgedPositions: MemoryAcknowledgedPositions;
    let published: string[];
    let lines: string[];
    const running = new Set<HistoryFollowers>();

    beforeEach(async () => {
      schema = ownSchema(url);
      history = await schema.open();
      readModels = new MemoryReadModels();
      acknowledgedPositions = new MemoryAcknowledgedPositions();
      [published, lines] = [[], []];
    });
    afterEach(async () => {
      for (const followers of running) await followers.stop();
      running.clear();
      await schema.run(`DROP SCHEMA IF EXISTS ${schema.name}_backup CASCADE`);
      await schema.remove();
    });

    const pay = async (amount: number): Promise<void> => {
      const revision = (await history.eventStore.readStream('till-1')).length;
      await history.eventStore.append('till-1', revision - 1, [specEvent(`paid ${amount}`, { amount, colour: 'red' })]);
    };
    /** One instance of a service, as far as it follows history. */
    const start = (): HistoryFollowers => {
      const logger = createLogger('silent');
      const log = (...details: readonly unknown[]): void => void lines.push(String(details.at(-1)));
      logger.warn = logger.error = log as typeof logger.error;
      const bus = {
        publish: async (events: readonly StoredEvent[]) => {
          published.push(...events.map(({ meta }) => meta.correlationId));
        },
      };
      const followers = new HistoryFollowers({
        ports: {
          eventStore: history.eventStore,
          checkpoints: history.checkpoints,
          readModels,
          acknowledgedPositions,
          bus: bus as unknown as ConstructorParameters<typeof HistoryFollowers>[0]['ports']['bus'],
          clock: systemClock,
          scheduler: systemScheduler,
        },
        projectors: [sumsProjector],
        timers: [],
        publishers: [{ name: 'publisher' }],
        logger,
      });
      running.add(followers);
      followers.startViews();
      followers.startEffects();
      return followers;
    };
    const total = async () => (await readModels.get(sums, 'till-1'))?.total ?? null;
    const backUp = async (): Promise<void> => {
      await schema.run(`CREATE SCHEMA ${schema.name}_backup`);
      for (const table of TABLES)
        await schema.run(`CREATE TABLE ${schema.name}_backup.${table} AS TABLE ${schema.name}.${table}`);
    };
    /** A restored server begins without any connection. */
    const restore = async (): Promise<void> => {
      const copies = TABLES.map(
        (table) => `INSERT INTO ${schema.name}.${table} OVERRIDING SYSTEM VALUE TABLE ${schema.name}_backup.${table}`,
      );
      const truncate = `TRUNCATE ${TABLES.map((table) => `${schema.name}.${table}`).join(', ')}`;
      await schema.run(['BEGIN', truncate, ...copies, 'COMMIT'].join('; '));
      await schema.killConnections();
    };

    it('fills views anew, stops its publisher, which readiness names, and repeats no effect', async () => {
      const followers = start();
      await pay(1);
      await followers.settled();
      // The checkpoint of a publisher is saved a moment after the event.
      await eventually(async () => expect(await history.checkpoints.load('publisher')).not.toBeNull());
      await backUp();
      await pay(2);
      await pay(4);
      await followers.settled();
      await acknowledgedPositions.raise([sumsView.name], (await history.eventStore.head()) ?? '');
      expect([await total(), published]).toEqual([7, ['paid 1', 'paid 2', 'paid 4']]);

      await restore();
      await eventually(async () => expect([await total(), followers.interrupted()]).toEqual([1, ['publisher']]), {
        withinMs: 20_000,
      });
      expect(await acknowledgedPositions.of([sumsView.name])).toEqual([null]);
      expect(lines).toContainEqual(expect.stringMatching(/^view sums@1 is filled anew: history no longer holds/));
      expect(lines).toContainEqual(expect.stringMatching(/^publisher publisher has stopped: history no longer holds/));
      await eventually(() => pay(8));
      await eventually(async () => expect(await total()).toBe(9));

      // Checkpoints were restored together with history, and yet no later instance goes on by itself.
      const later = start();
      await eventually(() => expect(later.interrupted()).toEqual(['publisher']));
      await pay(16);
      await eventually(async () => expect(await total()).toBe(25));
      expect(published).toEqual(['paid 1', 'paid 2', 'paid 4']);
    });
  },
);
