import { type Position, type StoredEvent, StoreUnavailableError } from '@bookonce/kernel/ports/event-store';
import { newEvent } from '@bookonce/testing/contracts/tested-event-store';
import { eventually } from '@bookonce/testing/harness/eventually';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { PassThrough } from 'node:stream';
import type { ServerEvent } from './client.js';
import { FellBehindError } from './failures.js';
import { Feed, type FeedItem } from './feed.js';
import { type FollowedLog, LogFollower } from './log-follower.js';
import { positionText } from './position.js';

const event = (at: number): ServerEvent => ({
  ...newEvent(String(at)),
  stream: 'link-a',
  revision: at,
  position: { commit: BigInt(at), prepare: BigInt(at) },
});
const happened = (at: number): FeedItem => ({ kind: 'event', event: event(at) });
const checkpoint = (commit: number, prepare = commit): FeedItem => ({
  kind: 'checkpoint',
  position: { commit: BigInt(commit), prepare: BigInt(prepare) },
});
const caughtUp: FeedItem = { kind: 'caughtUp' };
const text = (at: number): Position => positionText({ commit: BigInt(at), prepare: BigInt(at) });

/** A server whose subscriptions deliver the items that a test writes. */
class ScriptedLog implements FollowedLog {
  readonly streams: PassThrough[] = [];
  readonly opened: (Position | null)[] = [];
  timeoutMs = 60_000;
  head = (): Promise<Position | null> => Promise.resolve(text(5));

  readonly open = (after: Position | null): Feed => {
    const stream = new PassThrough({ objectMode: true });
    this.streams.push(stream);
    this.opened.push(after);
    return new Feed(stream, { itemOf: (chunk) => chunk as FeedItem, cancel: () => Promise.resolve() });
  };
  readonly stored = (of: ServerEvent): StoredEvent => ({
    ...newEvent(''),
    stream: 'link-a',
    revision: of.revision,
    position: positionText(of.position),
  });
  readonly failureOf = (error: unknown): unknown =>
    error instanceof Error && error.message === 'too slow'
      ? new FellBehindError('too slow')
      : new StoreUnavailableError(String(error));
  readonly noAnswer = (): Error => new StoreUnavailableError('no answer');
}

describe('the log follower', () => {
  let log: ScriptedLog;
  let seen: (Position | string)[];
  let follower: LogFollower;
  let hold: Promise<void>;
  let handling: number;
  let largest: number;
  const follow = (after: Position | null = null, maxBatch = 10): void => {
    follower = new LogFollower(
      log,
      { after, maxBatch },
      {
        handle: async (events) => {
          handling += 1;
          largest = Math.max(largest, events.length);
          await hold;
          seen.push(...events.map(({ revision }) => String(revision)));
        },
        reached: (position, isEnd) => void seen.push(`${isEnd ? 'end' : 'reached'} ${Number(position.slice(0, 19))}`),
      },
      () => undefined,
    );
  };
  /** Returns the stream of the nth subscription. */
  const stream = (nth: number): Promise<PassThrough> =>
    eventually(() => {
      const found = log.streams[nth - 1];
      if (found === undefined) throw new Error('not opened yet');
      return found;
    });
  const bring = async (nth: number, ...items: readonly FeedItem[]): Promise<void> => {
    const to = await stream(nth);
    for (const item of items) to.write(item);
  };
  const expectSeen = (...expected: readonly string[]) => eventually(() => expect(seen).toEqual(expected));
  beforeEach(() => {
    log = new ScriptedLog();
    seen = [];
    hold = Promise.resolve();
    [handling, largest] = [0, 0];
  });
  afterEach(() => follower.close());

  it('reports a checkpoint only after the events before it are handled', async () => {
    const held = Promise.withResolvers<void>();
    hold = held.promise.then(() => void seen.push('held'));
    follow();
    await bring(1, happened(1), checkpoint(3));
    await eventually(() => expect(handling).toBe(1));
    held.resolve();
    await expectSeen('held', '1', 'reached 3');
  });

  it('ignores checkpoints between two events, from which the server would skip a filtered event', async () => {
    follow();
    await bring(1, happened(1), checkpoint(3, 0));
    await expectSeen('1');
    await bring(1, happened(4), checkpoint(4));
    await expectSeen('1', '4', 'reached 4');
  });

  it('reports the earlier head once the server has caught up', async () => {
    follow();
    await bring(1, happened(1));
    await expectSeen('1');
    await bring(1, caughtUp);
    await expectSeen('1', 'end 5');
    await bring(1, happened(6));
    await expectSeen('1', 'end 5', '6', 'end 6');
  });

  it('reports the end if the server does not announce it', async () => {
    follow();
    await bring(1, happened(4), happened(5));
    await expectSeen('4', '5', 'end 5');
  });

  it('reports the end also at the position of a checkpoint', async () => {
    follow(null, 1);
    await bring(1, happened(3), happened(5), checkpoint(5), caughtUp);
    await expectSeen('3', '5', 'end 5');
    await bring(1, checkpoint(7));
    await expectSeen('3', '5', 'end 5', 'end 7');
  });

  it('delivers few large batches while catching up, within the limit', async () => {
    log.head = () => Promise.resolve(text(100));
    follow(null, 10);
    for (let at = 1; at <= 25; at += 1) await bring(1, happened(at));
    await eventually(() => expect(seen).toHaveLength(25));
    expect(handling).toBeLessThanOrEqual(5);
    expect(largest).toBeLessThanOrEqual(10);
  });

  it('restarts after the last event when it was dropped, as long as it makes progress', async () => {
    follow(text(1));
    await bring(1, happened(2), happened(3));
    await expectSeen('2', '3');
    (await stream(1)).emit('error', new Error('too slow'));
    await bring(2, happened(4));
    await expectSeen('2', '3', '4');
    (await stream(2)).emit('error', new Error('too slow'));
    (await stream(3)).emit('error', new Error('too slow'));
    await expect(follower.done).rejects.toThrow(StoreUnavailableError);
    expect(log.opened).toEqual([text(1), text(3), text(4)]);
  });

  it('fails if the confirmation takes longer than the time-out', async () => {
    log.timeoutMs = 10;
    follow();
    await expect(follower.done).rejects.toThrow('no answer');
  });

  it('ends when the server ends the subscription', async () => {
    follow();
    (await stream(1)).end();
    await expect(follower.done).rejects.toThrow(StoreUnavailableError);
  });

  it('can be closed while it starts', async () => {
    const head = Promise.withResolvers<Position | null>();
    log.head = () => head.promise;
    follow();
    const closing = follower.close();
    head.resolve(null);
    await closing;
    await expect(follower.done).resolves.toBeUndefined();
    expect(log.opened).toEqual([]);
  });
});
