import { describe, expect, it } from '@jest/globals';
import { FollowerLags } from './follower-lags.js';
import type { FollowerProgress } from './follower-progress.js';
import { epochMsOf, type Instant, instantOf } from './json.js';
import { type Position, StoreUnavailableError } from './ports/event-store.js';

const NOON = epochMsOf('2026-03-02T12:00:00.000Z');
const after = (seconds: number): Instant => instantOf(NOON + seconds * 1_000);

/** One view at noon; events are decided at the seconds that the spec says. */
const bench = () => {
  let nowMs = NOON;
  const state = {
    head: '5' as Position | null | 'lost',
    view: { name: 'links@1', position: '5', eventTime: after(-3_600) } as FollowerProgress,
    subscribers: new Map<string, Instant | null>(),
    /** Happens while a reading waits for followers that are about to catch up. */
    meanwhile: (): void => undefined,
  };
  const lags = new FollowerLags({
    store: {
      head: async () => {
        if (state.head === 'lost') throw new StoreUnavailableError('away');
        return state.head;
      },
    },
    clock: { now: () => nowMs },
    scheduler: { wait: async () => state.meanwhile(), deadline: () => () => undefined },
    views: () => [state.view],
    publishers: () => [],
    subscribers: () => state.subscribers,
  });
  const lagAt = async (seconds: number): Promise<number | undefined> => {
    nowMs = NOON + seconds * 1_000;
    return (await lags.read())[0]?.seconds;
  };
  return { state, lags, lagAt };
};

describe('the lag of a follower', () => {
  it('is 0 while it is at the head, however old the last event is', async () => {
    const { lagAt } = bench();
    expect([await lagAt(0), await lagAt(900)]).toEqual([0, 0]);
  });

  it('is 0 while history is empty', async () => {
    const { state, lagAt } = bench();
    state.head = null;
    state.view = { name: 'links@1', position: null, eventTime: null };
    expect(await lagAt(0)).toBe(0);
  });

  it('is 0 if it reaches the head within a moment', async () => {
    const { state, lagAt } = bench();
    state.head = '6';
    state.meanwhile = () => (state.view = { ...state.view, position: '6', eventTime: after(0) });
    expect(await lagAt(0)).toBe(0);
  });

  it('begins with the oldest event in flight', async () => {
    const { state, lagAt } = bench();
    await lagAt(0);
    state.head = '7';
    state.view = { ...state.view, eventTime: after(20) };
    expect([await lagAt(30), await lagAt(95)]).toEqual([10, 75]);
    state.view = { ...state.view, position: '7' };
    expect(await lagAt(96)).toBe(0);
  });

  it('begins with the last event that it has handled', async () => {
    const { state, lagAt } = bench();
    state.head = '9';
    state.view = { ...state.view, position: '7', eventTime: after(-60) };
    expect(await lagAt(30)).toBe(90);
  });

  it('begins with the last reading that found it up to date, if nothing is delivered after a quiet hour', async () => {
    const { state, lagAt } = bench();
    await lagAt(0);
    state.head = '6';
    expect([await lagAt(15), await lagAt(30)]).toEqual([15, 30]);
  });

  it('begins with its first reading if it has handled nothing yet', async () => {
    const { state, lagAt } = bench();
    state.view = { name: 'links@1', position: null, eventTime: null };
    expect([await lagAt(0), await lagAt(40)]).toEqual([0, 40]);
  });

  it('is that of its oldest event once a view was wiped, although it was up to date before', async () => {
    const { state, lagAt } = bench();
    await lagAt(0);
    state.view = { ...state.view, position: '2', eventTime: after(-7_200) };
    expect(await lagAt(10)).toBe(7_210);
  });

  it('is measured by the last known head while the store is lost', async () => {
    const { state, lagAt } = bench();
    await lagAt(0);
    state.head = 'lost';
    expect(await lagAt(60)).toBe(0);
    state.view = { ...state.view, position: '4', eventTime: after(0) };
    expect(await lagAt(60)).toBe(60);
  });

  it('is never below 0, although clocks differ', async () => {
    const { state, lagAt } = bench();
    state.head = '6';
    state.view = { ...state.view, eventTime: after(5) };
    expect(await lagAt(0)).toBe(0);
  });

  it('of a subscriber begins with the oldest event in flight', async () => {
    const { state, lags, lagAt } = bench();
    state.subscribers = new Map([
      ['booking', after(-12)],
      ['notification', null],
    ]);
    await lagAt(0);
    expect(await lags.read()).toEqual([
      { kind: 'view', name: 'links@1', seconds: 0 },
      { kind: 'subscriber', name: 'booking', seconds: 12 },
      { kind: 'subscriber', name: 'notification', seconds: 0 },
    ]);
  });
});
