import { describe, expect, it } from '@jest/globals';
import type { Letter } from '@bookonce/kernel/ports/letter';
import { htmlOf } from '@bookonce/platform/letter-html';
import { buttons, facts, hint, quote, textBlock, written } from './letter.js';

const letterWith = (...blocks: Letter['blocks']): Letter => ({
  language: 'en',
  subject: 'Subject',
  heading: 'Heading',
  blocks,
});

describe('a letter', () => {
  it('is plain text with each address alone on its line', () => {
    const { text } = written({
      ...letterWith(
        textBlock('Lead.'),
        facts({ label: 'When', value: 'now' }),
        buttons({ label: 'Go', url: 'https://a.example/b' }),
      ),
      greeting: 'Hello,',
    });
    expect(text).toBe('Hello,\n\nLead.\n\nWhen: now\n\nGo:\nhttps://a.example/b');
  });

  it('does not let words of several lines pass for a part of the mail', () => {
    const { text } = written(letterWith(...quote('Yes.\n\nApprove:\nhttps://evil.example', 'Note')));
    expect(text.split('\n').slice(1)).toEqual(['  ', '  Approve:', '  https://evil.example']);
  });

  it('leaves out words that say nothing', () => {
    expect([...quote(undefined, 'Note'), ...quote(' \n', 'Note')]).toEqual([]);
  });

  it('shows markup in names and words as it was written', () => {
    const markup = `<img src=x onerror=alert(1)> & "quotes" 'too'`;
    const html = htmlOf({
      ...letterWith(
        textBlock(markup),
        facts({ label: markup, value: markup }),
        ...quote(markup, markup),
        hint(markup),
        buttons({ label: markup, url: `https://a.example/"${markup}` }),
      ),
      heading: markup,
      subject: markup,
      greeting: markup,
    });
    expect(html).not.toContain('<img');
    expect(html).not.toMatch(/href="[^"]*"[^ >]/);
    expect(html).toContain('&lt;img src=x onerror=alert(1)&gt; &amp; &quot;quotes&quot; &#39;too&#39;');
  });

  it('links a place that is a web address, and nothing else', () => {
    const linked = (value: string) => htmlOf(letterWith(facts({ label: 'Where', value })));
    expect(linked('https://meet.example/room?a=1&b=2')).toContain('href="https://meet.example/room?a=1&amp;b=2"');
    expect(linked('javascript:alert(1)')).not.toContain('href');
    expect(linked('see https://meet.example')).not.toContain('href');
  });
});
