import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { html } from './html.js';

describe('the HTML template', () => {
  it('escapes inserted text', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary-ascii' }), (text) => {
        const { source } = html`<p title="${text}">${text}</p>`;
        const inside = source.slice('<p title="'.length, -'</p>'.length);
        expect(inside.replace('">', '')).not.toMatch(/[<>"']/);
      }),
    );
  });

  it('keeps HTML as it is, also in lists', () => {
    const items = ['a', '<b>'].map((text) => html`<i>${text}</i>`);
    expect(html`${items}${null}${7}`.source).toBe('<i>a</i><i>&lt;b&gt;</i>7');
  });
});
