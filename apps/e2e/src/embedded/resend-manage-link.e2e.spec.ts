import { describe, expect, it } from '@jest/globals';
import { slugOf, type LinkAnswer, type ProblemAnswer } from '@bookonce/testing/harness/api-shapes';
import { eventually } from '@bookonce/testing/harness/eventually';
import { jsonOf, type HttpAnswer } from '@bookonce/testing/harness/http-client';
import { servedProduct } from '@bookonce/testing/harness/served-product';
import { countStoredEvents, storedEvents } from '@bookonce/testing/harness/stored-history';
import { midnightAfter, tokenOf } from '@bookonce/testing/harness/workspace-client';
import { writtenMails, type WrittenMail } from '@bookonce/testing/harness/written-mails';

const FROM = midnightAfter(3);

describe('resending the manage link', () => {
  const { app, api } = servedProduct();
  let people = 0;

  const booked = async () => {
    people += 1;
    const email = `kim${people}@example.org`;
    const type = await api.createMeetingType([await api.createHost({ name: 'Grace' })]);
    const link = await api.createLink(type);
    const { booking } = await api.book(link, FROM, { email });
    if (booking === null) throw new Error('not booked');
    return { type, link, booking, email };
  };
  const pathOf = ({ url }: Pick<LinkAnswer, 'url'>): string => `/v1/public/links/${tokenOf(url)}/resend-manage-link`;
  const resend = (
    link: Pick<LinkAnswer, 'url'>,
    body: object,
    headers: Record<string, string> = {},
  ): Promise<HttpAnswer> => api.visitor.send(pathOf(link), { body, headers });
  const resent = async (email: string): Promise<readonly WrittenMail[]> =>
    (await writtenMails(app.dataDir, email)).filter(({ subject }) => subject.startsWith('Your booking:'));

  it('mails it to the address that booked, ignoring case', async () => {
    const { link, booking, email } = await booked();
    const answer = await resend(link, { email: email.toUpperCase() });
    expect([answer.status, answer.text]).toEqual([202, '{}']);
    const [mail] = await eventually(async () => {
      const mails = await resent(email);
      expect(mails).toHaveLength(1);
      return mails;
    });
    expect(mail?.text).toContain(tokenOf(booking.manageUrl));
    expect(mail?.text).toContain('(Europe/London)');
    expect(app.output).not.toContain(tokenOf(booking.manageUrl));
    expect(JSON.stringify(storedEvents(app.dataDir))).not.toContain(tokenOf(booking.manageUrl));
  });

  it('gives the same answer for a wrong address, an unused link and an unknown link, and stores nothing', async () => {
    const { type, link, email } = await booked();
    const right = await resend(link, { email });
    const open = await api.createLink(type, { recipient: { email } });
    const before = countStoredEvents(app.dataDir);
    const others = [
      await resend(link, { email: 'eve@example.org' }),
      await resend(open, { email }),
      await resend({ url: `http://x/1t/${'x'.repeat(22)}` }, { email }),
    ];
    // Headers that differ in every answer.
    const shape = ({ status, text, headers: { date: _date, ...headers } }: HttpAnswer) => ({ status, text, headers });
    for (const answer of others) expect(shape(answer)).toEqual(shape(right));
    expect(countStoredEvents(app.dataDir)).toBe(before);
    expect((await api.view(open)).status).toBe(200);
  });

  it('mails once per request, even after a crash, and limits the number of mails', async () => {
    const { link, email } = await booked();
    const headers = { 'idempotency-key': 'resend-once' };
    const answers = await Promise.all([1, 2, 3].map(() => resend(link, { email }, headers)));
    expect(answers.map(({ status }) => status)).toEqual([202, 202, 202]);
    await app.kill();
    await app.restart();
    expect((await resend(link, { email }, headers)).status).toBe(202);
    const reused = await resend(link, { email: 'eve@example.org' }, headers);
    expect([reused.status, slugOf(jsonOf<ProblemAnswer>(reused))]).toEqual([422, 'idempotency-key-reused']);
    for (let time = 0; time < 5; time += 1) expect((await resend(link, { email })).status).toBe(202);
    // Requested mails go out in order, so this one comes last.
    const after = await booked();
    expect((await resend(after.link, { email: after.email })).status).toBe(202);
    await eventually(async () => expect(await resent(after.email)).toHaveLength(1));
    expect(await resent(email)).toHaveLength(3);
  });

  it('rejects invalid requests; reads have no effect', async () => {
    const { link, email } = await booked();
    const before = countStoredEvents(app.dataDir);
    for (const body of [{}, { email: 'no address' }, { email, name: 'unknown field' }]) {
      expect((await resend(link, body)).status).toBe(422);
    }
    for (const method of ['GET', 'HEAD']) expect((await api.visitor.send(pathOf(link), { method })).status).toBe(405);
    expect(countStoredEvents(app.dataDir)).toBe(before);
  });

  it('is rate limited like other public requests of a link', async () => {
    const { link, email } = await booked();
    const answers = await Promise.all(Array.from({ length: 130 }, () => resend(link, { email })));
    const limited = answers.filter(({ status }) => status === 429);
    expect(limited.length).toBeGreaterThan(0);
    expect(Number(limited[0]?.headers['retry-after'])).toBeGreaterThan(0);
    // Other requests of the link have a limit of their own.
    expect((await api.book(link, FROM)).status).toBe(410);
  });
});
