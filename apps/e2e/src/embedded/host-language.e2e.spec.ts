import { describe, expect, it } from '@jest/globals';
import { eventually } from '@bookonce/testing/harness/eventually';
import type { LinkAnswer } from '@bookonce/testing/harness/api-shapes';
import { servedProduct } from '@bookonce/testing/harness/served-product';
import { midnightAfter } from '@bookonce/testing/harness/workspace-client';
import { writtenMails } from '@bookonce/testing/harness/written-mails';

const START = '2026-03-02T08:00:00.000Z';

describe("a host's own language", () => {
  const { app, api } = servedProduct({ testClock: START });
  const subjectsTo = async (email: string): Promise<readonly string[]> =>
    (await writtenMails(app.dataDir, email)).map(({ subject }) => subject);
  const change = (id: string, language: unknown): Promise<{ language?: string }> =>
    api.expect(200, `/v1/hosts/${id}`, { method: 'PATCH', body: { language } });

  it('is set, shown, changed and taken back', async () => {
    const schedule = { timeZone: 'Europe/Vienna', weekly: [] };
    const body = { name: 'Grace', email: 'grace@example.com', schedule, language: 'de-AT' };
    const { id } = await api.expect<{ id: string }>(201, '/v1/hosts', { body });
    expect(await api.expect(200, `/v1/hosts/${id}`)).toMatchObject({ language: 'de-AT' });
    expect(await change(id, 'en')).toMatchObject({ language: 'en' });
    expect(await change(id, null)).not.toHaveProperty('language');
  });

  it('must be one with texts, and a region that there is', async () => {
    const id = await api.createHost({ name: 'Alan' });
    for (const language of ['fr', 'de-QQ', 'de-at', '', 7]) {
      await api.expect(422, `/v1/hosts/${id}`, { method: 'PATCH', body: { language } });
    }
    expect(await api.expect(200, `/v1/hosts/${id}`)).not.toHaveProperty('language');
  });

  it('is that of the mails to the host and of the texts to share, while attendees keep theirs', async () => {
    const host = await api.createHost({ name: 'Robin', email: 'robin@example.com' });
    await change(host, 'de-AT');
    const type = await api.createMeetingType([host]);
    const link = await api.createLink(type, { recipient: { name: 'Kim', email: 'kim@example.org' } });
    expect(link.shareTexts?.email.subject).toBe('Wählen Sie einen Termin: Intro call mit Robin');
    expect(link.shareTexts?.message).toContain('1. April 2026');
    const inEnglish = await api.expect<LinkAnswer>(200, `/v1/links/${link.id}?language=en-US`);
    expect(inEnglish.shareTexts?.message).toContain('April 1, 2026');
    await api.expect(422, `/v1/links/${link.id}?language=fr`);

    await api.expect(202, `/v1/links/${link.id}/send`, { body: {} });
    expect((await api.book(link, midnightAfter(3, Date.parse(START)), { email: 'kim@example.org' })).status).toBe(201);
    await api.visitor.send('/v1/sign-in-links', { body: { email: 'robin@example.com' } });
    await eventually(async () => {
      expect(await subjectsTo('robin@example.com')).toEqual(
        expect.arrayContaining([
          expect.stringContaining('hat Intro call gebucht'),
          expect.stringContaining('Anmeldung'),
        ]),
      );
      expect(await subjectsTo('kim@example.org')).toEqual(
        expect.arrayContaining([
          'Wählen Sie einen Termin: Intro call mit Robin',
          expect.stringContaining('Booked: Intro call with Robin'),
        ]),
      );
    });
  });
});
