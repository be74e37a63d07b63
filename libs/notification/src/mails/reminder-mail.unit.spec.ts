import { describe, expect, it } from '@jest/globals';
import { reminderMail, type LinkReminder } from './reminder-mail.js';

const reminder: LinkReminder = {
  eventId: 'event-7',
  recipient: { name: 'Ada', email: 'ada@example.org' },
  meetingName: 'Intro call',
  host: { name: 'Grace', timeZone: 'America/New_York' },
  message: 'Still keen to meet.\nGrace',
  linkUrl: 'https://book.example/1t/abc',
  expiresAt: '2026-03-30T07:00:00.000Z',
  isFresh: false,
};

describe('reminderMail', () => {
  it('brings the link to its recipient, with what the host wrote and how long there is', () => {
    const mail = reminderMail(reminder);
    expect(mail).toMatchObject({
      effectId: 'event-7/recipient',
      to: { name: 'Ada', email: 'ada@example.org' },
      subject: 'Reminder: choose a time for Intro call with Grace',
    });
    expect(mail.text.split('\n')).toEqual(
      expect.arrayContaining(['Hello Ada,', 'Still keen to meet.', reminder.linkUrl]),
    );
    expect(mail.text).toContain('until Monday, 30 March 2026, 03:00 (America/New_York)');
    expect(mail.text).not.toContain('new link');
    expect(mail.calendar).toBeUndefined();
  });

  it('says that the link is new where the one before has expired', () => {
    expect(reminderMail({ ...reminder, isFresh: true }).text).toContain('This is a new link');
  });

  it('does without a name, a message and a host', () => {
    const { host: _host, message: _message, ...bare } = reminder;
    const mail = reminderMail({ ...bare, recipient: { email: 'ada@example.org' } });
    expect(mail.to.name).toBe('');
    expect(mail.subject).toBe('Reminder: choose a time for Intro call');
    expect(mail.text).toMatch(/^Hello,\n\nplease choose/);
    expect(mail.text).toContain('until Monday, 30 March 2026, 07:00 (UTC)');
  });
});
