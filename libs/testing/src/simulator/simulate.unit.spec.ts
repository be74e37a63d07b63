import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { simulate, type Run } from './simulate.js';

const SEEDS = [1, 2, 3, 4, 5];

const tracesOf = async (seed: number): Promise<readonly string[]> => {
  const lines: string[] = [];
  await simulate(seed, { trace: (line) => lines.push(line) });
  return lines;
};

describe('a simulated run', () => {
  it.each(SEEDS)('is the same, line by line, each time that seed %i is run', async (seed) => {
    const [first, second] = [await tracesOf(seed), await tracesOf(seed)];
    expect(first.length).toBeGreaterThan(100);
    expect(second).toEqual(first);
  });

  it('has the same digest alone and beside other runs', async () => {
    const alone = await simulate(7);
    const together = await Promise.all([simulate(6), simulate(7), simulate(8)]);
    expect(together[1].digest).toBe(alone.digest);
    expect(new Set(together.map(({ digest }) => digest)).size).toBe(3);
  });

  it('violates no invariant', async () => {
    for (const seed of SEEDS) expect((await simulate(seed)).violations).toEqual([]);
  });

  it('ends only once its last change has reached every view', async () => {
    const lastIn = ({ history: { timing, events } }: Run): number =>
      timing?.storedAt.get(events.at(-1)?.position ?? '') ?? 0;
    for (let seed = 1; seed <= 30; seed += 1) {
      const whole = await simulate(seed);
      // Calendars are read again at the end, whenever that is.
      if (whole.history.calendars.length > 0) continue;
      const last = lastIn(whole);
      if (last <= (whole.history.timing?.calmAt ?? 0)) continue;
      // The same run, whose time is up as soon as its last change is stored.
      const short = await simulate(seed, { restsUntil: last + 1 });
      expect(lastIn(short)).toBe(last);
      expect(short.history.timing?.endedAt).toBeGreaterThan(last + 60_000);
      expect(short.history.views.map(({ missing }) => missing)).toEqual(whole.history.views.map(() => 0));
    }
  });

  it('covers the whole life of links and bookings', async () => {
    const missing = new Set([
      'ApprovalRequested',
      'BookingCancelled',
      'BookingConfirmed',
      'BookingDeclined',
      'BookingRejected',
      'BusySourceRemoved',
      'CalendarChanged',
      'CalendarConnected',
      'CalendarDisconnected',
      'CalendarFailed',
      'CalendarRecovered',
      'FreshLinkIssued',
      'LinkConsumed',
      'LinkExpired',
      'LinkRevoked',
      'LocationChanged',
      'OptInConfirmed',
      'OptInMailRequested',
      'ReminderRequested',
      'SlotReleased',
    ]);
    for (let seed = 1; seed <= 200 && missing.size > 0; seed += 1) {
      for (const { type } of (await simulate(seed)).history.events) missing.delete(type);
    }
    expect([...missing]).toEqual([]);
  });
});

describe('a simulated run and the machine that it runs on', () => {
  const forbidden = (what: string) => (): never => {
    throw new Error(`a run used ${what}`);
  };

  beforeEach(() => {
    jest.spyOn(Date, 'now').mockImplementation(forbidden('the time'));
    jest.spyOn(performance, 'now').mockImplementation(forbidden('the time'));
    jest.spyOn(Math, 'random').mockImplementation(forbidden('randomness'));
    jest.spyOn(globalThis, 'setTimeout').mockImplementation(forbidden('a timer'));
    jest.spyOn(globalThis, 'setInterval').mockImplementation(forbidden('a timer'));
    jest.spyOn(globalThis, 'setImmediate').mockImplementation(forbidden('a timer'));
  });

  afterEach(() => {
    jest.restoreAllMocks();
  });

  it('share neither clock nor timers nor randomness', async () => {
    for (const seed of SEEDS) expect((await simulate(seed)).violations).toEqual([]);
  });
});
