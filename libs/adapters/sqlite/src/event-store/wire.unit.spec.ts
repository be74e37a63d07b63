import type { StreamName } from '@bookonce/kernel/ports/event-store';
import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { AppendAnswer, AppendRequest } from './batch-writer.js';
import { decodeAnswer, decodeBatch, encodeAnswer, encodeBatch } from './wire.js';

const text = fc.string({ unit: 'binary' });

const request: fc.Arbitrary<AppendRequest> = fc
  .tuple(
    text,
    fc.integer({ min: -1 }),
    fc.array(fc.tuple(fc.uuid(), text, fc.jsonValue(), fc.jsonValue()), { minLength: 1, maxLength: 4 }),
  )
  .map(([name, expectedRevision, events]) => ({
    stream: `link-${name}` satisfies StreamName,
    expectedRevision,
    texts: {
      ids: events.map(([id]) => id),
      types: events.map(([, type]) => type),
      datas: events.map(([, , data]) => JSON.stringify(data)),
      metas: events.map(([, , , meta]) => JSON.stringify(meta)),
    },
  }));

const answer: fc.Arbitrary<AppendAnswer> = fc.oneof(
  fc.record({
    kind: fc.constant('appended' as const),
    revision: fc.nat(),
    position: fc.maxSafeNat(),
    repeated: fc.boolean(),
  }),
  fc.record({ kind: fc.constant('conflict' as const), actualRevision: fc.integer({ min: -1 }) }),
);

describe('messages between threads', () => {
  it('carry batches unchanged, whatever they contain', () => {
    fc.assert(
      fc.property(fc.array(request, { minLength: 1, maxLength: 5 }), (batch) => {
        expect(decodeBatch(encodeBatch(batch))).toEqual(batch);
      }),
    );
    const [odd] = fc.sample(request, 1);
    if (odd === undefined) throw new Error('no sample');
    const separated = [{ ...odd, stream: 'link-\u0001' as const }];
    expect(decodeBatch(encodeBatch(separated))).toEqual(separated);
  });

  it('carry answers unchanged', () => {
    fc.assert(
      fc.property(fc.array(answer), (answers) => {
        expect(decodeAnswer(encodeAnswer({ ok: true, answers }))).toEqual({ ok: true, answers });
      }),
    );
    expect(decodeAnswer(encodeAnswer({ ok: false, reason: 'disk full' }))).toEqual({ ok: false, reason: 'disk full' });
  });
});
