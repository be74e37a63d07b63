import { describe, expect, it } from '@jest/globals';
import { simulate } from '../simulate.js';
import { consumedByOther, expired, good, historyOf, violatedBy } from './fixtures/histories.js';

describe('the invariants over what is known besides events', () => {
  it('I4 and I7 notice what was told before it was stored', () => {
    const early = [
      { what: 'link', linkId: 'lnk_1', status: 'expired', stored: 1 },
      { what: 'booking', bookingId: 'bkg_1', status: 'confirmed', stored: 3 },
    ] as const;
    expect(violatedBy(historyOf([...good, expired], { told: [early[0]] }))).toContain('I4');
    expect(violatedBy(historyOf(good, { told: [early[1]] }))).toEqual(['I7']);
  });

  it('I7 notices what was told and is missing', () => {
    const missing = { what: 'booking', bookingId: 'bkg_9', status: 'pending', stored: 1 } as const;
    const failed = { what: 'booking', bookingId: 'bkg_1', status: 'rejected', stored: 6 } as const;
    const link = { what: 'linkMade', linkId: 'lnk_9', stored: 1 } as const;
    for (const told of [missing, failed, link]) expect(violatedBy(historyOf(good, { told: [told] }))).toContain('I7');
  });

  it('I11 notices gaps and repeated ids', () => {
    const { events } = historyOf(good);
    const last = events.at(-1);
    if (last === undefined) throw new Error('no event');
    const gap = { ...last, revision: last.revision + 1 };
    expect(violatedBy(historyOf([], { events: [...events.slice(0, -1), gap] }))).toContain('I11');
    const again = { ...last, revision: last.revision + 1, position: '9999' };
    expect(violatedBy(historyOf([], { events: [...events, again] }))).toContain('I11');
  });

  it('I12 notices an event that never arrived, I13 a view that is not what history makes of it', () => {
    const types = new Set(['LinkConsumed']);
    const subscribers = [{ subscriber: 'somebody', types, handled: new Set<string>() }];
    expect(violatedBy(historyOf(good, { subscribers }))).toEqual(['I12']);
    const view = { projector: 'link', live: 'a', rebuilt: 'b', missing: 0 };
    expect(violatedBy(historyOf(good, { views: [view] }))).toEqual(['I13']);
    expect(violatedBy(historyOf(good, { views: [{ ...view, rebuilt: 'a', missing: 2 }] }))).toEqual(['I12']);
  });

  it('I20 names what broke while clocks jumped', () => {
    expect(violatedBy(historyOf([...good, consumedByOther], { clocksJumped: true }))).toContain('I20');
  });

  it('are checked on histories in which clocks did jump', async () => {
    const runs = await Promise.all([1, 2, 3, 4, 5, 6, 7, 8].map((seed) => simulate(seed)));
    expect(runs.some(({ history }) => history.clocksJumped)).toBe(true);
  });
});
