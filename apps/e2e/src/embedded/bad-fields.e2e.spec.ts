import { describe, expect, it } from '@jest/globals';
import { expectFieldRefused, problemOf } from '@bookonce/testing/harness/refusals';
import { midnightAfter, ROUND_THE_CLOCK, tokenOf } from '@bookonce/testing/harness/workspace-client';
import { refusingProduct } from './fixtures/refusing-product.js';

const SLOT = midnightAfter(3);
const SQL = "'; DROP TABLE events; --";
const HTML = '<script>alert(1)</script>';

describe('invalid fields', () => {
  const { api, made, allowStored } = refusingProduct();

  it('reports the invalid field of a host', async () => {
    const good = { name: 'Ada', email: 'ada@example.com', schedule: ROUND_THE_CLOCK };
    const weekly = (range: object): object => ({ ...good, schedule: { timeZone: 'UTC', weekly: [range] } });
    await expectFieldRefused(api.host, '/v1/hosts', [
      ['name', { ...good, name: '' }],
      ['name', { ...good, name: 7 }],
      ['name', { ...good, name: 'x'.repeat(100_000) }],
      ['name', { ...good, name: 'Ada\u0000' }],
      ['name', { ...good, name: 'Ada\nBcc: all@example.com' }],
      ['name', { ...good, name: '\u200b\u2060' }],
      ['email', { ...good, email: 'not an address' }],
      ['email', { ...good, email: `${'l'.repeat(65)}@example.com` }],
      ['email', { ...good, email: '"ada"@example.com' }],
      ['email', { ...good, email: `${SQL}@example.com` }],
      ['email', { ...good, email: 'ada@example.com\r\nBcc: all@example.com' }],
      ['schedule.timeZone', { ...good, schedule: { ...ROUND_THE_CLOCK, timeZone: 'Mars/Olympus' } }],
      ['schedule.timeZone', { ...good, schedule: { ...ROUND_THE_CLOCK, timeZone: '+02:00' } }],
      ['schedule.timeZone', { ...good, schedule: { ...ROUND_THE_CLOCK, timeZone: 'BST' } }],
      ['schedule.timeZone', { ...good, schedule: { ...ROUND_THE_CLOCK, timeZone: SQL } }],
      ['schedule.weekly', weekly({ days: ['mon'], from: '17:00', to: '09:00' })],
      ['schedule.weekly', weekly({ days: ['mon'], from: '09:00', to: '09:00' })],
      ['schedule.weekly', weekly({ days: ['mon'], from: '09:00', to: '25:00' })],
      ['schedule.weekly', weekly({ days: ['mon'], from: '9:00', to: '17:00' })],
      ['schedule.weekly', weekly({ days: ['someday'], from: '09:00', to: '17:00' })],
      [
        'schedule.overrides',
        { ...good, schedule: { ...ROUND_THE_CLOCK, overrides: [{ date: '2026-02-30', ranges: [] }] } },
      ],
      ['timeOff', { ...good, timeOff: [{ from: '2026-08-10', to: '2026-08-01' }] }],
      ['timeOff', { ...good, timeOff: [{ from: '2026-08-10', to: '9999-12-31' }] }],
      ['schedule', { name: 'Ada', email: 'ada@example.com' }],
    ]);
    const unknown = await api.host.send('/v1/hosts', { body: { ...good, isAdmin: true } });
    expect([unknown.status, unknown.text]).toEqual([422, expect.stringContaining('isAdmin')]);
    await refusesBusy();
  });

  const refusesBusy = async (): Promise<void> => {
    const intervals = [
      { start: SLOT, end: midnightAfter(2) },
      { start: 'yesterday', end: SLOT },
      { start: '2026-02-30T10:00:00Z', end: SLOT },
      { start: SLOT, end: midnightAfter(4), note: 7 },
      { start: SLOT, end: midnightAfter(4), note: 'Dentist\u0007' },
      { start: SLOT, end: midnightAfter(3 + 367) },
    ];
    for (const interval of intervals) {
      const call = { method: 'PUT', body: { intervals: [interval] } };
      expect(problemOf(await api.host.send(`/v1/hosts/${made().hostId}/busy`, call)).status).toBe(422);
    }
  };

  it('reports the invalid field of a meeting type', async () => {
    const good = {
      name: 'Talk',
      durationMinutes: 30,
      hostIds: [made().hostId],
      assignment: 'single',
      confirmation: 'instant',
    };
    await expectFieldRefused(api.host, '/v1/meeting-types', [
      ['name', { ...good, name: '\u0000' }],
      ['name', { ...good, name: 'Talk\u001b[2J' }],
      ['description', { ...good, description: 'a\u0008b' }],
      ['location.value', { ...good, location: { type: 'inPerson', value: 'Room 1\nRoom 2' } }],
      ['durationMinutes', { ...good, durationMinutes: 0 }],
      ['durationMinutes', { ...good, durationMinutes: -30 }],
      ['durationMinutes', { ...good, durationMinutes: 1.5 }],
      ['durationMinutes', { ...good, durationMinutes: '30' }],
      ['durationMinutes', { ...good, durationMinutes: 1e300 }],
      ['hostIds', { ...good, hostIds: [] }],
      ['hostIds', { ...good, hostIds: ['hst_nobody'] }],
      ['assignment', { ...good, assignment: 'random' }],
      ['confirmation', { ...good, confirmation: SQL }],
      ['bookingWindow', { ...good, bookingWindow: { type: 'range', from: '2026-05-02', to: '2026-05-01' } }],
      ['bookingWindow', { ...good, bookingWindow: { type: 'rolling', days: 0 } }],
      ['maxPerDay', { ...good, maxPerDay: 0 }],
      ['linkValidityDays', { ...good, linkValidityDays: 0 }],
      ['questions', { ...good, questions: [{ id: HTML, label: 'Why?', type: 'text', required: true }] }],
      ['questions.0.id', { ...good, questions: [{ id: '__proto__', label: 'Why?', type: 'text', required: true }] }],
      ['questions', { ...good, questions: [{ id: 'why', label: 'Why?', type: 'select', required: true }] }],
      ['questions.0.label', { ...good, questions: [{ id: 'why', label: 'Why\u0085?', type: 'text', required: true }] }],
    ]);
  });

  it('reports the invalid field of a link', async () => {
    const { id, meetingTypeId } = made().link;
    await expectFieldRefused(api.host, '/v1/links', [
      ['meetingTypeId', {}],
      ['meetingTypeId', { meetingTypeId: 7 }],
      ['expiresAt', { meetingTypeId, expiresAt: 'tomorrow' }],
      ['expiresAt', { meetingTypeId, expiresAt: '2020-01-01T00:00:00Z' }],
      ['expiresInDays', { meetingTypeId, expiresInDays: -1 }],
      ['expiresInDays', { meetingTypeId, expiresInDays: 1e9 }],
      ['expiresInDays', { meetingTypeId, expiresInDays: 3, expiresAt: midnightAfter(3) }],
      ['recipient.email', { meetingTypeId, recipient: { email: HTML } }],
      ['note', { meetingTypeId, note: 'a\u0000b' }],
      ['note', { meetingTypeId, note: 'x'.repeat(100_000) }],
      ['note', { meetingTypeId, note: 'a\u001bb' }],
      ['recipient.name', { meetingTypeId, recipient: { name: 'Bea\r\nCc: all@example.com' } }],
      ['metadata.key', { meetingTypeId, metadata: { key: 'a\u007fb' } }],
      ['metadata', { meetingTypeId, metadata: { key: { nested: true } } }],
    ]);
    const revoke = { body: { reason: 'typo\u0007' } };
    expect(problemOf(await api.host.send(`/v1/links/${id}/revoke`, revoke)).errors?.[0]?.path).toBe('reason');
    for (const meeting of ['mtt_nobody', SQL, HTML]) {
      problemOf(await api.host.send('/v1/links', { body: { meetingTypeId: meeting } }));
    }
    problemOf(await api.host.send('/v1/links', { body: { meetingTypeId, hostId: 'hst_nobody' } }));
    const tooMany = { meetingTypeId, links: Array.from({ length: 1_001 }, () => ({})) };
    problemOf(await api.host.send('/v1/links/batch', { body: tooMany }));
  });

  const bookings = (): string => `/v1/public/links/${tokenOf(made().link.url)}/bookings`;

  it('reports the invalid field of a booking and leaves the link active', async () => {
    const { hostId, link } = made();
    const attendee = { name: 'Bea', email: 'bea@example.com' };
    await expectFieldRefused(api.visitor, bookings(), [
      ['start', { attendee }],
      ['start', { start: 'soon', attendee }],
      ['start', { start: 1_767_225_600, attendee }],
      ['start', { start: '2026-13-01T00:00:00Z', attendee }],
      ['start', { start: '2026-02-30T00:00:00Z', attendee }],
      ['attendee', { start: SLOT }],
      ['attendee.name', { start: SLOT, attendee: { ...attendee, name: '   ' } }],
      ['attendee.name', { start: SLOT, attendee: { ...attendee, name: 'Bea\u0000' } }],
      ['attendee.email', { start: SLOT, attendee: { ...attendee, email: SQL } }],
      ['attendee.email', { start: SLOT, attendee: { ...attendee, email: HTML } }],
      ['attendee.timeZone', { start: SLOT, attendee: { ...attendee, timeZone: 'Nowhere/None' } }],
      ['answers', { start: SLOT, attendee, answers: { unasked: 'yes' } }],
      ['note', { start: SLOT, attendee, note: { text: 'hello' } }],
      ['note', { start: SLOT, attendee, note: 'hello\u0000' }],
      ['note', { start: SLOT, attendee, note: 'hello\u001b' }],
    ]);
    const unknown = await api.visitor.send(bookings(), { body: { start: SLOT, attendee, hostId } });
    expect([unknown.status, unknown.text]).toEqual([422, expect.stringContaining('hostId')]);
    const beside = await api.book(link, new Date(Date.parse(SLOT) + 60_000).toISOString());
    expect([beside.status, beside.slug]).toEqual([409, 'slot-not-offered']);
    allowStored(); // This one became a booking attempt, which is stored.
    expect((await api.view(link)).status).toBe(200);
  });
});
