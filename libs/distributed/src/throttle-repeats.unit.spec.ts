import { describe, expect, it } from '@jest/globals';
import { throttleRepeats } from './throttle-repeats.js';

describe('throttling repeats', () => {
  it('repeats a message only after a while, and passes on a different one at once', () => {
    const reported: string[] = [];
    const time = { now: 0 };
    const report = throttleRepeats(
      (message) => reported.push(message),
      1_000,
      () => time.now,
    );
    report('away');
    report('away');
    time.now = 999;
    report('away');
    report('refused');
    time.now = 2_000;
    report('refused');
    expect(reported).toEqual(['away', 'refused', 'refused']);
  });
});
