import { describe, expect, it } from '@jest/globals';
import { confirmationMails, type ConfirmedMeeting } from './confirmation-mails.js';

const meeting: ConfirmedMeeting = {
  eventId: 'event-1',
  request: {
    bookingId: 'bkg_1',
    linkId: 'lnk_1',
    meetingTypeId: 'mtt_1',
    assignment: 'collective',
    hostIds: ['hst_1', 'hst_2'],
    confirmation: 'instant',
    start: '2026-03-30T07:00:00.000Z',
    end: '2026-03-30T07:30:00.000Z',
    attendee: { name: 'Ada', email: 'ada@example.org', timeZone: 'Europe/Berlin' },
    answers: {},
    note: 'On the phone, please',
    manageTokenHash: 'hash',
  },
  meetingName: 'Intro call',
  hosts: [
    { id: 'hst_1', name: 'Grace', email: 'grace@example.com', timeZone: 'America/New_York' },
    { id: 'hst_2', name: 'Alan', email: 'alan@example.com' },
  ],
  manageUrl: 'https://book.example/m/abc',
};

describe('confirmationMails', () => {
  const mails = confirmationMails(meeting);

  it('writes to the attendee and to every host, each with an id of its own that a retry repeats', () => {
    expect(mails.map((mail) => mail.to.email)).toEqual(['ada@example.org', 'grace@example.com', 'alan@example.com']);
    expect(new Set(mails.map((mail) => mail.effectId)).size).toBe(3);
    expect(confirmationMails(meeting)).toEqual(mails);
  });

  it("tells the attendee the time in the attendee's zone, and how to find the booking again", () => {
    expect(mails[0]?.text).toContain('09:00');
    expect(mails[0]?.text).toContain('Europe/Berlin');
    expect(mails[0]?.text).toContain(meeting.manageUrl);
  });

  it("tells each host the time in the host's own zone, or in the attendee's where it is not known", () => {
    expect(mails[1]?.text).toContain('Monday, 30 March 2026, 03:00 – 03:30 (America/New_York)');
    expect(mails[2]?.text).toContain('Monday, 30 March 2026, 09:00 – 09:30 (Europe/Berlin)');
  });

  it("tells an attendee without a zone the time in the first host's", () => {
    const { timeZone: _zone, ...attendee } = meeting.request.attendee;
    const [mail] = confirmationMails({ ...meeting, request: { ...meeting.request, attendee } });
    expect(mail?.text).toContain('03:00 – 03:30 (America/New_York)');
  });

  it('gives the manage link to nobody but the attendee', () => {
    for (const mail of mails.slice(1)) expect(mail.text).not.toContain(meeting.manageUrl);
  });
});
