import { describe, expect, it } from '@jest/globals';
import { confirmedMeeting } from './fixtures/mailed-meetings.js';
import { manageLinkMail } from './manage-link-mail.js';

describe('manageLinkMail', () => {
  it('leads the attendee back to the booking, and says in their zone when it is', () => {
    const mail = manageLinkMail(confirmedMeeting);
    expect(mail).toMatchObject({
      effectId: 'event-1/attendee',
      to: { name: 'Ada', email: 'ada@example.org' },
      subject: 'Your booking: Intro call with Grace, Alan',
    });
    expect(mail.text.split('\n')).toContain(confirmedMeeting.manageUrl);
    expect(mail.text).toContain('When: Monday, 30 March 2026, 09:00 – 09:30 (Europe/Berlin)');
    expect(mail.calendar).toBeUndefined();
  });

  it('says so where the booking was cancelled', () => {
    expect(manageLinkMail({ ...confirmedMeeting, isCancelled: true }).text).toContain('It was cancelled.');
  });
});
