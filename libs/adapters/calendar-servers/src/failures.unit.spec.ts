import { describe, expect, it } from '@jest/globals';
import { failureOfStatus } from './failures.js';

const pauseOf = (headers: Readonly<Record<string, string>>, status = 503): unknown => {
  const failure = failureOfStatus({ status, headers });
  return failure.kind === 'retryAfter' ? failure.afterMs : failure.kind;
};

describe('a server that asks for a pause', () => {
  it('gives seconds, or a date by its own clock', () => {
    expect(pauseOf({ 'retry-after': '30' })).toBe(30_000);
    const date = 'Mon, 02 Mar 2026 08:00:00 GMT';
    expect(pauseOf({ 'retry-after': 'Mon, 02 Mar 2026 08:01:00 GMT', date })).toBe(60_000);
    expect(pauseOf({ 'retry-after': 'Mon, 02 Mar 2026 07:00:00 GMT', date })).toBe(0);
  });

  it('is not believed to mean more than a day', () => {
    expect(pauseOf({ 'retry-after': '99999999999' })).toBe(24 * 60 * 60_000);
  });

  it('gets a minute if it does not say how long', () => {
    expect(pauseOf({}, 429)).toBe(60_000);
    expect(pauseOf({ 'retry-after': 'soon' }, 429)).toBe(60_000);
    expect(pauseOf({}, 503)).toBe('unreachable');
  });
});
