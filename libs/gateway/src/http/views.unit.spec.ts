import type { Position } from '@bookonce/kernel/ports/event-store';
import { defineView, viewOfKey, type StoredView, type View } from '@bookonce/kernel/ports/read-models';
import { describe, expect, it } from '@jest/globals';
import type { ViewName } from '../api/operation.js';
import { ALL_READ_VIEWS } from '../read-views.js';
import { MemoryAcknowledgedPositions } from '@bookonce/adapter-memory/request-records';
import { Views } from './views.js';

const ALL: readonly ViewName[] = ['link', 'availability', 'booking', 'workspace'];
const keyOf = (name: string): string => ALL_READ_VIEWS.find((view) => view.name === name)?.key ?? '';

const set = (acknowledged = new MemoryAcknowledgedPositions()) => {
  const checkpoints = new Map<string, Position>();
  const followed = new Map<string, number>();
  const time = { now: 0 };
  const unfilled = new Set<string>();
  const server = { epoch: '1' };
  const waits: (readonly [keys: readonly string[], position: Position])[] = [];
  let looks = 0;
  const stored = (key: string): StoredView => ({
    view: viewOfKey(key),
    checkpoint: checkpoints.get(key) ?? null,
    isFilled: !unfilled.has(key),
    followedAt: followed.get(key) ?? null,
    epoch: server.epoch,
  });
  const views = new Views(
    {
      waitFor: async (waited: readonly View[], position) => {
        waits.push([waited.map(({ key }) => key), position]);
        return waited.every(({ key }) => (checkpoints.get(key) ?? '') >= position);
      },
      views: async () => {
        looks += 1;
        return [...new Set([...ALL_READ_VIEWS.map(({ key }) => key), ...checkpoints.keys()])].map(stored);
      },
    },
    acknowledged,
    () => time.now,
  );
  const later = async (asked = ALL): Promise<boolean> => {
    time.now += 1_000;
    return views.areBehind(asked);
  };
  const all = (position: string): void => ALL_READ_VIEWS.forEach(({ key }) => checkpoints.set(key, position));
  return { views, checkpoints, followed, unfilled, server, waits, later, all, looks: () => looks };
};

