import { beforeAll, describe, expect, it } from '@jest/globals';
import { slugOf, type HistoryAnswer, type LinkAnswer, type ProblemAnswer } from '@bookonce/testing/harness/api-shapes';
import { eventually } from '@bookonce/testing/harness/eventually';
import { jsonOf, type HttpAnswer } from '@bookonce/testing/harness/http-client';
import { servedProduct } from '@bookonce/testing/harness/served-product';
import { countStoredEvents, storedEvents } from '@bookonce/testing/harness/stored-history';
import { midnightAfter, tokenOf } from '@bookonce/testing/harness/workspace-client';
import { writtenMails, type WrittenMail } from '@bookonce/testing/harness/written-mails';

const START = '2026-03-02T08:00:00.000Z';
const daysLater = (days: number): string => new Date(Date.parse(START) + days * 86_400_000).toISOString();
const SLOT = midnightAfter(3, Date.parse(START));
const SLOT_OF_USED = midnightAfter(9, Date.parse(START));

describe('reminding the recipient of a link', () => {
  const { app, api } = servedProduct({ testClock: START });
  let type: string;
  let people = 0;

  beforeAll(async () => {
    type = await api.createMeetingType([await api.createHost({ name: 'Grace' })]);
  });

  const linkTo = async (fields: object = {}): Promise<LinkAnswer & { readonly email: string }> => {
    people += 1;
    const email = `kim${people}@example.org`;
    return { ...(await api.createLink(type, { recipient: { name: 'Kim', email }, ...fields })), email };
  };
  const remind = (id: string, body: object = {}, headers: Record<string, string> = {}): Promise<HttpAnswer> =>
    api.host.send(`/v1/links/${id}/remind`, { body, headers });
  const mailsTo = (email: string, count: number): Promise<readonly WrittenMail[]> =>
    eventually(async () => {
      const mails = await writtenMails(app.dataDir, email);
      expect(mails).toHaveLength(count);
      return mails;
    });
  const refusalOf = (answer: HttpAnswer): readonly [number, string] => [
    answer.status,
    slugOf(jsonOf<ProblemAnswer>(answer)),
  ];

  it("mails the link with the host's message and records it in the history", async () => {
    const link = await linkTo();
    const answer = await remind(link.id, { message: 'Still keen to meet!' });
    expect(answer.status).toBe(202);
    expect(jsonOf<LinkAnswer>(answer)).toMatchObject({ id: link.id, url: link.url, status: 'active' });

    const [mail] = await mailsTo(link.email, 1);
    expect(mail?.subject).toBe('Reminder: choose a time for Intro call with Grace');
    expect(mail?.text).toContain('Still keen to meet!');
    expect(mail?.text).toContain(tokenOf(link.url));

    const { events } = await api.expect<HistoryAnswer>(200, `/v1/links/${link.id}/history`);
    expect(events.at(-1)).toMatchObject({
      type: 'LinkReminderRequested',
      data: { summary: 'The recipient was reminded of the link.', message: 'Still keen to meet!' },
    });
    expect((await api.view(link)).status).toBe(200);
  });

  it('sends a link to begin with, and reminds of it after that', async () => {
    const link = await linkTo();
    expect(link).not.toHaveProperty('mailedAt');
    const send = (): Promise<HttpAnswer> => api.host.send(`/v1/links/${link.id}/send`, { body: {} });
    const first = await send();
    expect(first.status).toBe(202);
    expect(jsonOf<LinkAnswer>(first)).toMatchObject({ id: link.id, mailedAt: START });
    expect((await send()).status).toBe(202);
    const mails = await mailsTo(link.email, 2);
    expect(mails.map(({ subject }) => subject).sort()).toEqual([
      'Choose a time: Intro call with Grace',
      'Reminder: choose a time for Intro call with Grace',
    ]);
    const { events } = await api.expect<HistoryAnswer>(200, `/v1/links/${link.id}/history`);
    expect(events.slice(1).map(({ type }) => type)).toEqual(['LinkInvitationRequested', 'LinkReminderRequested']);
  });

  it('mails once per request, although requests are repeated', async () => {
    const link = await linkTo();
    const headers = { 'idempotency-key': 'remind-once' };
    const answers = await Promise.all([1, 2, 3].map(() => remind(link.id, {}, headers)));
    expect(answers.map(({ status }) => status)).toEqual([202, 202, 202]);
    expect((await remind(link.id)).status).toBe(202);
    await mailsTo(link.email, 2);
    const reminders = storedEvents(app.dataDir).filter((event) => event.type === 'LinkReminderRequested');
    expect(reminders.filter(({ data }) => data['linkId'] === link.id)).toHaveLength(2);
  });

  it('mails once, even after a crash before sending', async () => {
    const link = await linkTo();
    const headers = { 'idempotency-key': 'remind-over-a-crash' };
    expect((await remind(link.id, {}, headers)).status).toBe(202);
    await app.kill();
    await app.restart();
    expect((await remind(link.id, {}, headers)).status).toBe(202);
    // Reminders are mailed in order, so this one comes last.
    const after = await linkTo();
    expect((await remind(after.id)).status).toBe(202);
    await mailsTo(after.email, 1);
    await mailsTo(link.email, 1);
  });

  it('rejects links without an e-mail address, and links that were consumed, revoked or replaced', async () => {
    const nobody = await api.createLink(type, { recipient: { name: 'Kim' } });
    expect(refusalOf(await remind(nobody.id))).toEqual([409, 'link-without-address']);
    const [consumed, revoked, replaced] = [await linkTo(), await linkTo(), await linkTo()];
    expect((await api.book(consumed, SLOT)).status).toBe(201);
    await api.expect(200, `/v1/links/${revoked.id}/revoke`, { body: {} });
    await api.expect(201, `/v1/links/${replaced.id}/regenerate`, { body: {} });
    const before = countStoredEvents(app.dataDir);
    expect(refusalOf(await remind(consumed.id))).toEqual([409, 'link-consumed']);
    expect(refusalOf(await remind(revoked.id))).toEqual([409, 'link-revoked']);
    expect(refusalOf(await remind(replaced.id))).toEqual([409, 'link-replaced']);
    expect(refusalOf(await remind('lnk_nothing'))).toEqual([404, 'not-found']);
    for (const body of [{ message: '' }, { message: 7 }, { message: 'x'.repeat(2001) }, { note: 'unknown field' }]) {
      expect((await remind(consumed.id, body)).status).toBe(422);
    }
    expect((await api.visitor.send(`/v1/links/${consumed.id}/remind`, { body: {} })).status).toBe(401);
    expect((await api.host.send(`/v1/links/${consumed.id}/remind`)).status).toBe(405);
    expect(countStoredEvents(app.dataDir)).toBe(before);
  });

  it('puts no usable token into events or logs', async () => {
    const link = await linkTo();
    expect((await remind(link.id)).status).toBe(202);
    await mailsTo(link.email, 1);
    expect(JSON.stringify(storedEvents(app.dataDir))).not.toContain(tokenOf(link.url));
    expect(app.output).not.toContain(tokenOf(link.url));
  });

  it('mails a new link if this one has expired', async () => {
    const old = await linkTo({ expiresInDays: 2 });
    await api.setClock(daysLater(3));
    expect(await api.getLink(old.id)).toMatchObject({ status: 'expired' });
    const answer = await remind(old.id);
    expect(answer.status).toBe(202);
    const fresh = jsonOf<LinkAnswer>(answer);
    expect(fresh).toMatchObject({ status: 'active', replaces: old.id, recipient: old.recipient });
    expect(Date.parse(fresh.expiresAt)).toBe(Date.parse(daysLater(5)));

    const [mail] = await mailsTo(old.email, 1);
    expect(mail?.text).toContain(tokenOf(fresh.url));
    expect(mail?.text).not.toContain(tokenOf(old.url));
    expect(mail?.text).toContain('This is a new link');
    expect(await api.getLink(old.id)).toMatchObject({ status: 'expired', replacedBy: fresh.id });
    const { events } = await api.expect<HistoryAnswer>(200, `/v1/links/${old.id}/history`);
    expect(events.slice(-2).map((event) => event.type)).toEqual(['LinkReissued', 'LinkReminderRequested']);
    expect(refusalOf(await remind(old.id))).toEqual([409, 'link-replaced']);
    expect((await api.view(fresh)).status).toBe(200);
  });

  it('reminds by itself of links that stay unused, the second time with a new link', async () => {
    const terms = { expiresInDays: 2, unusedReminderDays: [1, 2] };
    const [unused, used] = [await linkTo(terms), await linkTo(terms)];
    expect((await api.book(used, SLOT_OF_USED)).status).toBe(201);
    await api.setClock(daysLater(3.9));
    await api.setClock(daysLater(4));
    const [first] = await mailsTo(unused.email, 1);
    expect(first?.text).toContain(tokenOf(unused.url));

    // Expiry and second reminder are due at the same time.
    await api.setClock(daysLater(5));
    const { status, replacedBy = '' } = await api.getLink(unused.id);
    expect(status).toBe('expired');
    const fresh = await api.getLink(replacedBy);
    const mails = await mailsTo(unused.email, 2);
    expect(mails.filter(({ text }) => text.includes(tokenOf(fresh.url)))).toHaveLength(1);
    const { events } = await api.expect<HistoryAnswer>(200, `/v1/links/${unused.id}/history`);
    expect(events.slice(1)).toMatchObject([
      { type: 'LinkReminderRequested', by: 'system', at: daysLater(4) },
      { type: 'LinkExpired', by: 'system', at: daysLater(5) },
      { type: 'LinkReissued', by: 'system', at: daysLater(5) },
      { type: 'LinkReminderRequested', by: 'system', data: { mailedLinkId: replacedBy } },
    ]);

    // The fresh link has no reminders of its own, and the other one is used.
    await api.setClock(daysLater(8));
    await mailsTo(unused.email, 2);
    const { events: ofUsed } = await api.expect<HistoryAnswer>(200, `/v1/links/${used.id}/history`);
    expect(ofUsed.map(({ type: name }) => name)).toEqual(['LinkIssued', 'LinkConsumed']);
  });
});
