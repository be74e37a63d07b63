import type { Language } from '@bookonce/contracts/values/language';
import { htmlOfMail } from '@bookonce/platform/letter-html';
import {
  mailsAbout,
  SAMPLE_TIME,
  SAMPLE_URLS,
  SAMPLE_WORKSPACE,
  type MailedEvent,
} from '@bookonce/testing/mails/mails-about';
import { inLanguage, sampleHistories } from '@bookonce/testing/mails/sample-histories';
import { describe, expect, it } from '@jest/globals';

const languages: readonly Language[] = ['en', 'de'];
const all = languages.flatMap((language) =>
  Object.entries(sampleHistories).map(([name, history]) => [name, language, inLanguage(history, language)] as const),
);

/** The words that a mail in the other language would contain. */
const FOREIGN = { en: /\b(Ihr|Sie|Termin|mit|Uhr)\b/, de: /\b(your|you|with|the|meeting|booking)\b/i } as const;

/** Words of people, which no mail translates. */
const PEOPLES_WORDS =
  /What is it about\?|May we write to you\?|I look forward to it\.|Please bring the plans\.|On the phone, please\.|I am on a train\.|Still keen to meet\.|Good to meet you\.|I am away that week\.|I am ill\.|Intro call/g;

const HOSTS = ['grace@example.com', 'alan@example.com'];

/** The meeting began when its events happened. */
const startedBefore = (event: MailedEvent): MailedEvent => {
  const [start, end] = [SAMPLE_TIME, '2026-03-20T10:30:00.000Z'];
  if (event.type === 'BookingRequested') return { ...event, data: { ...event.data, start, end } };
  if (event.type !== 'BookingRescheduled') return event;
  return { ...event, data: { ...event.data, fromStart: start, fromEnd: end } };
};

describe.each(all)('mails after %s in %s', (name, language, history) => {
  it('have ids of their own, which a replay repeats (I14)', async () => {
    const mails = await mailsAbout(history, { language });
    expect(mails.length).toBeGreaterThan(0);
    expect(new Set(mails.map(({ effectId }) => effectId)).size).toBe(mails.length);
    expect(await mailsAbout(history, { language })).toEqual(mails);
    for (const { effectId } of mails) expect(effectId).not.toContain('@');
  });

  it('are complete and in one language, as text and as HTML', async () => {
    for (const mail of await mailsAbout(history, { language })) {
      const { subject, text } = mail;
      const html = htmlOfMail(mail) ?? '';
      expect(html).toContain(`<html lang="${language}">`);
      for (const words of [subject, text, html.replace(/<style>.*<\/style>/, '').replaceAll(/<[^>]*>/g, ' ')]) {
        expect(words).not.toMatch(/undefined|null|\[object/);
        expect(words.replaceAll(PEOPLES_WORDS, '')).not.toMatch(FOREIGN[language]);
      }
    }
  });

  it('read as they were looked at', async () => {
    const mails = await mailsAbout(history, { language });
    const shown = mails.map(({ to, replyTo = [], subject, text }) => {
      const replies = replyTo.map(({ email }) => email).join(', ');
      return `To: ${to.email}\nReply-To: ${replies}\nSubject: ${subject}\n\n${text}`;
    });
    expect(shown.join('\n\n--------\n\n')).toMatchSnapshot();
  });

  it('do not call a meeting off once it has begun', async () => {
    const begun = history.map(startedBefore);
    for (const { text } of await mailsAbout(begun, { language }))
      expect(text).not.toMatch(/not take place|free again|nicht statt|wieder frei/);
  });

  it('are signed by the workspace, and answered by a person if they are about a meeting', async () => {
    for (const mail of await mailsAbout(history, { language })) {
      expect(mail.text.endsWith(`\n\n${SAMPLE_WORKSPACE.name}`)).toBe(true);
      expect(htmlOfMail(mail)).toContain(SAMPLE_WORKSPACE.name);
      const isAboutMeeting = history[0]?.type === 'BookingRequested';
      if (isAboutMeeting) expect(mail.replyTo?.length).toBeGreaterThan(0);
    }
  });

  it('lead hosts to the booking in the console', async () => {
    if (history[0]?.type !== 'BookingRequested') return;
    for (const mail of await mailsAbout(history, { language })) {
      const leads = mail.text.split('\n').includes(SAMPLE_URLS.bookingUrlOf('bkg_1'));
      expect(leads).toBe(HOSTS.includes(mail.to.email));
    }
  });

  it('are sent before others if a person waits for them', async () => {
    const awaited = ['opt-in', 'manage-link', 'manage-link-cancelled', 'sign-in'].includes(name);
    for (const mail of await mailsAbout(history, { language })) expect(mail.isAwaited === true).toBe(awaited);
  });

  it('load nothing from elsewhere', async () => {
    for (const mail of await mailsAbout(history, { language }))
      expect(htmlOfMail(mail)).not.toMatch(/src=|url\(|<link|<script/);
  });

  it('give the manage link to the attendee alone', async () => {
    const others = (await mailsAbout(history, { language })).filter(({ to }) => to.email !== 'ada@example.org');
    expect(JSON.stringify(others)).not.toContain(SAMPLE_URLS.manageUrlOf(''));
  });
});
