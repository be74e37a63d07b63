import { describe, expect, it } from '@jest/globals';
import { invalid } from './answer.js';

const detailOf = (...errors: Parameters<typeof invalid>[0]): unknown =>
  (JSON.parse(invalid(errors).body) as { detail: unknown }).detail;

describe('the detail of a failed validation', () => {
  it('makes a sentence of a predicate, and leaves a sentence as it is', () => {
    expect(detailOf({ path: 'name', message: 'is required' })).toBe('name is required.');
    expect(detailOf({ path: '', message: 'must be an object' })).toBe('The body must be an object.');
    expect(detailOf({ path: 'url', message: 'It is not encrypted. Use https.' })).toBe(
      'url: It is not encrypted. Use https.',
    );
  });

  it('names the first faults, and counts the others', () => {
    const errors = ['a', 'b', 'c', 'd', 'e'].map((path) => ({ path, message: 'is required' }));
    expect(detailOf(...errors)).toBe('a is required; b is required; c is required; and 2 more.');
    expect(detailOf()).toBe('The request is invalid.');
  });
});
