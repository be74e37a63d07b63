import { describe, expect, it } from '@jest/globals';
import { ALL_VIEWS, Views } from './views.js';

const set = () => {
  const checkpoints = new Map<string, string>();
  const time = { now: 0 };
  const lost = new Set<string>();
  let looks = 0;
  const readModels = {
    waitFor: async () => true,
    checkpoint: async (view: string) => {
      looks += 1;
      return checkpoints.get(view) ?? null;
    },
    isWhole: async (view: string) => !lost.has(view),
  };
  const views = new Views(readModels, () => time.now);
  const later = async (asked = ALL_VIEWS): Promise<boolean> => {
    time.now += 1_000;
    return views.areBehind(asked);
  };
  const all = (position: string): void => ALL_VIEWS.forEach((view) => checkpoints.set(view, position));
  return { views, checkpoints, lost, later, all, looks: () => looks };
};

describe('views', () => {
  it('of a new installation are not behind anything', async () => {
    const { later, all } = set();
    expect(await later()).toBe(false);
    all('5');
    expect(await later()).toBe(false);
  });

  it('that were lost are behind until they show again what they showed (I9)', async () => {
    const { later, all, checkpoints } = set();
    all('5');
    await later();
    checkpoints.clear();
    expect(await later()).toBe(true);
    all('3');
    expect(await later()).toBe(true);
    all('5');
    checkpoints.set('link', '4');
    expect(await later()).toBe(true);
    checkpoints.set('link', '6');
    expect(await later()).toBe(false);
  });

  it('that another gateway has shown are behind until they are whole again, whoever asks (I9)', async () => {
    const { later, all, lost } = set();
    lost.add('link');
    all('3');
    expect(await later()).toBe(true);
    lost.clear();
    expect(await later()).toBe(false);
  });

  it('that are behind matter to operations that read them, and to no other', async () => {
    const { later, all, lost } = set();
    lost.add('booking');
    all('3');
    expect(await later(['booking', 'availability'])).toBe(true);
    expect(await later(['link', 'availability'])).toBe(false);
    expect(await later(['booking'])).toBe(true);
    lost.clear();
    expect(await later(['booking'])).toBe(false);
  });

  it('are left alone for an operation that reads none', async () => {
    const { later, all, lost, looks } = set();
    lost.add('booking');
    all('3');
    expect(await later([])).toBe(false);
    expect(looks()).toBe(0);
  });

  it('are looked at now and then, and at every call while they are behind', async () => {
    const { views, later, all, checkpoints, looks } = set();
    all('5');
    await later();
    await views.areBehind(ALL_VIEWS);
    expect(looks()).toBe(ALL_VIEWS.length);
    checkpoints.clear();
    await later();
    all('5');
    expect(await views.areBehind(ALL_VIEWS)).toBe(false);
  });
});
