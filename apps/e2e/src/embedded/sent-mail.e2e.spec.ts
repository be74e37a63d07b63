import { describe, expect, it } from '@jest/globals';
import type { ListAnswer } from '@bookonce/testing/harness/api-shapes';
import { eventually } from '@bookonce/testing/harness/eventually';
import { servedProduct } from '@bookonce/testing/harness/served-product';
import { countStoredEvents } from '@bookonce/testing/harness/stored-history';
import { signInTokensTo } from '@bookonce/testing/harness/written-mails';
import { midnightAfter } from '@bookonce/testing/harness/workspace-client';

interface SentMail {
  readonly id: string;
  readonly to: string;
  readonly subject: string;
  readonly at: string;
}

describe('sent mail', () => {
  const { app, api } = servedProduct();

  const list = (query = ''): Promise<ListAnswer<SentMail>> => api.expect(200, `/v1/sent-mail${query}`);

  it('lists the mails of a booking and returns each', async () => {
    const type = await api.createMeetingType([await api.createHost({ email: 'grace@example.com' })]);
    const { booking } = await api.book(await api.createLink(type), midnightAfter(3), { email: 'kim@example.com' });
    if (booking === null) throw new Error('not booked');
    const mails = await eventually(async () => {
      const { items } = await list();
      expect(items.map(({ to }) => to).toSorted()).toEqual(['grace@example.com', 'kim@example.com']);
      return items;
    });
    const before = countStoredEvents(app.dataDir);
    const toKim = mails.find(({ to }) => to === 'kim@example.com');
    expect(toKim).toEqual({
      id: expect.stringMatching(/^[0-9a-f]{32}$/),
      to: 'kim@example.com',
      subject: expect.stringMatching(/^Booked: Intro call/),
      at: expect.stringMatching(/^\d{4}-\d\d-\d\dT.*Z$/),
    });
    const opened = await api.expect<SentMail & { text: string }>(200, `/v1/sent-mail/${toKim?.id}`);
    expect(opened).toEqual({ ...toKim, text: opened.text });
    expect(opened.text).toContain(booking.manageUrl);
    // Reading appends no event (I10).
    expect(countStoredEvents(app.dataDir)).toBe(before);

    const first = await list('?limit=1');
    expect(first.items).toEqual(mails.slice(0, 1));
    const second = await list(`?limit=1&cursor=${first.nextCursor}`);
    expect([second.items, second.nextCursor]).toEqual([mails.slice(1), null]);
  });

  it('does not show sign-in links to API keys', async () => {
    const email = 'grace@example.com';
    expect((await api.visitor.send('/v1/sign-in-links', { body: { email } })).status).toBe(202);
    const [token] = await eventually(async () => {
      const tokens = await signInTokensTo(app.dataDir, email);
      expect(tokens).toHaveLength(1);
      return tokens;
    });
    // A mail is listed once it is recorded as sent, which is after its file is there.
    const kept = await eventually(async () => {
      const found = (await list()).items.find(({ subject }) => subject.startsWith('Sign in'));
      if (found === undefined) throw new Error('not listed yet');
      return found;
    });
    const { text } = await api.expect<{ text: string }>(200, `/v1/sent-mail/${kept.id}`);
    expect(text).toContain('/console/sign-in/…');
    expect(text).not.toContain(token);
  });

  it('survives a restart', async () => {
    const before = await list();
    expect(before.items.length).toBeGreaterThan(0);
    await app.restart();
    expect(await list()).toEqual(before);
  });

  it('is visible only to the workspace, and rejects invalid requests', async () => {
    expect((await api.visitor.send('/v1/sent-mail')).status).toBe(401);
    expect((await api.host.send('/v1/sent-mail/none')).status).toBe(404);
    expect((await api.host.send('/v1/sent-mail?cursor=nonsense')).status).toBe(422);
    expect((await api.host.send('/v1/sent-mail?limit=0')).status).toBe(422);
  });
});
