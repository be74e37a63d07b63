import { expect, it } from '@jest/globals';
import type { ApiKeys } from './api-keys.js';
import { Callers } from './callers.js';

const callers = new Callers({
  readModels: { get: () => Promise.resolve(null), list: () => Promise.resolve({ items: [], nextCursor: null }) },
  clock: { now: () => 0 },
  apiKeys: {} as ApiKeys,
  baseUrl: 'http://localhost:3000',
  metricsToken: null,
});
const named = (authorization: string): string => callers.credentialOf({ headers: { authorization }, cookies: {} });

it('counts an API key as one, however its scheme is written', () => {
  expect(named('bEARER bok_12345678')).toBe(named('Bearer bok_12345678'));
  expect(named('Bearer bok_1234567a')).not.toBe(named('Bearer bok_1234567A'));
});
