import type { LinkEvent } from '@bookonce/contracts/events/link';
import { isIndexedUnder } from '@bookonce/kernel/ports/read-models';
import { describe, expect, it } from '@jest/globals';
import { project } from './fixtures/project.js';
import { links } from './link-document.js';
import { linkProjection } from './link-projector.js';

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
    mailed: false,
  },
};
const consumed: LinkEvent = { type: 'LinkConsumed', data: { linkId: 'lnk_a', bookingId: 'bkg_1', hostIds: ['hst_1'] } };
const expired: LinkEvent = { type: 'LinkExpired', data: { linkId: 'lnk_a' } };
const voided: LinkEvent = {
  type: 'AttemptVoided',
  data: { linkId: 'lnk_a', bookingId: 'bkg_2', reason: 'slotTaken' },
};
const replacement = { ...issued.data, linkId: 'lnk_b', replaces: 'lnk_a' };

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
    [
      'consumed with a fresh link after a decline',
      [issued, consumed, { type: 'LinkReissued', data: { linkId: 'lnk_a', replacement } }],
      { status: 'consumed', bookingId: 'bkg_1', replacedBy: 'lnk_b' },
    ],
  ])('shows a link that is %s', (_case, events, expected) => {
    expect(project(linkProjection, events)).toMatchObject({ id: 'lnk_a', workspaceId: 'wsp_1', ...expected });
  });
});

it('is seen by the host who made the first of the links that it replaces', () => {
  const data = { ...issued.data, replaces: 'lnk_0', createdBy: 'hst_1', hostId: 'hst_2' };
  const link = project(linkProjection, [{ type: 'LinkIssued', data }]);
  if (link === null) throw new Error('no link');
  for (const host of ['hst_1', 'hst_2']) expect(isIndexedUnder(links.indexes['seenBy'], link, host)).toBe(true);
  expect(isIndexedUnder(links.indexes['seenBy'], link, 'hst_3')).toBe(false);
});

describe('a link with rules of its own', () => {
  it('is shown with them, and so is its history', () => {
    const own = {
      overrides: { durationMinutes: 45, slots: [{ start: '2026-03-05T09:00:00.000Z' }] },
      prefill: true,
      recipientOnly: true,
      unusedReminderDays: [3],
    };
    const link = project(linkProjection, [{ ...issued, data: { ...issued.data, ...own } }]);
    expect(link).toMatchObject(own);
    expect(link?.history[0]?.data).toMatchObject(own);
  });

  it('is the exception, so the history of others says nothing of rules', () => {
    const terms = Object.keys(project(linkProjection, [issued])?.history[0]?.data ?? {});
    for (const rule of ['prefill', 'recipientOnly', 'unusedReminderDays']) expect(terms).not.toContain(rule);
  });
});

describe('a link that is mailed', () => {
  const invited = (mailedLinkId: string): LinkEvent => ({
    type: 'LinkInvitationRequested',
    data: { linkId: 'lnk_a', invitationId: 's', mailedLinkId },
  });

  it('says since when, and in its history how', () => {
    const link = project(linkProjection, [issued, invited('lnk_a')]);
    expect(link?.mailedAt).toBe('2026-03-02T00:00:00.000Z');
    expect(link?.history.at(-1)?.data).toMatchObject({ summary: 'The link was sent to the recipient by e-mail.' });
  });

  it('says so from its beginning if it was made to be mailed', () => {
    const link = project(linkProjection, [{ ...issued, data: { ...issued.data, mailed: true } }]);
    expect(link?.mailedAt).toBe('2026-03-01T00:00:00.000Z');
    expect(link).not.toHaveProperty('mailed');
    expect(project(linkProjection, [issued])).not.toHaveProperty('mailedAt');
  });

  it('is not the one in whose place another was mailed', () => {
    const link = project(linkProjection, [issued, invited('lnk_b')]);
    expect(link).not.toHaveProperty('mailedAt');
    expect(link?.history.at(-1)?.data).toMatchObject({
      summary: 'The new link was sent to the recipient by e-mail.',
      mailedLinkId: 'lnk_b',
    });
  });
});

describe('the history of a link', () => {
  it('tells of attempts that wait for their confirmation by mail', () => {
    const admitted: LinkEvent = { type: 'AttemptAdmitted', data: { linkId: 'lnk_a', bookingId: 'bkg_2' } };
    expect(project(linkProjection, [issued, admitted])?.history.at(-1)).toMatchObject({
      type: 'AttemptAdmitted',
      data: { summary: 'A booking attempt waits for its confirmation by mail.', bookingId: 'bkg_2' },
    });
  });

  it('keeps the first of very many attempts, and everything else', () => {
    const admitted: LinkEvent = { type: 'AttemptAdmitted', data: { linkId: 'lnk_a', bookingId: 'bkg_2' } };
    const attempts = Array.from({ length: 300 }, () => [admitted, voided]).flat();
    const history = project(linkProjection, [issued, ...attempts, consumed])?.history ?? [];
    expect(history).toHaveLength(501);
    expect(history.at(-1)?.type).toBe('LinkConsumed');
  });

  it('tells of the fresh link after a decline', () => {
    const fresh: LinkEvent = { type: 'LinkReissued', data: { linkId: 'lnk_a', replacement } };
    expect(project(linkProjection, [issued, consumed, fresh])?.history.at(-1)?.data).toEqual({
      summary: 'A new link was made after the booking was declined.',
      replacedBy: 'lnk_b',
    });
  });

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
