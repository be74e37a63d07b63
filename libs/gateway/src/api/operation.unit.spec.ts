import { readdirSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { everyOperation } from '../fixtures/every-operation.js';
import { viewsReadBy } from './operation.js';

const operations = everyOperation();

describe('operations', () => {
  it('are all listed in the fixture', () => {
    const files = readdirSync(import.meta.dirname).filter((name) => name.endsWith('-api.ts'));
    expect(files).toHaveLength(20);
    expect(operations.length).toBeGreaterThanOrEqual(60);
    expect(new Set(operations.map(({ id }) => id)).size).toBe(operations.length);
  });

  it.each(operations.map((operation) => [operation.id, operation] as const))(
    '%s declares its views',
    (_id, operation) => {
      expect(operation.reads).toBeInstanceOf(Array);
      if (operation.method === 'GET') expect(operation.waitsFor).toBeUndefined();
      // Waiting for a view that is not read would only delay the answer.
      else expect(viewsReadBy(operation)).toEqual(expect.arrayContaining([...(operation.waitsFor ?? [])]));
    },
  );

  it.each(operations.filter(({ access }) => access === 'workspace' || access === 'session'))(
    '$id also reads the authentication views',
    (operation) => {
      expect(viewsReadBy(operation)).toEqual(expect.arrayContaining(['workspace']));
    },
  );
});
