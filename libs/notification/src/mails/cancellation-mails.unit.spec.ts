import { describe, expect, it } from '@jest/globals';
import { cancellationMails, type CancelledMeeting } from './cancellation-mails.js';

const meeting: CancelledMeeting = {
  eventId: 'event-9',
  request: {
    bookingId: 'bkg_1',
    linkId: 'lnk_1',
    meetingTypeId: 'mtt_1',
    assignment: 'single',
    hostIds: ['hst_1'],
    confirmation: 'instant',
    start: '2026-03-30T07:00:00.000Z',
    end: '2026-03-30T07:30:00.000Z',
    attendee: { name: 'Ada', email: 'ada@example.org', timeZone: 'Europe/Berlin' },
    answers: {},
    manageTokenHash: 'hash',
  },
  meetingName: 'Intro call',
  hosts: [{ id: 'hst_1', name: 'Grace', email: 'grace@example.com', timeZone: 'America/New_York' }],
  by: 'host',
  reason: 'I am ill',
};

describe('cancellationMails', () => {
  it('tells both sides, each in their own zone and under an id of its own, why the meeting does not take place', () => {
    const [toAttendee, toHost] = cancellationMails(meeting);
    expect(toAttendee).toMatchObject({ effectId: 'event-9/attendee', to: { email: 'ada@example.org' } });
    expect(toAttendee?.text).toContain('09:00 – 09:30 (Europe/Berlin)');
    expect(toAttendee?.text).toContain('Reason: I am ill');
    expect(toHost).toMatchObject({ effectId: 'event-9/host/hst_1', to: { email: 'grace@example.com' } });
    expect(toHost?.text).toContain('03:00 – 03:30 (America/New_York)');
    expect(toHost?.text).toContain('cancelled by the host');
  });

  it('gives no reason where there was none, and says who it was', () => {
    const { reason: _reason, ...withoutReason } = meeting;
    const mails = cancellationMails({ ...withoutReason, by: 'attendee' });
    for (const { text } of mails) expect(text).not.toContain('Reason');
    expect(mails[0]?.text).toContain('you have cancelled');
    expect(mails[1]?.text).toContain('cancelled by the attendee');
  });
});
