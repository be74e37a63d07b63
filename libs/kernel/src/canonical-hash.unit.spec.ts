import { memoryPorts } from '@bookonce/testing/memory-ports';
import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { hashReadModels } from './canonical-hash.js';
import { colours, sums, sumsProjector, sumsView, type Sum } from './fixtures/sums-projector.js';
import type { Collection } from './ports/read-models.js';

/** The text itself instead of its hash, so that two that differ cannot look the same. */
const wholeText = () => {
  let text = '';
  return { update: (more: string) => (text += more), digest: () => text };
};

type Document = readonly [collection: Collection<Sum>, id: string, doc: object];

const hashOf = async (documents: readonly Document[]): Promise<string> => {
  const { readModels } = memoryPorts('2026-03-02T09:00:00.000Z');
  for (const [index, [collection, id, doc]] of documents.entries()) {
    await readModels.commit(sumsView, [{ collection, id, doc }], String(index).padStart(4, '0'));
  }
  return hashReadModels(readModels, sumsProjector, wholeText);
};

const documents: fc.Arbitrary<readonly Document[]> = fc.uniqueArray(
  fc.tuple(fc.constantFrom(sums, colours), fc.string(), fc.object({ maxDepth: 2, maxKeys: 4 })),
  { selector: ([{ name }, id]) => `${name}/${id}`, maxLength: 6 },
);

const oneSum: Document = [sums, 'a', { total: 1, colours: { red: 1, blue: 2 } }];

describe('the canonical hash of read models', () => {
  it('does not depend on the order in which documents were written', async () => {
    await fc.assert(
      fc.asyncProperty(documents, async (written) => {
        expect(await hashOf(written.toReversed())).toBe(await hashOf(written));
      }),
      { numRuns: 100 },
    );
  });

  it('does not depend on the order of members', async () => {
    expect(await hashOf([[sums, 'a', { colours: { blue: 2, red: 1 }, total: 1 }]])).toBe(await hashOf([oneSum]));
  });

  it.each<[string, readonly Document[]]>([
    ['a value', [[sums, 'a', { total: 1, colours: { red: 1, blue: 3 } }]]],
    ['a member', [[sums, 'a', { total: 1 }]]],
    ['an id', [[sums, 'b', oneSum[2]]]],
    ['a collection', [[colours, 'a', oneSum[2]]]],
    ['a document more', [oneSum, [sums, 'b', { total: 0 }]]],
    ['nothing at all', []],
  ])('differs by %s', async (_what, others) => {
    expect(await hashOf(others)).not.toBe(await hashOf([oneSum]));
  });

  it('keeps documents apart, whatever their ids look like', async () => {
    const two: readonly Document[] = [
      [sums, 'a', { total: 1 }],
      [sums, 'b', { total: 2 }],
    ];
    const one: readonly Document[] = [[sums, 'a":{"total":1}\n"b', { total: 2 }]];
    expect(await hashOf(one)).not.toBe(await hashOf(two));
  });
});
