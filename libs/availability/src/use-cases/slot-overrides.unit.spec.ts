import { describe, expect, it } from '@jest/globals';
import { hourWith, MONDAY, picked, withHosts } from '../fixtures/test-availability.js';
import { meetingTypes } from '../views/availability-documents.js';
import { findSlotsForMove } from '../views/find-slots-for-move.js';

const taken = { ok: false, error: { kind: 'slotTaken' } };
const notOffered = { ok: false, error: { kind: 'slotNotOffered' } };

describe('a link with a length of its own', () => {
  const settings = hourWith(['hst_a']);
  const half = { durationMinutes: 30 };

  it('is offered, and holds, slots of that length, each that long after the one before', async () => {
    const availability = await withHosts(['hst_a']);
    expect(await availability.offered({}, half)).toEqual(['09:00', '09:30', '10:00', '10:30', '11:00', '11:30']);
    expect(await availability.hold('bkg_1', '09:30', settings)).toEqual(notOffered);
    expect((await availability.hold('bkg_1', '09:30', settings, half)).ok).toBe(true);
    expect(await availability.offered({}, half)).toEqual(['09:00', '10:00', '10:30', '11:00', '11:30']);
    expect(await availability.offered()).toEqual(['10:00', '11:00']);
  });

  it('keeps an interval that the type has of its own', async () => {
    const spaced = hourWith(['hst_a'], { slotIntervalMinutes: 90 });
    const availability = await withHosts(['hst_a'], spaced);
    expect(await availability.offered({}, half)).toEqual(['09:00', '10:30']);
    expect(await availability.hold('bkg_1', '09:30', spaced, half)).toEqual(notOffered);
    expect((await availability.hold('bkg_1', '10:30', spaced, half)).ok).toBe(true);
  });

  it('moves by the same interval', async () => {
    const availability = await withHosts(['hst_a']);
    await availability.hold('bkg_1', '09:00', settings, half);
    await availability.book('bkg_1', '09:00', ['hst_a']);
    const move = { minutes: 30, overrides: half };
    expect(await availability.move('bkg_1', '09:00', '09:30', ['hst_a'], { minutes: 30 })).toEqual(notOffered);
    expect((await availability.move('bkg_1', '09:00', '11:30', ['hst_a'], { ...move, move: 2 })).ok).toBe(true);
  });
});

describe('a link with a window of its own', () => {
  it('is offered, and holds, slots of that window alone', async () => {
    const settings = hourWith(['hst_a'], { bookingWindow: { type: 'range', from: '2026-07-01', to: '2026-07-02' } });
    const availability = await withHosts(['hst_a'], settings);
    const own = { bookingWindow: { type: 'rolling', days: 1 } } as const;
    expect(await availability.offered()).toEqual([]);
    expect(await availability.offered({}, own)).toEqual(['09:00', '10:00', '11:00']);
    expect(await availability.hold('bkg_1', '09:00', settings)).toEqual(notOffered);
    expect((await availability.hold('bkg_1', '09:00', settings, own)).ok).toBe(true);
  });
});

describe('a link with hand-picked times', () => {
  const settings = hourWith(['hst_a', 'hst_b'], { assignment: 'roundRobin', maxPerDay: 1 });
  const times = picked('10:30', '15:00', '22:00');

  it('is offered, and holds, those alone', async () => {
    const availability = await withHosts(['hst_a'], hourWith(['hst_a'], { maxPerDay: 1 }));
    const type = hourWith(['hst_a']);
    expect(await availability.offered({}, times)).toEqual(['10:30', '15:00', '22:00']);
    expect(await availability.hold('bkg_1', '09:00', type, times)).toEqual(notOffered);
    expect((await availability.hold('bkg_1', '15:00', type, times)).ok).toBe(true);
    // The limit of one a day is the type's.
    expect((await availability.hold('bkg_2', '22:00', type, times)).ok).toBe(true);
    expect(await availability.hold('bkg_3', '15:00', type, times)).toEqual(taken);
    expect(await availability.offered({}, times)).toEqual(['10:30']);
    expect(await availability.offered()).toEqual([]);
  });

  it('is offered what one host of a round robin can take', async () => {
    const availability = await withHosts(['hst_a', 'hst_b'], settings);
    expect(await availability.hold('bkg_1', '15:00', settings, times)).toMatchObject({ ok: true });
    expect(await availability.offered({}, times)).toEqual(['10:30', '15:00', '22:00']);
    expect(await availability.hold('bkg_2', '15:00', settings, times)).toMatchObject({ ok: true });
    expect(await availability.offered({}, times)).toEqual(['10:30', '22:00']);
    expect(await availability.hold('bkg_3', '15:00', settings, times)).toEqual(taken);
  });

  it('is offered what all hosts of a collective meeting can take', async () => {
    const together = hourWith(['hst_a', 'hst_b'], { assignment: 'collective' });
    const availability = await withHosts(['hst_a', 'hst_b'], together);
    await availability.hold('bkg_1', '22:00', hourWith(['hst_b']), times);
    expect(await availability.offered({}, times)).toEqual(['10:30', '15:00']);
    expect(await availability.hold('bkg_2', '22:00', together, times)).toEqual(taken);
    expect(await availability.hold('bkg_2', '09:00', together, times)).toEqual(notOffered);
    const all = { ok: true, value: { hostIds: ['hst_a', 'hst_b'] } };
    expect(await availability.hold('bkg_2', '15:00', together, times)).toMatchObject(all);
  });

  it('moves within the list, on all hosts', async () => {
    const hostIds = ['hst_a', 'hst_b'];
    const together = hourWith(hostIds, { assignment: 'collective' });
    const availability = await withHosts(hostIds, together);
    await availability.hold('bkg_1', '15:00', together, times);
    await availability.book('bkg_1', '15:00', hostIds);
    await availability.project();
    const { ports } = availability;
    const type = await ports.readModels.get(meetingTypes, 'mtt_1');
    if (type === null) throw new Error('there is no meeting type');
    const time = { start: '2026-06-01T15:00:00.000Z', end: '2026-06-01T16:00:00.000Z' };
    const booking = { id: 'bkg_1', hostIds, ...time, slotOverrides: times };
    const { slots } = await findSlotsForMove(availability.finding, type, booking, MONDAY);
    expect(slots.map(({ start }) => start.slice(11, 16))).toEqual(['10:30', '15:00', '22:00']);
    const move = { overrides: times };
    expect(await availability.move('bkg_1', '15:00', '09:00', hostIds, move)).toEqual(notOffered);
    expect((await availability.move('bkg_1', '15:00', '22:00', hostIds, { ...move, move: 2 })).ok).toBe(true);
  });
});
