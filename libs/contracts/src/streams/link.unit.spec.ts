import type { StoredEvent } from '@bookonce/kernel/ports/event-store';
import { describe, expect, it } from '@jest/globals';
import { noAttempts } from './link-attempts.js';
import { linkStream, type CurrentLink } from './link.js';

const stored = (type: string, data: object = {}, position = '1'): StoredEvent => ({
  id: 'e',
  type,
  data,
  stream: 'link-lnk_1',
  revision: 0,
  position,
  meta: { time: '', version: 1, workspaceId: 'wsp_1', correlationId: '', causationId: '', by: 'api' },
});

const after = (...events: readonly StoredEvent[]): CurrentLink | null =>
  events.reduce<CurrentLink | null>(linkStream.evolve, linkStream.initial);

const terms = { meetingTypeId: 'mtt_1', hostId: 'hst_1', expiresAt: '2026-03-31T00:00:00.000Z', recipientOnly: false };
const issued = stored('LinkIssued', { linkId: 'lnk_1', ...terms, sealedToken: 'x' });

describe('the stream of a link', () => {
  it('holds what the link was issued for', () => {
    const link = { linkId: 'lnk_1', workspaceId: 'wsp_1', ...terms };
    expect(after(issued)).toEqual({ ...link, attempts: noAttempts, end: null, endPosition: null });
    expect(after(issued, stored('LinkPainted'))).toEqual(after(issued));
  });

  it.each([
    ['consumed', stored('LinkConsumed', { bookingId: 'bkg_1' }, '2')],
    ['expired', stored('LinkExpired', {}, '2')],
    ['revoked', stored('LinkRevoked', {}, '2')],
    ['replaced', stored('LinkRevoked', { replacement: {} }, '2')],
  ] as const)('holds that it is %s, and where a reader sees it', (end, event) => {
    expect(after(issued, event, stored('LinkPainted', {}, '3'))).toMatchObject({ end, endPosition: '2' });
  });

  it('ignores what happens to a link that was never issued', () => {
    expect(after(stored('LinkExpired'))).toBeNull();
  });
});
