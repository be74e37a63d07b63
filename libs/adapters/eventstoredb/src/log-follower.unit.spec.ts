import {
  type Position,
  type StoredEvent,
  StoreUnavailableError,
  type StreamName,
} from '@bookonce/kernel/ports/event-store';
import { newEvent } from '@bookonce/testing/contracts/tested-event-store';
import { eventually } from '@bookonce/testing/harness/eventually';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { PassThrough } from 'node:stream';
import type { ServerEvent } from './client.js';
import { FellBehindError } from './failures.js';
import { Feed, type FeedItem } from './feed.js';
import type { LogEnd } from './head-reader.js';
import { LogFollower } from './log-follower.js';
import { type ServerLog, SharedTail } from './log-tail.js';
import { positionText } from './position.js';

const event = (at: number, stream: StreamName = 'link-a'): ServerEvent => ({
  ...newEvent(String(at)),
  stream,
  revision: at,
  position: { commit: BigInt(at), prepare: BigInt(at) },
});
const happened = (at: number, stream?: StreamName): FeedItem => ({ kind: 'event', event: event(at, stream) });
const checkpoint = (commit: number, prepare = commit): FeedItem => ({
  kind: 'checkpoint',
  position: { commit: BigInt(commit), prepare: BigInt(prepare) },
});
const caughtUp: FeedItem = { kind: 'caughtUp' };
const text = (at: number): Position => positionText({ commit: BigInt(at), prepare: BigInt(at) });

/** A server whose subscriptions deliver the items that a test writes. */
class ScriptedLog implements ServerLog {
  /** Subscriptions of followers that are behind. */
  readonly own: PassThrough[] = [];
  readonly ownAfter: (Position | null)[] = [];
  /** Subscriptions that followers share. */
  readonly shared: PassThrough[] = [];
  readonly sharedAfter: (Position | null)[] = [];
  timeoutMs = 60_000;
  end = (): Promise<LogEnd> => Promise.resolve({ end: text(5), head: text(5) });

  readonly open = (after: Position | null, categories: readonly string[] | undefined): Feed => {
    const stream = new PassThrough({ objectMode: true });
    (categories === undefined ? this.shared : this.own).push(stream);
    (categories === undefined ? this.sharedAfter : this.ownAfter).push(after);
    return new Feed(stream, { itemOf: (chunk) => chunk as FeedItem, cancel: () => Promise.resolve() });
  };
  readonly stored = (of: ServerEvent): StoredEvent => ({
    ...newEvent(''),
    stream: of.stream as StreamName,
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
  let tail: SharedTail;
  let seen: string[];
  let followers: LogFollower[];
  let hold: Promise<void>;
  let handling: number;
  let largest: number;
  const follow = (after: Position | null = null, maxBatch = 10, into: string[] = seen): LogFollower => {
    const follower = new LogFollower(
      log,
      tail,
      { after, maxBatch, categories: ['link'] },
      {
        handle: async (events) => {
          handling += 1;
          largest = Math.max(largest, events.length);
          await hold;
          into.push(...events.map(({ revision }) => String(revision)));
        },
        reached: (position, isEnd) => void into.push(`${isEnd ? 'end' : 'reached'} ${Number(position.slice(0, 19))}`),
      },
      () => undefined,
    );
    followers.push(follower);
    return follower;
  };
  /** Returns the nth of these subscriptions. */
  const nthOf = (streams: readonly PassThrough[], nth: number): Promise<PassThrough> =>
    eventually(() => {
      const found = streams[nth - 1];
      if (found === undefined) throw new Error('not opened yet');
      return found;
    });
  const bring = async (nth: number, ...items: readonly FeedItem[]): Promise<void> => {
    const to = await nthOf(log.own, nth);
    for (const item of items) to.write(item);
  };
  const bringAll = async (nth: number, ...items: readonly FeedItem[]): Promise<void> => {
    const to = await nthOf(log.shared, nth);
    for (const item of items) to.write(item);
  };
  const expectSeen = (...expected: readonly string[]) => eventually(() => expect(seen).toEqual(expected));
  beforeEach(() => {
    log = new ScriptedLog();
    tail = new SharedTail(log);
    seen = [];
    followers = [];
    hold = Promise.resolve();
    [handling, largest] = [0, 0];
  });
  afterEach(async () => {
    await Promise.all(followers.map((follower) => follower.close()));
    await tail.close();
  });

  describe('that is behind', () => {
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
      await bringAll(1, happened(6));
      await expectSeen('1', 'end 5', '6', 'end 6');
    });

    it('reports the end if the server does not announce it', async () => {
      follow();
      await bring(1, happened(4), happened(5));
      await expectSeen('4', '5', 'end 5');
    });

    it('gets few large batches, within the limit', async () => {
      log.end = () => Promise.resolve({ end: text(100), head: text(100) });
      follow(null, 10);
      for (let at = 1; at <= 25; at += 1) await bring(1, happened(at));
      await eventually(() => expect(seen).toHaveLength(25));
      expect(handling).toBeLessThanOrEqual(5);
      expect(largest).toBeLessThanOrEqual(10);
    });

    it('restarts after the last event when it was dropped, as long as it makes progress', async () => {
      const follower = follow(text(1));
      await bring(1, happened(2), happened(3));
      await expectSeen('2', '3');
      (await nthOf(log.own, 1)).emit('error', new Error('too slow'));
      await bring(2, happened(4));
      await expectSeen('2', '3', '4');
      (await nthOf(log.own, 2)).emit('error', new Error('too slow'));
      (await nthOf(log.own, 3)).emit('error', new Error('too slow'));
      await expect(follower.done).rejects.toThrow(StoreUnavailableError);
      expect(log.ownAfter).toEqual([text(1), text(3), text(4)]);
    });

    it('fails if the confirmation takes longer than the time-out', async () => {
      log.timeoutMs = 10;
      await expect(follow().done).rejects.toThrow('no answer');
    });

    it('ends when the server ends the subscription', async () => {
      const follower = follow();
      (await nthOf(log.own, 1)).end();
      await expect(follower.done).rejects.toThrow(StoreUnavailableError);
    });

    it('can be closed while it starts', async () => {
      const end = Promise.withResolvers<LogEnd>();
      log.end = () => end.promise;
      const follower = follow();
      const closing = follower.close();
      end.resolve({ end: null, head: null });
      await closing;
      await expect(follower.done).resolves.toBeUndefined();
      expect(log.ownAfter).toEqual([]);
    });
  });

