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

  const opened = (isStillAllowed: () => Promise<boolean>) => {
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
    const stop = changeStream({ feed, workspaceId: 'wsp_1', isStillAllowed, heartbeatMs: 1_000 }).open(sink);
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

  it('sends changes until it is stopped', async () => {
    const { feed, sent, stop } = opened(async () => true);
    const event = {
      id: 'event-1',
      type: 'LinkConsumed',
      data: {},
      stream: 'link-lnk_1',
      revision: 1,
      position: '7',
      meta: { time: '', version: 1, workspaceId: 'wsp_1', correlationId: 'c', causationId: 'c', by: 'test' },
    } as const;
    await feed.announce(event, async () => undefined);
    expect(sent.at(-1)).toBe('event: change\ndata: {"kind":"link","id":"lnk_1"}\n\n');
    stop();
    expect(feed.listenersOf('wsp_1')).toBe(0);
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
