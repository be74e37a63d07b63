const META = {
  time: '2026-03-02T08:00:00.000Z',
  version: 1,
  workspaceId: 'wsp_bench',
  correlationId: 'bench',
  causationId: 'bench',
  by: 'system',
};

const SEALED = 'A'.repeat(80);

const uuid = (kind, index) => `${kind}-0000-8000-8000-${index.toString(16).padStart(12, '0')}`;

/** Returns the two events of a used link, in realistic size. */
export const lifeOfLink = (index) => {
  const linkId = `lnk_${index.toString(36).padStart(22, '0')}`;
  const issued = {
    linkId,
    meetingTypeId: 'mtt_bench',
    recipient: { email: `guest${index}@example.com` },
    metadata: { campaign: 'spring' },
    issuedAt: '2026-03-02T08:00:00.000Z',
    expiresAt: '2026-04-01T08:00:00.000Z',
    sealedToken: SEALED,
    prefill: false,
    recipientOnly: false,
    unusedReminderDays: [],
  };
  const consumed = { linkId, bookingId: `bkg_${index}`, hostIds: ['hst_bench'] };
  return {
    stream: `link-${linkId}`,
    events: [
      { id: uuid('00000001', index), type: 'LinkIssued', data: issued, meta: { ...META, version: 2 } },
      { id: uuid('00000002', index), type: 'LinkConsumed', data: consumed, meta: META },
    ],
  };
};
