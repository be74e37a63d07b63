import type { BusySource } from '@bookonce/contracts/events/calendar';
import type { BookonceEvent } from '@bookonce/contracts/event-catalogue';
import { describe, expect, it } from '@jest/globals';
import type { ClientObservation } from '../history.js';
import { busyChangesAreStored } from './busy-changes.js';
import { historyOf } from './fixtures/observed-histories.js';

const hostId = 'hst_1';
const source: BusySource = { type: 'ics', id: 'cal_1', name: 'Work' };
const [eight, nine, ten] = ['08', '09', '10'].map((hour) => `2026-06-01T${hour}:00:00.000Z`) as [
  string,
  string,
  string,
];
const first = { start: eight, end: nine };
const second = { start: nine, end: ten };
const both = { start: eight, end: ten };

const set = (added: readonly (typeof first)[], removed: readonly (typeof first)[] = []): BookonceEvent => ({
  type: 'BusySet',
  data: { hostId, source, added: [...added], removed: [...removed] },
});
const gone: BookonceEvent = { type: 'BusySourceRemoved', data: { hostId, source } };
const answered = (intervals: readonly (typeof first)[] | null): ClientObservation => ({
  what: 'busyChanged',
  hostId,
  sourceId: source.id,
  intervals,
  stored: 0,
});

const violations = (events: readonly BookonceEvent[], ...observations: readonly ClientObservation[]): number =>
  busyChangesAreStored(historyOf(events, { observations })).length;

describe('the busy times of a source in a run', () => {
  it('are those that were answered, merged', () => {
    expect(violations([set([both])], answered([first, second]))).toBe(0);
    expect(violations([set([both]), set([], [both])], answered([first, second]), answered([]))).toBe(0);
    expect(violations([], answered([]))).toBe(0);
    expect(violations([set([first])], answered([first, second]))).toBe(1);
    expect(violations([], answered([first]))).toBe(1);
  });

  it('are added and removed once', () => {
    expect(violations([set([first]), set([first])])).toBe(1);
    expect(violations([set([], [first])])).toBe(1);
  });

  it('end with their source', () => {
    expect(violations([gone], answered(null))).toBe(0);
    expect(violations([set([first])], answered(null))).toBe(1);
    expect(violations([set([first]), gone])).toBe(1);
    expect(violations([gone, set([first])])).toBe(1);
    expect(violations([gone, gone])).toBe(1);
  });
});
