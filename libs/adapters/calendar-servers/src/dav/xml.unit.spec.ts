import { SharedThread } from '@bookonce/kernel/shared-thread';
import { describe, expect, it } from '@jest/globals';
import { childOf, holds, parseXml, xmlText } from './xml.js';

const parse = (xml: string) => parseXml(xml, new SharedThread({ now: () => 0, wait: () => Promise.resolve() }));

describe('parseXml', () => {
  it('goes by namespaces, not by prefixes', async () => {
    const root = await parse('<a:r xmlns:a="DAV:"><b:x xmlns:b="DAV:">1</b:x><x xmlns="other:">2</x></a:r>');
    expect(root?.name).toBe('{DAV:}r');
    expect(childOf(root ?? undefined, '{DAV:}x')?.text).toBe('1');
    expect(childOf(root ?? undefined, '{other:}x')?.text).toBe('2');
  });

  it('reads texts as they were meant', async () => {
    const root = await parse('<r>a &amp; &lt;b&gt;&#13;\n<![CDATA[<c>]]> \u{1F511}</r>');
    expect(root?.text).toBe('a & <b>\r\n<c> \u{1F511}');
  });

  it('reads long texts in pieces, wherever they are cut', async () => {
    const text = 'Grüße \u{1F511} & <b>'.repeat(20_000);
    const root = await parse(`<r>${xmlText(text)}</r>`);
    expect(root?.text).toBe(text);
  });

  it('passes over control characters, which servers copy out of events', async () => {
    expect((await parse('<r>a\u000Bb\u0000\tc</r>'))?.text).toBe('ab\tc');
  });

  it('keeps plain attributes', async () => {
    const root = await parse('<r xmlns:p="q:" name="VEVENT" p:name="other"/>');
    expect(root?.attributes).toEqual({ name: 'VEVENT' });
  });

  it.each([
    '',
    'text',
    '<r>',
    '<r></s>',
    '<p:r/>',
    '<r>&unknown;</r>',
    '<!DOCTYPE r><r/>',
    '<!DOCTYPE r [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]><r>&b;</r>',
    '<r/><r/>',
    `${'<r>'.repeat(100)}${'</r>'.repeat(100)}`,
    `<r>${'<a/>'.repeat(500_000)}</r>`,
  ])('is null for what no server has reason to send: %.80s', async (xml) => {
    expect(await parse(xml)).toBeNull();
  });
});

describe('holds', () => {
  it('looks at all depths', async () => {
    const root = await parse('<r xmlns="DAV:"><a><b/></a></r>');
    expect(holds(root ?? undefined, '{DAV:}b')).toBe(true);
    expect(holds(root ?? undefined, '{DAV:}c')).toBe(false);
    expect(holds(undefined, '{DAV:}b')).toBe(false);
  });
});
