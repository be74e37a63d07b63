import { describe, expect, it } from '@jest/globals';
import { trackingOf } from './tracking.js';

describe('the tracking of a booking', () => {
  it('takes utm_* and ref from the address, and nothing else', () => {
    expect(trackingOf('?utm_source=news&ref=spring%20mail&utm_term=&email=a@b.c&UTM_medium=x')).toEqual({
      utm_source: 'news',
      ref: 'spring mail',
    });
  });

  it.each(['?utm_source=' + 'x'.repeat(201), '?ref=a%0Ab', `?utm_${'x'.repeat(33)}=1`])('leaves out %s', (search) => {
    expect(trackingOf(search)).toEqual({});
  });

  it('takes at most twenty parameters', () => {
    const search = Array.from({ length: 30 }, (_, n) => `utm_${n}=x`).join('&');
    expect(Object.keys(trackingOf(search))).toHaveLength(20);
  });
});
