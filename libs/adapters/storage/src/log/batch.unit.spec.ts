import { InvalidAppendError, type NewEvent } from '@bookonce/kernel/ports/event-store';
import { describe, expect, it } from '@jest/globals';
import { checkedBatch, MAX_APPEND_BYTES } from './batch.js';

const ID = '00000000-0000-8000-8000-000000000001';

const event = (data: object, id = ID): NewEvent => ({
  id,
  type: 'Happened',
  data,
  meta: {
    time: '2026-03-01T00:00:00.000Z',
    version: 1,
    workspaceId: 'wsp_1',
    correlationId: 'c',
    causationId: 'c',
    by: 'test',
  },
});

const bytesWithoutText =
  2 * 'Happened'.length + JSON.stringify({ text: '' }).length + JSON.stringify(event({}).meta).length;

describe('an append', () => {
  it('is serialised to the stored texts', () => {
    const one = event({ when: new Date(0), left: undefined });
    expect(checkedBatch('link-a', -1, [one])).toEqual({
      ids: [ID],
      types: ['Happened'],
      datas: ['{"when":"1970-01-01T00:00:00.000Z"}'],
      metas: [JSON.stringify(one.meta)],
    });
  });

  it.each([-2, 0.5, NaN, Infinity])('with revision %d is refused', (revision) => {
    expect(() => checkedBatch('link-a', revision, [event({})])).toThrow(InvalidAppendError);
  });

  it('without events is refused', () => {
    expect(() => checkedBatch('link-a', -1, [])).toThrow(InvalidAppendError);
  });

  it.each(['', '1', `${ID}0`, ` ${ID}`, `${ID}\n`, 'AAAAAAAA-0000-8000-8000-000000000001'])(
    'refuses %j as an id',
    (id) => {
      expect(() => checkedBatch('link-a', -1, [event({}), event({}, id)])).toThrow(InvalidAppendError);
    },
  );

  it('is limited by bytes, not characters, over all its events', () => {
    const half = (MAX_APPEND_BYTES - 2 * bytesWithoutText) / 2;
    const text = 'é'.repeat(half / 2);
    const full = [event({ text }), event({ text })];
    expect(checkedBatch('link-a', -1, full).ids).toHaveLength(2);
    const over = [event({ text }), event({ text: `${text}-` })];
    expect(() => checkedBatch('link-a', -1, over)).toThrow(`${MAX_APPEND_BYTES + 1} bytes`);
  });
});
