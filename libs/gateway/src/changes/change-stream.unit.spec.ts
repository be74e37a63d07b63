import type { StoredEvent, StreamName } from '@bookonce/kernel/ports/event-store';
import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { ChangeFeed } from './change-feed.js';
import { changeStream } from './change-stream.js';

describe('the change stream', () => {
  beforeEach(() => {
    jest.useFakeTimers();
  });
  afterEach(() => {
    jest.useRealTimers();
  });

  const opened = (isStillAllowed: () => Promise<boolean>, isSeen = async (): Promise<boolean> => true) => {
    const feed = new ChangeFeed();
    const sent: string[] = [];
    let ended = false;
    const sink = {
      send: (text: string): void => {
        sent.push(text);
      },
      end: (): void => {
        ended = true;
      },
    };
    const stop = changeStream({ feed, workspaceId: 'wsp_1', isSeen, isStillAllowed, heartbeatMs: 1_000 }).open(sink);
    return { feed, sent, stop, hasEnded: () => ended };
  };

  it('sends a comment at once, and regular heartbeats', async () => {
    const { sent, stop } = opened(async () => true);
    expect(sent).toEqual(['retry: 2000\n: connected\n\n']);
    await jest.advanceTimersByTimeAsync(2_000);
    expect(sent.slice(1)).toEqual([': still here\n\n', ': still here\n\n']);
    stop();
    await jest.advanceTimersByTimeAsync(5_000);
    expect(sent).toHaveLength(3);
  });

  const eventOf = (type: string, stream: StreamName): StoredEvent => ({
    id: 'event-1',
    type,
    data: {},
    stream,
    revision: 1,
    position: '7',
    meta: { time: '', version: 1, workspaceId: 'wsp_1', correlationId: 'c', causationId: 'c', by: 'test' },
  });
  const announced = async (feed: ChangeFeed, event: StoredEvent): Promise<void> => {
    await feed.announce(event, async () => undefined);
    await jest.advanceTimersByTimeAsync(0);
  };

  it('sends changes until it is stopped', async () => {
    const { feed, sent, stop } = opened(async () => true);
    await announced(feed, eventOf('LinkConsumed', 'link-lnk_1'));
    expect(sent.at(-1)).toBe('event: change\ndata: {"kind":"link","id":"lnk_1"}\n\n');
    stop();
    expect(feed.listenersOf('wsp_1')).toBe(0);
  });

  it('sends nothing about what the caller may not see', async () => {
    const { feed, sent, stop } = opened(
      async () => true,
      async () => false,
    );
    await announced(feed, eventOf('LinkConsumed', 'link-lnk_1'));
    expect(sent).toHaveLength(1);
    stop();
  });

  it('ends at once when its session does', async () => {
    let isAllowed = true;
    const { feed, hasEnded, stop } = opened(async () => isAllowed);
    await announced(feed, eventOf('SessionEnded', 'session-ses_2'));
    expect(hasEnded()).toBe(false);
    isAllowed = false;
    await announced(feed, eventOf('SessionEnded', 'session-ses_1'));
    expect(hasEnded()).toBe(true);
    stop();
  });

  it('ends when access is revoked, but not when it cannot be checked', async () => {
    const answers = [
      () => Promise.reject(new Error('Redis is away')),
      () => Promise.resolve(true),
      () => Promise.resolve(false),
    ];
    const { hasEnded, stop } = opened(() => answers.shift()?.() ?? Promise.resolve(true));
    await jest.advanceTimersByTimeAsync(2_000);
    expect(hasEnded()).toBe(false);
    await jest.advanceTimersByTimeAsync(1_000);
    expect(hasEnded()).toBe(true);
    stop();
  });
});
