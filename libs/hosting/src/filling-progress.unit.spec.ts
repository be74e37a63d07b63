import { describe, expect, it } from '@jest/globals';
import { FillingProgress } from './filling-progress.js';

const describeAt = (progress: FillingProgress, link: string | null, booking: string | null, nowMs: number): string =>
  progress.describe(
    [
      { key: 'link@2', position: link },
      { key: 'booking@3', position: booking },
    ],
    nowMs,
  );

describe('the progress of filling views', () => {
  it('is the share of the slowest view, with the time left at the speed so far', () => {
    const progress = new FillingProgress('0200', (position) => Number(position ?? 0));
    expect(describeAt(progress, null, '0100', 1_000)).toBe('filling views: 0 % (link@2, booking@3)');
    expect(describeAt(progress, '0050', '0200', 2_000)).toBe('filling views: 25 %, about 3 s left (link@2)');
    expect(describeAt(progress, '0100', '0150', 3_000)).toBe('filling views: 50 %, about 2 s left (link@2, booking@3)');
  });
});
