import { describe, expect, it } from '@jest/globals';
import type { Link } from '../api/shapes.js';
import fc from 'fast-check';
import {
  canRevoke,
  filterIn,
  findLinks,
  leftOutOf,
  type LinkFilter,
  linksHref,
  noFilter,
  whyNotMailed,
  whyNotReminded,
  whyNotRevoked,
  whyNotSent,
} from './find-links.js';

const link = (given: Partial<Link>): Link => ({
  id: 'lnk_1',
  url: 'https://book.example.com/1t/abc',
  status: 'active',
  meetingTypeId: 'mtt_1',
  metadata: {},
  attempts: { stored: 0, allowed: 100 },
  createdAt: '2026-03-01T09:00:00.000Z',
  expiresAt: '2026-03-31T09:00:00.000Z',
  shareTexts: { email: { subject: '', body: '' }, message: '' },
  ...given,
});

const ada = link({ id: 'lnk_ada', recipient: { name: 'Ada Lovelace', email: 'ada@example.com' } });
const used = link({ id: 'lnk_used', status: 'consumed', meetingTypeId: 'mtt_2', note: 'From the fair' });
const names: Readonly<Record<string, string>> = { mtt_1: 'Introduction', mtt_2: 'Team demo' };
const find = (filter: Partial<typeof noFilter>) =>
  findLinks(
    [ada, used],
    { ...noFilter, ...filter },
    (id) => names[id] ?? '',
    ({ id }) => id === 'lnk_ada',
  ).map(({ id }) => id);

describe('the filter in the address', () => {
  it('is read back as it was written', () => {
    const filters: fc.Arbitrary<LinkFilter> = fc.record({
      search: fc.string({ unit: 'grapheme' }),
      status: fc.constantFrom('' as const, 'active' as const, 'revoked' as const, 'expiring' as const),
      meetingTypeId: fc.constantFrom('', 'mtt_1'),
    });
    fc.assert(
      fc.property(filters, (filter) => {
        expect(filterIn(new URL(linksHref(filter), 'https://book.example.com').search)).toEqual(filter);
      }),
    );
  });

  it('is absent without a filter, and ignores an unknown status', () => {
    expect(linksHref(noFilter)).toBe('/links');
    expect(filterIn('status=lost&q=ada')).toEqual({ ...noFilter, search: 'ada' });
  });
});

describe('filtering links', () => {
  it('returns all links without a filter', () => {
    expect(find({})).toEqual(['lnk_ada', 'lnk_used']);
  });

  it.each([
    [{ search: 'love ADA' }, ['lnk_ada']],
    [{ search: 'ada@' }, ['lnk_ada']],
    [{ search: 'fair' }, ['lnk_used']],
    [{ search: 'demo' }, ['lnk_used']],
    [{ search: 'ada demo' }, []],
    [{ status: 'consumed' as const }, ['lnk_used']],
    [{ status: 'expiring' as const }, ['lnk_ada']],
    [{ meetingTypeId: 'mtt_1' }, ['lnk_ada']],
    [{ status: 'consumed' as const, meetingTypeId: 'mtt_1' }, []],
  ])('finds links by %j', (filter, ids) => {
    expect(find(filter)).toEqual(ids);
  });

  it('allows revoking active links, and mails while a link is unused', () => {
    expect([ada, used].map(canRevoke)).toEqual([true, false]);
    const expired = link({ status: 'expired', recipient: { email: 'g@example.com' } });
    expect([ada, used, expired, link({})].map(whyNotMailed)).toEqual([null, 'used', null, 'noAddress']);
  });

  it('sends a link that was never mailed, and reminds of one that was', () => {
    const mailed = { ...ada, mailedAt: '2026-03-02T09:00:00.000Z' };
    expect([ada, mailed, used].map(whyNotSent)).toEqual([null, 'mailed', 'used']);
    expect([ada, mailed, used].map(whyNotReminded)).toEqual(['notMailed', null, 'used']);
  });

  it('mails no active link whose URL is lost: there is none to mail', () => {
    const { url: _url, ...lost } = ada;
    expect([lost, { ...lost, status: 'expired' as const }].map(whyNotMailed)).toEqual(['unknownUrl', null]);
  });

  it('counts the links that a bulk action leaves out, by reason', () => {
    const { url: _url, ...unknownUrl } = ada;
    const links = [
      ada,
      used,
      link({}),
      link({}),
      link({ ...ada, status: 'expired' }),
      link({ ...ada, status: 'revoked' }),
      link({ ...ada, status: 'replaced' }),
      unknownUrl,
    ];
    expect(Object.fromEntries(leftOutOf(links, whyNotMailed))).toEqual({
      used: 1,
      noAddress: 2,
      ended: 2,
      unknownUrl: 1,
    });
    expect(leftOutOf(links, whyNotRevoked)).toEqual([
      ['ended', 2],
      ['used', 1],
      ['expired', 1],
    ]);
    expect(leftOutOf([ada], whyNotMailed)).toEqual([]);
  });
});
