import type { LinkEvent } from '@bookonce/contracts/events/link';
import type { StoredEvent } from '@bookonce/kernel/ports/event-store';
import type { DocumentProjection } from '@bookonce/kernel/projector';
import { describe, expect, it } from '@jest/globals';
import { linkProjection } from './link-projector.js';
import { linkTimerProjection } from './link-timers.js';

const issued: LinkEvent = {
  type: 'LinkIssued',
  data: {
    linkId: 'lnk_a',
    meetingTypeId: 'mtt_1',
    recipient: { name: 'Ada' },
    metadata: { campaign: 'spring' },
    issuedAt: '2026-03-01T00:00:00.000Z',
    expiresAt: '2026-04-01T00:00:00.000Z',
    sealedToken: 'sealed',
    prefill: false,
    recipientOnly: false,
    unusedReminderDays: [],
  },
};
const consumed: LinkEvent = { type: 'LinkConsumed', data: { linkId: 'lnk_a', bookingId: 'bkg_1', hostIds: ['hst_1'] } };
const expired: LinkEvent = { type: 'LinkExpired', data: { linkId: 'lnk_a' } };
const voided: LinkEvent = {
  type: 'AttemptVoided',
  data: { linkId: 'lnk_a', bookingId: 'bkg_2', reason: 'slotTaken' },
};
const replacement = { ...issued.data, linkId: 'lnk_b', replaces: 'lnk_a' };

const store = (event: LinkEvent, revision: number): StoredEvent => ({
  ...event,
  id: `event-${revision}`,
  stream: 'link-lnk_a',
  revision,
  position: String(revision),
  meta: {
    time: `2026-03-0${revision + 1}T00:00:00.000Z`,
    version: 1,
    workspaceId: 'wsp_1',
    correlationId: 'lnk_a',
    causationId: 'c',
    by: 'api',
  },
});

const project = <Doc extends object>(projection: DocumentProjection<Doc>, events: readonly LinkEvent[]): Doc | null => {
  let doc: Doc | null = null;
  events.map(store).forEach((event) => {
    for (const id of projection.idsOf(event)) doc = projection.evolve(doc, event, id);
  });
  return doc;
};

describe('the links view', () => {
  it.each<[string, readonly LinkEvent[], object]>([
    ['active', [issued], { status: 'active', createdAt: '2026-03-01T00:00:00.000Z' }],
    ['active after a failed attempt', [issued, voided], { status: 'active' }],
    ['consumed', [issued, consumed], { status: 'consumed', bookingId: 'bkg_1', endedAt: '2026-03-02T00:00:00.000Z' }],
    ['expired', [issued, expired], { status: 'expired' }],
    [
      'revoked',
      [issued, { type: 'LinkRevoked', data: { linkId: 'lnk_a', reason: 'typo' } }],
      { status: 'revoked', revokeReason: 'typo' },
    ],
    [
      'replaced',
      [issued, { type: 'LinkRevoked', data: { linkId: 'lnk_a', replacement } }],
      { status: 'replaced', replacedBy: 'lnk_b' },
    ],
    [
      'expired with a successor',
      [issued, expired, { type: 'LinkReissued', data: { linkId: 'lnk_a', replacement } }],
      { status: 'expired', replacedBy: 'lnk_b' },
    ],
  ])('shows a link that is %s', (_case, events, expected) => {
    expect(project(linkProjection, events)).toMatchObject({ id: 'lnk_a', workspaceId: 'wsp_1', ...expected });
  });
});

describe('the history of a link', () => {
  it('tells everything that happened, oldest first, and no sealed token', () => {
    const history = project(linkProjection, [issued, voided, consumed])?.history;
    expect(history?.map((entry) => entry.type)).toEqual(['LinkIssued', 'AttemptVoided', 'LinkConsumed']);
    expect(history?.[1]?.data).toMatchObject({
      summary: expect.stringContaining('somebody else took that time'),
    });
    expect(JSON.stringify(history)).not.toContain('sealed');
  });

  it('tells of reminders in words, and whether a new link was mailed; the link stays what it is', () => {
    const reminder = (mailedLinkId: string, message?: string): LinkEvent => ({
      type: 'LinkReminderRequested',
      data: { linkId: 'lnk_a', reminderId: 'r', mailedLinkId, ...(message === undefined ? {} : { message }) },
    });
    const link = project(linkProjection, [issued, reminder('lnk_a', 'Please!'), reminder('lnk_b')]);
    expect(link).toMatchObject({ status: 'active' });
    expect(link?.history.slice(1).map(({ data }) => data)).toMatchObject([
      { summary: 'The recipient was reminded of the link.', message: 'Please!' },
      { summary: 'The recipient was mailed the new link.', mailedLinkId: 'lnk_b' },
    ]);
  });
});

describe('the expiry timer', () => {
  it('stands while the link is active and goes with any end of it', () => {
    expect(project(linkTimerProjection, [issued])).toMatchObject({ subject: 'lnk_a', dueAt: issued.data.expiresAt });
    expect(project(linkTimerProjection, [issued, voided])).not.toBeNull();
    for (const end of [consumed, expired, { type: 'LinkRevoked', data: { linkId: 'lnk_a' } } as const]) {
      expect(project(linkTimerProjection, [issued, end])).toBeNull();
    }
  });
});