  describe('that is live', () => {
    it('shares one subscription with all others', async () => {
      const others: string[] = [];
      follow(text(5));
      follow(text(5), 10, others);
      await bringAll(1, happened(6), happened(7));
      await expectSeen('end 5', '6', '7', 'end 7');
      await eventually(() => expect(others).toEqual(seen));
      expect(log.sharedAfter).toEqual([text(5)]);
      expect(log.ownAfter).toEqual([]);
    });

    it('learns how far the log has come in other categories', async () => {
      follow(text(5));
      await expectSeen('end 5');
      await bringAll(1, happened(6, 'booking-a'));
      await expectSeen('end 5', 'end 6');
      await bringAll(1, checkpoint(9));
      await expectSeen('end 5', 'end 6', 'end 9');
    });

    it('is not called for each event of another category', async () => {
      follow(text(5));
      await expectSeen('end 5');
      for (let at = 6; at <= 30; at += 1) await bringAll(1, happened(at, 'booking-a'));
      await bringAll(1, happened(31));
      await eventually(() => expect(seen.slice(-2)).toEqual(['31', 'end 31']));
      expect(seen.length).toBeLessThan(10);
    });

    it('resumes behind the end of the log, where the last event of this history may be far back', async () => {
      log.end = () => Promise.resolve({ end: text(1_000), head: text(5) });
      follow(text(5));
      await expectSeen('end 5');
      expect(log.sharedAfter).toEqual([text(1_000)]);
    });

    it('reads by itself once it is too slow for the memory of the tail, and misses nothing', async () => {
      const held = Promise.withResolvers<void>();
      hold = held.promise;
      follow(text(5), 500);
      const all = Array.from({ length: 4_500 }, (_, index) => happened(6 + index));
      await bringAll(1, happened(6));
      await eventually(() => expect(handling).toBe(1));
      await bringAll(1, ...all.slice(1));
      await eventually(async () => expect((await tail.open()).position).toBe(text(4_505)));
      held.resolve();
      await bring(1, ...all.slice(1, 4_000));
      await eventually(() => expect(seen.at(-1)).toBe('end 4505'));
      expect(seen.filter((one) => !one.includes(' '))).toEqual(all.map((_, index) => String(6 + index)));
      expect(log.ownAfter).toEqual([text(6)]);
      expect(log.shared).toHaveLength(1);
    });

    it('does not notice that the server dropped the shared subscription', async () => {
      const follower = follow(text(5));
      await bringAll(1, happened(6));
      await expectSeen('end 5', '6', 'end 6');
      log.end = () => Promise.resolve({ end: text(8), head: text(8) });
      (await nthOf(log.shared, 1)).emit('error', new Error('too slow'));
      await bringAll(2, happened(7));
      await expectSeen('end 5', '6', 'end 6', '7', 'reached 7');
      await bringAll(2, happened(8));
      await eventually(() => expect(seen.slice(-2)).toEqual(['8', 'end 8']));
      expect(log.sharedAfter).toEqual([text(5), text(6)]);
      await follower.close();
      await expect(follower.done).resolves.toBeUndefined();
    });

    it('ends with all others when the shared subscription is lost; the next one opens another', async () => {
      const ended = [follow(text(5)), follow(text(5))];
      (await nthOf(log.shared, 1)).emit('error', new Error('gone'));
      for (const { done } of ended) await expect(done).rejects.toThrow(StoreUnavailableError);
      follow(text(5));
      await nthOf(log.shared, 2);
    });
  });
});
