import { describe, expect, it } from '@jest/globals';
import { feedNameIn } from './feed-name.js';

const feed = (...lines: readonly string[]): string => ['BEGIN:VCALENDAR', ...lines, 'END:VCALENDAR', ''].join('\r\n');

describe('the name of a feed', () => {
  it('is the one that it gives itself', () => {
    expect(feedNameIn(feed('VERSION:2.0', 'X-WR-CALNAME:Ada, at work'))).toBe('Ada, at work');
    expect(feedNameIn(feed('X-WR-CALNAME;VALUE=TEXT:Ada\\, at', '  work'))).toBe('Ada, at work');
    expect(feedNameIn(feed('x-wr-calname:Ada\\nMore'))).toBe('Ada More');
  });

  it('is unknown without one', () => {
    expect(feedNameIn(feed('VERSION:2.0'))).toBeNull();
    expect(feedNameIn(feed('X-WR-CALNAME:  '))).toBeNull();
  });

  it('has an end', () => {
    expect(feedNameIn(feed(`X-WR-CALNAME:${'a'.repeat(500)}`))).toHaveLength(100);
  });
});
