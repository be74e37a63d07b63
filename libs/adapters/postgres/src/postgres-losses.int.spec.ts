import { NO_STREAM, StoreUnavailableError, type StoredEvent } from '@bookonce/kernel/ports/event-store';
import { batch, newEvent } from '@bookonce/testing/contracts/tested-event-store';
import { eventually } from '@bookonce/testing/harness/eventually';
import { describeOnServer } from '@bookonce/testing/servers/describe-on-server';
import { afterEach, beforeEach, expect, it } from '@jest/globals';
import { PostgresConnection } from './connection.js';
import { NotifyListener, type Appended } from './event-store/notify-listener.js';
import { BreakableLine } from './fixtures/breakable-line.js';
import { appendToMany, insist, SteadyFollower } from './fixtures/busy-history.js';
import { ownSchema, type OwnSchema } from '@bookonce/testing/servers/own-schema';

const TIMEOUT_MS = 300;
/** The time limits for connecting and answering, plus slack for a slow machine. */
const BOUND_MS = 2 * TIMEOUT_MS + 1_000;

await describeOnServer('postgres', 'a PostgreSQL server that is lost', (url) => {
  let schema: OwnSchema;
  let line: BreakableLine;

  beforeEach(async () => {
    schema = ownSchema(url);
    line = await BreakableLine.to(url);
  });
  afterEach(async () => {
    await schema.remove();
    await line.close();
  });

  const open = async () => (await schema.open({ url: line.url, timeoutMs: TIMEOUT_MS })).eventStore;

  /** Checks that every stream has its events once, in order and without gaps, and in the order of positions (I7, I11, I12). */
  const expectAll = (events: readonly StoredEvent[], streams: number, each: number): void => {
    expect(events).toHaveLength(streams * each);
    const positions = events.map(({ position }) => position);
    expect([...positions].sort()).toEqual(positions);
    for (const own of Map.groupBy(events, ({ stream }) => stream).values()) {
      expect(own.map(({ revision }) => revision)).toEqual(Array.from({ length: each }, (_, index) => index));
      expect(own.map(({ id }) => id)).toEqual(own.map((_, at) => idOf(own, at)));
    }
  };
  const idOf = (own: readonly StoredEvent[], at: number): string =>
    newEvent(`${own[0]?.stream.slice('link-'.length)}/${at >> 1}/${at & 1}`).id;

  it('loses and doubles no event when every connection is cut during appends', async () => {
    const [store, other] = [await open(), await open()];
    const followers = [new SteadyFollower(store), new SteadyFollower(other)];
    let appended = 0;
    const killing = async (): Promise<void> => {
      appended += 1;
      if (appended % 40 === 0) await schema.killConnections();
    };
    const outcomes = await appendToMany(store, { streams: 8, appends: 40 }, killing);
    expect(outcomes.filter(({ outcome }) => outcome !== 'appended')).toEqual([]);
    for (const follower of followers) {
      await eventually(() => expect(follower.met.length).toBeGreaterThanOrEqual(640));
      await follower.stop();
      expectAll(follower.met, 8, 80);
    }
  });

  it('ends every call in time, and serves appends and subscriptions again at once', async () => {
    const store = await open();
    const follower = new SteadyFollower(store);
    const met = () => follower.met.filter(({ stream }) => stream === 'link-0');
    let revision = NO_STREAM;
    for (const breakLine of [() => undefined, () => line.cut(), () => line.silence()]) {
      breakLine();
      for (const call of line.isOpen
        ? []
        : [() => store.append('note-a', NO_STREAM, batch('x')), () => store.readStream('link-0'), () => store.head()]) {
        const began = performance.now();
        await expect(call()).rejects.toThrow(StoreUnavailableError);
        expect(performance.now() - began).toBeLessThan(BOUND_MS);
      }
      if (!line.isOpen) await eventually(() => expect(follower.losses.at(-1)).toBeInstanceOf(StoreUnavailableError));
      follower.losses.length = 0;
      line.mend();
      const name = `0/${(revision + 1) / 2}`;
      const outcome = await insist(store, 'link-0', revision, batch(`${name}/0`, `${name}/1`));
      revision += 2;
      expect(outcome).toMatchObject({ outcome: 'appended', revision });
      await eventually(() => expect(met()).toHaveLength(revision + 1));
    }
    await follower.stop();
    expectAll(met(), 1, 6);
  });

  it('after a commit but before its answer: a retry with the same ids gets the first outcome', async () => {
    const { eventStore: store } = await schema.open({ url: line.url });
    const [holder, watch] = [await schema.connect(), await schema.connect()];
    const count = async (sql: string): Promise<number | null> => (await watch.query(sql)).rowCount;
    await store.append('link-a', NO_STREAM, batch('1', '2'));
    // The append waits at the server, as another transaction has locked the table.
    await holder.query(`BEGIN; LOCK TABLE ${schema.name}.events IN SHARE MODE`);
    const unanswered = store.append('link-a', 1, batch('3'));
    const waiting = `SELECT FROM pg_stat_activity
                     WHERE application_name = 'bookonce ${schema.name}' AND wait_event_type = 'Lock'`;
    await eventually(async () => expect(await count(waiting)).toBe(1), { everyMs: 2 });
    line.silence();
    await holder.query('COMMIT');
    await eventually(async () => expect(await count(`SELECT FROM ${schema.name}.events`)).toBe(3), { everyMs: 2 });
    line.cut();
    await expect(unanswered).rejects.toThrow(StoreUnavailableError);
    line.mend();
    const again = await insist(store, 'link-a', 1, batch('3'));
    expect(again).toMatchObject({ outcome: 'appended', revision: 2, repeated: true });
    expect(await store.readStream('link-a')).toHaveLength(3);
  });

  it('is listened to again without help', async () => {
    const { eventStore: other } = await schema.open();
    const connection = new PostgresConnection({ url: line.url });
    const listener = new NotifyListener(connection, `${schema.name}_appended`);
    const heard: (Appended | null)[] = [];
    listener.add((appended) => heard.push(appended));
    listener.open();
    for (const stream of ['link-a', 'link-b'] as const) {
      // Null: the listener is connected again and may have missed messages.
      await eventually(() => expect(heard).toEqual([null]));
      await other.append(stream, NO_STREAM, batch(stream));
      await eventually(() => expect(heard.at(-1)).toMatchObject({ categories: new Set(['link']) }));
      heard.length = 0;
      line.cut();
      line.mend();
    }
    listener.close();
    await connection.close();
  });
});
