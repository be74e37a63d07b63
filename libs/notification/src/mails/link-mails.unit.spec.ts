import { htmlOfMail } from '@bookonce/platform/letter-html';
import { describe, expect, it } from '@jest/globals';
import { linkInvitationMail, linkReminderMail, signInMail, type LinkMail } from './link-mails.js';

const reminder: LinkMail = {
  eventId: 'event-7',
  recipient: { name: 'Ada', email: 'ada@example.org' },
  meetingName: 'Intro call',
  host: { name: 'Grace', email: 'grace@example.com', timeZone: 'America/New_York' },
  message: 'Still keen to meet.\nGrace',
  linkUrl: 'https://book.example/1t/abc',
  expiresAt: '2026-03-30T07:00:00.000Z',
  isFresh: false,
  locale: { language: 'en' },
};

describe('linkReminderMail', () => {
  it("sends the recipient the link, the host's message and the expiry", () => {
    const mail = linkReminderMail(reminder);
    expect(mail).toMatchObject({
      effectId: 'event-7/recipient',
      to: { name: 'Ada', email: 'ada@example.org' },
      subject: 'Reminder: choose a time for Intro call with Grace',
    });
    expect(mail.text.split('\n')).toEqual(
      expect.arrayContaining(['Hello Ada,', 'Still keen to meet.', reminder.linkUrl]),
    );
    expect(mail.text).toContain('until Monday, 30 March 2026, 03:00 (America/New York)');
    expect(mail.text).not.toContain('new link');
    expect(mail.calendar).toBeUndefined();
  });

  it('says that the link is new if the last one has expired', () => {
    expect(linkReminderMail({ ...reminder, isFresh: true }).text).toContain('This is a new link');
  });

  it('is written in German, too', () => {
    const mail = linkReminderMail({ ...reminder, locale: { language: 'de' } });
    expect(mail.subject).toBe('Erinnerung: Wählen Sie einen Termin für Intro call mit Grace');
    expect(mail.text).toContain('bis Montag, 30. März 2026, 03:00 Uhr (America/New York)');
  });

  it('needs neither a name, a message nor a host', () => {
    const { host: _host, message: _message, ...bare } = reminder;
    const mail = linkReminderMail({ ...bare, recipient: { email: 'ada@example.org' } });
    expect(mail.to.name).toBe('');
    expect(mail.subject).toBe('Reminder: choose a time for Intro call');
    expect(mail.text).toMatch(/^Hello,\n\nPlease choose/);
    expect(mail.text).toContain('until Monday, 30 March 2026, 07:00 (UTC)');
  });
});

describe('linkInvitationMail', () => {
  it('is not a reminder, and says nothing of an earlier link', () => {
    const mail = linkInvitationMail({ ...reminder, isFresh: true });
    expect(mail).toMatchObject({
      effectId: 'event-7/recipient',
      subject: 'Choose a time: Intro call with Grace',
      replyTo: [{ name: 'Grace', email: 'grace@example.com' }],
    });
    expect(mail.text.split('\n')).toContain(reminder.linkUrl);
    expect(mail.text).not.toMatch(/remind|new link|already booked/i);
  });
});

describe('signInMail', () => {
  it('sends the link to its owner, under a stable id (I14)', () => {
    const signInUrl = 'https://book.example/console/sign-in/token';
    const mail = signInMail({
      eventId: 'event-1',
      name: 'Ada',
      email: 'ada@example.com',
      workspaceName: 'Acme',
      signInUrl,
      language: 'en',
    });
    expect(mail).toMatchObject({
      effectId: 'event-1/sign-in',
      to: { name: 'Ada', email: 'ada@example.com' },
      subject: 'Sign in to Acme',
    });
    expect(mail.text.split('\n')).toContain(signInUrl);
    expect(htmlOfMail(mail)).toContain(`href="${signInUrl}"`);
  });
});
