import { mailsAbout } from '@bookonce/testing/mails/mails-about';
import { calendarSteps } from '@bookonce/testing/mails/sample-histories';
import { describe, expect, it } from '@jest/globals';

const { connected, failed, reported, works, disconnected } = calendarSteps;
const failing = [connected, failed, reported] as const;

describe('the mail about a calendar that fails', () => {
  it('says since when, what counts meanwhile, and what the host can do', async () => {
    const [mail, ...others] = await mailsAbout(failing);
    expect(others).toEqual([]);
    expect(mail).toMatchObject({
      effectId: 'connectedCalendar-cal_1/2/host',
      to: { name: 'Grace', email: 'grace@example.com' },
      subject: 'Your calendar “Nextcloud” cannot be read',
    });
    expect(mail?.text.split('\n\n')).toEqual([
      'Hello Grace,',
      'We have not been able to read your connected calendar “Nextcloud” since Friday, 20 March 2026, 04:55 (America/New York).',
      'Until it works again, we go by the busy times that we read last. Newer entries do not count.',
      'Its server refuses the user name and password. Enter them again; many providers need an app password.',
      'Check the calendar:\nhttps://book.example/console/hosts/hst_1',
      'Analytical Engines',
    ]);
  });

  it("is written in the host's own language", async () => {
    const locales = { hst_1: { language: 'de' } } as const;
    const [mail] = await mailsAbout(failing, { locales });
    expect(mail?.subject).toBe('Ihr Kalender „Nextcloud“ lässt sich nicht abrufen');
  });

  it('is written in German, too', async () => {
    const [mail] = await mailsAbout(failing, { language: 'de' });
    expect(mail?.subject).toBe('Ihr Kalender „Nextcloud“ lässt sich nicht abrufen');
    expect(mail?.text).toContain('seit Freitag, 20. März 2026, 04:55 Uhr (America/New York) nicht abrufen.');
    expect(mail?.text).toContain('Der Server lehnt Benutzername und Passwort ab.');
  });

  it('says if nobody can book meanwhile', async () => {
    const { calendarId, hostId, kind: _kind, ...settings } = connected.data;
    const changed = {
      type: 'CalendarChanged',
      data: { calendarId, hostId, ...settings, whenUnreachable: 'refuse', accessReplaced: false },
    } as const;
    const [mail] = await mailsAbout([connected, changed, failed, reported]);
    expect(mail?.text).toContain('nobody can book a time with you');
  });

  it.each([
    ['notFound', 'no calendar at its address'],
    ['timedOut', 'does not answer as expected'],
    ['a reason of a later release', 'does not answer as expected'],
  ])('gives the advice that fits: %s', async (reason, advice) => {
    const [mail] = await mailsAbout([connected, failed, { ...reported, data: { ...reported.data, reason } }]);
    expect(mail?.text).toContain(advice);
  });

  it('is not sent if the calendar works again by then, or is disconnected', async () => {
    expect(await mailsAbout([...failing, works], { at: 2 })).toEqual([]);
    expect(await mailsAbout([...failing, disconnected], { at: 2 })).toEqual([]);
  });
});

describe('the mail about a calendar that works again', () => {
  it('is sent if the host was mailed about the failure', async () => {
    const [mail] = await mailsAbout([...failing, works]);
    expect(mail).toMatchObject({ subject: 'Your calendar “Nextcloud” works again' });
    expect(mail?.text).toContain('which could not be read since Friday, 20 March 2026, 04:55 (America/New York)');
    const quiet = { ...works, data: { ...works.data, wasReported: false } };
    expect(await mailsAbout([connected, failed, quiet])).toEqual([]);
  });

  it('is written in German, too', async () => {
    const [mail] = await mailsAbout([...failing, works], { language: 'de' });
    expect(mail?.subject).toBe('Ihr Kalender „Nextcloud“ ist wieder erreichbar');
  });
});