/** The version of a release before or after this one. */
const other = (name: string): View => defineView(name, 99);

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
    checkpoints.set(keyOf('link'), '4');
    expect(await later()).toBe(true);
    checkpoints.set(keyOf('link'), '6');
    expect(await later()).toBe(false);
  });

  it('that were filled anew from a history without its tail are not behind what it has lost', async () => {
    const acknowledged = new MemoryAcknowledgedPositions();
    const { views, later, all, unfilled, server } = set(acknowledged);
    const token = (position: string): string => Buffer.from(position).toString('base64url');
    all('5');
    await later();
    expect(await views.show('7', ['link'])).toBe(false);
    all('8');
    expect(await views.show('8', ['link'])).toBe(true);
    // The follower of the link view notices the loss.
    await acknowledged.forget(['link']);
    server.epoch = '2';
    unfilled.add(keyOf('link'));
    all('3');
    expect(await later(['link'])).toBe(true);
    expect(await views.showTo(token('8'), ['link'])).toBe(false);
    unfilled.clear();
    expect(await later()).toBe(false);
    expect(views.timesFilledAnew).toBeGreaterThan(0);
    expect(await views.areLate(ALL)).toBe(false);
    expect(await views.showTo(token('8'), ['link', 'booking'])).toBe(true);
    expect(await views.showTo(token('9'), ['link', 'booking'])).toBe(false);
    // A write in the place of a lost one is expected as usual.
    expect(await views.show('4', ['link'])).toBe(false);
    expect(await views.areLate(['link'])).toBe(true);
    expect(await views.showTo(token('4'), ['link'])).toBe(false);
    all('4');
    await later();
    expect(await views.areLate(['link'])).toBe(false);
  });

  it('that come back from a backup of their server are behind until they show what they showed (I9)', async () => {
    const { later, all, server } = set();
    all('5');
    await later();
    server.epoch = '2';
    all('6');
    await later();
    server.epoch = '1';
    all('4');
    expect(await later()).toBe(true);
    all('6');
    expect(await later()).toBe(false);
  });

  it('that another gateway has shown are behind until they are filled again (I9)', async () => {
    const { later, all, unfilled } = set();
    unfilled.add(keyOf('link'));
    all('3');
    expect(await later()).toBe(true);
    unfilled.clear();
    expect(await later()).toBe(false);
  });

  it('that are behind affect only operations that read them', async () => {
    const { later, all, unfilled } = set();
    unfilled.add(keyOf('booking'));
    all('3');
    expect(await later(['booking', 'availability'])).toBe(true);
    expect(await later(['link', 'availability'])).toBe(false);
    expect(await later(['booking'])).toBe(true);
    unfilled.clear();
    expect(await later(['booking'])).toBe(false);
  });

  it('are left alone for an operation that reads none', async () => {
    const { later, all, unfilled, looks } = set();
    unfilled.add(keyOf('booking'));
    all('3');
    expect(await later([])).toBe(false);
    expect(looks()).toBe(0);
  });

  it('are looked at now and then, and at every call while they are behind', async () => {
    const { views, later, all, checkpoints, looks } = set();
    all('5');
    await later();
    await views.areBehind(ALL);
    expect(looks()).toBe(1);
    checkpoints.clear();
    await later();
    all('5');
    expect(await views.areBehind(ALL)).toBe(false);
  });

  it('that continue from an earlier run are behind until they reach what another version shows (I9)', async () => {
    const { views, later, all, checkpoints } = set();
    all('3');
    checkpoints.set(other('link').key, '7');
    expect(await later(['link'])).toBe(true);
    expect((await views.behind()).map(({ name }) => name)).toEqual(['link']);
    all('7');
    checkpoints.set(other('link').key, '9');
    expect(await later(['link'])).toBe(false);
  });

  it('show a write once the version that another release follows shows it as well', async () => {
    const { views, later, all, checkpoints, followed, waits } = set();
    all('3');
    for (const key of [keyOf('link'), keyOf('booking'), other('link').key]) followed.set(key, 1_000_000);
    checkpoints.set(other('link').key, '3');
    checkpoints.set(other('booking').key, '1');
    followed.set(other('booking').key, 1);
    await later();
    await views.show('4', ['link', 'booking']);
    expect(waits).toEqual([
      [[keyOf('link'), keyOf('booking')], '4'],
      [[other('link').key], '4'],
    ]);
  });

  it('that do not show an acknowledged write are late at every gateway, until they show it (I9)', async () => {
    const acknowledged = new MemoryAcknowledgedPositions();
    const [here, elsewhere] = [set(acknowledged), set(acknowledged)];
    for (const { all, later } of [here, elsewhere]) {
      all('5');
      await later();
    }
    expect(await here.views.show('6', ['link', 'booking'])).toBe(false);
    for (const { views, all, later } of [here, elsewhere]) {
      expect(await views.areLate(['link'])).toBe(true);
      expect(await views.areLate(['workspace'])).toBe(false);
      all('6');
      await later();
      expect(await views.areLate(['link', 'booking'])).toBe(false);
    }
  });

  it('are late for this gateway even if no other could be notified', async () => {
    const lost = { raise: () => Promise.reject(new Error('lost')), of: async () => [null] };
    const { views, all } = set(lost as unknown as MemoryAcknowledgedPositions);
    all('5');
    expect(await views.show('6', ['link'])).toBe(false);
    expect(await views.areLate(['link'])).toBe(true);
  });

  it('of links are late while those of bookings go on (I9)', async () => {
    const { views, later, all, checkpoints } = set();
    all('5');
    await later();
    checkpoints.set(keyOf('booking'), '7');
    // At this look, the link view may just be about to follow.
    await later();
    expect(await views.areLate(['link'])).toBe(false);
    await later();
    expect(await views.areLate(['link'])).toBe(true);
    expect(await views.areLate(['booking'])).toBe(false);
    checkpoints.set(keyOf('link'), '8');
    await later();
    expect(await views.areLate(['link'])).toBe(false);
  });

  it('show a token only what they read, and nobody is late because of a made-up one', async () => {
    const { views, all, checkpoints } = set();
    all('5');
    checkpoints.set(keyOf('booking'), '7');
    const token = (position: string): string => Buffer.from(position).toString('base64url');
    expect(await views.showTo(token('7'), ['booking'])).toBe(true);
    expect(await views.showTo(token('7'), ['booking', 'link'])).toBe(false);
    expect(await views.showTo(token('zzz'), [])).toBe(true);
    expect(await views.showTo(token('zzz'), ['booking'])).toBe(false);
    expect(await views.areLate(ALL)).toBe(false);
  });
});
