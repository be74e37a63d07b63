import { describe, expect, it } from '@jest/globals';
import { shareTexts } from './share-texts.js';

const link = {
  url: 'https://book.example/1t/abc',
  meetingName: 'Introduction',
  hosts: ['Grace'],
  recipient: { name: 'Ada' },
  expiresAt: '2026-04-02T03:00:00.000Z',
};
const timeZone = 'America/Los_Angeles';

describe('the texts to share', () => {
  it("are in the host's language, and date the link's end in the host's zone", () => {
    expect(shareTexts(link, { locale: { language: 'en' }, timeZone })).toEqual({
      email: {
        subject: 'Choose a time: Introduction with Grace',
        body: [
          'Hello Ada,',
          'Please choose a time that suits you for “Introduction”:',
          link.url,
          'The link is just for you. It books one meeting and works until 1 April 2026, in the time zone America/Los Angeles.',
        ].join('\n\n'),
      },
      message: `Hello Ada, please choose a time for “Introduction”. This link is for one booking, until 1 April 2026, in the time zone America/Los Angeles: ${link.url}`,
    });
    const german = shareTexts(link, { locale: { language: 'de' }, timeZone });
    expect(german.email.subject).toBe('Wählen Sie einen Termin: Introduction mit Grace');
    expect(german.email.body).toMatch(/^Guten Tag Ada,\n\nbitte wählen Sie/);
    expect(german.email.body).toContain('bis zum 1. April 2026 in der Zeitzone America/Los Angeles.');
  });

  it("write dates as in the host's region", () => {
    const { message } = shareTexts(link, { locale: { language: 'en', region: 'US' }, timeZone });
    expect(message).toContain('until April 1, 2026, in the time zone America/Los Angeles: ');
  });

  it('need neither a recipient nor a meeting type that is known', () => {
    const nobody = { ...link, recipient: undefined, meetingName: undefined };
    expect(shareTexts(nobody, { locale: { language: 'en' }, timeZone }).message).toMatch(
      /^Hello, please choose a time for “our meeting”/,
    );
  });
});
