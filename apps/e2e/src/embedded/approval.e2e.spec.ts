import { describe, expect, it } from '@jest/globals';
import { eventually } from '@bookonce/testing/harness/eventually';
import { jsonOf } from '@bookonce/testing/harness/http-client';
import { servedProduct } from '@bookonce/testing/harness/served-product';
import { storedEvents } from '@bookonce/testing/harness/stored-history';
import { tokenOf } from '@bookonce/testing/harness/workspace-client';
import { bookingIn, minutesAfter, outcome, refusalOf, slotAt, START, WholeLife } from './fixtures/whole-life.js';

const TYPE = { confirmation: 'approval', approvalHours: 24 };

describe('a booking that the host approves', () => {
  const product = servedProduct({ testClock: START });
  const { app, api } = product;
  const life = new WholeLife(product);
  let now = START;
  let hosts = 0;

  const requested = async (typeFields: object = {}, linkFields: object = {}) => {
    hosts += 1;
    const hostEmail = `host${hosts}@example.com`;
    const type = await life.type({ ...TYPE, ...typeFields }, hostEmail);
    const link = await api.createLink(type, linkFields);
    const email = life.person();
    const booking = await life.booked(link, slotAt(0), { email });
    return { hostEmail, type, link, email, booking };
  };
  const decide = (id: string, what: 'approve' | 'decline', body: object = {}) =>
    life.host(`/v1/bookings/${id}/${what}`, body);
  const byMail = (token: string, what: 'approve' | 'decline', body: object = {}) =>
    life.post(`/v1/public/approvals/${token}/${what}`, body);

  it('consumes the link and takes the slot at once; approving confirms it, twice as once', async () => {
    const { hostEmail, type, link, email, booking } = await requested();
    expect(booking).toMatchObject({ status: 'awaitingApproval', approvalUntil: minutesAfter(now, 24 * 60) });
    expect(refusalOf(await api.view(link))).toEqual([410, 'link-consumed']);
    expect(outcome(await api.book(link, slotAt(3)))).toEqual([410, 'link-consumed']);
    const other = await api.createLink(type);
    expect(await life.isOffered(other, slotAt(0))).toBe(false);
    const asked = await life.mail(hostEmail);
    expect(asked.text).toContain(email);
    expect(asked.text).toMatch(/\/a\/[0-9A-Za-z]+\?decision=approve/);
    expect(asked.text).toMatch(/\/a\/[0-9A-Za-z]+\?decision=decline/);
    expect([asked.calendar, (await life.mail(email)).calendar]).toEqual([[], []]);

    const approved = await decide(booking.id, 'approve', { message: 'Glad to meet you' });
    expect([approved.status, bookingIn(approved)]).toEqual([
      200,
      expect.objectContaining({ status: 'confirmed', message: 'Glad to meet you' }),
    ]);
    expect(bookingIn(await decide(booking.id, 'approve'))).toMatchObject({ status: 'confirmed' });
    expect(refusalOf(await decide(booking.id, 'decline'))).toEqual([409, 'conflict-with-state']);
    const mail = await life.mail(email, ({ calendar }) => calendar.length > 0);
    expect(mail.text).toContain('Glad to meet you');
    expect(await life.isOffered(other, slotAt(0))).toBe(false);
  });

  it('never waits past the start of the meeting', async () => {
    const { booking } = await requested({ approvalHours: 720 });
    expect(booking.approvalUntil).toBe(slotAt(0));
  });

  it('stands when the host becomes busy at its time; the host is warned by mail, once', async () => {
    const { hostEmail, type, email, booking } = await requested();
    const [hostId = ''] = (await api.expect<{ hostIds: string[] }>(200, `/v1/meeting-types/${type}`)).hostIds;
    const busy = (...intervals: readonly object[]) =>
      api.expect(200, `/v1/hosts/${hostId}/busy`, { method: 'PUT', body: { intervals } });
    const clashes = () =>
      api.expect<{ clashes?: readonly object[] }>(200, `/v1/bookings/${booking.id}`).then((one) => one.clashes);
    const put = { hostId, source: { type: 'put', name: 'API' } };
    await busy({ start: minutesAfter(booking.end, -5), end: minutesAfter(booking.end, 60) });
    await eventually(async () => expect(await clashes()).toEqual([put]));
    const isWarning = ({ subject }: { readonly subject: string }) => subject.startsWith('You are busy');
    const mail = await life.mail(hostEmail, isWarning);
    expect(mail.text).toContain('This time was set as busy through the API.');
    expect(mail.text).toMatch(/\/a\/[0-9A-Za-z]+\?decision=decline/);
    const listed = await api.expect<{ items: object[] }>(200, `/v1/bookings?status=awaitingApproval&hostId=${hostId}`);
    expect(listed.items).toMatchObject([{ id: booking.id, clashes: [put] }]);
    const page = await life.get(`/v1/public/approvals/${await life.token(hostEmail, 'a')}`);
    expect(jsonOf(page)).toMatchObject({ clashes: [put] });
    expect(await life.managed(booking)).not.toHaveProperty('clashes');

    await busy();
    await eventually(async () => expect(await clashes()).toBeUndefined());
    await busy({ start: booking.start, end: booking.end });
    await eventually(async () => expect(await clashes()).toEqual([put]));
    expect(bookingIn(await decide(booking.id, 'approve'))).toMatchObject({ status: 'confirmed' });
    await life.mail(email, ({ calendar }) => calendar.length > 0);
    await life.mail(hostEmail, ({ subject }) => subject.startsWith('Confirmed'));
    expect((await life.mails(hostEmail)).filter(isWarning)).toHaveLength(1);
    expect(await clashes()).toBeUndefined();
  });

  it('can be declined with a reason: the slot is free when this is answered, the link stays consumed', async () => {
    const { type, link, email, booking } = await requested();
    const declined = await decide(booking.id, 'decline', { reason: 'On holiday' });
    expect([declined.status, bookingIn(declined)]).toEqual([
      200,
      expect.objectContaining({ status: 'declined', endedReason: 'On holiday' }),
    ]);
    expect(bookingIn(declined)).not.toHaveProperty('freshLinkId');
    expect(bookingIn(declined)).not.toHaveProperty('reason');
    expect(await life.isOffered(await api.createLink(type), slotAt(0))).toBe(true);
    expect(refusalOf(await api.view(link))).toEqual([410, 'link-consumed']);
    expect(bookingIn(await decide(booking.id, 'decline'))).toMatchObject({ status: 'declined' });
    expect(refusalOf(await decide(booking.id, 'approve'))).toEqual([409, 'conflict-with-state']);
    await life.mail(email, ({ text }) => text.includes('On holiday'));
  });

  it('can be declined with a fresh link, which is mailed; twice is the same link', async () => {
    const overrides = { durationMinutes: 45 };
    const { link, email, booking } = await requested({}, { overrides, recipient: { name: 'Kim' }, prefill: true });
    const [one, two] = await Promise.all(
      [1, 2].map(() => decide(booking.id, 'decline', { reason: 'Another day?', sendFreshLink: true })),
    );
    const { freshLinkId } = bookingIn(one ?? (await decide(booking.id, 'decline')));
    expect([one?.status, two?.status]).toEqual([200, 200]);
    expect(freshLinkId).toMatch(/^lnk_/);
    expect(two && bookingIn(two).freshLinkId).toBe(freshLinkId);
    expect(bookingIn(await decide(booking.id, 'decline')).freshLinkId).toBe(freshLinkId);
    const fresh = await api.getLink(freshLinkId ?? '');
    expect(fresh).toMatchObject({ status: 'active', replaces: link.id, overrides, prefill: true });
    expect(await api.getLink(link.id)).toMatchObject({ status: 'consumed', replacedBy: freshLinkId });
    const mail = await life.mail(email, ({ text }) => text.includes('/1t/'));
    expect(mail.text).toContain(tokenOf(fresh.url));
    expect(await life.isOffered(fresh, slotAt(0))).toBe(true);
    expect(JSON.stringify(await life.managed(booking))).not.toContain(tokenOf(fresh.url));
    expect(outcome(await api.book(fresh, slotAt(0)))).toEqual([202, 'awaitingApproval']);
  });

  it('is declined by itself if nobody answers in time; both sides are mailed, and the slot is free', async () => {
    const { hostEmail, type, email, booking } = await requested({ approvalHours: 1 });
    await Promise.all([life.mail(hostEmail), life.mail(email)]);
    now = minutesAfter(now, 60);
    await api.setClock(now);
    expect(await life.bookingOf(booking)).toMatchObject({ status: 'declined', reason: 'approvalExpired' });
    expect(await life.managed(booking)).toMatchObject({ status: 'declined', reason: 'approvalExpired' });
    expect(await life.isOffered(await api.createLink(type), slotAt(0))).toBe(true);
    expect(refusalOf(await decide(booking.id, 'approve'))).toEqual([409, 'conflict-with-state']);
    const [toHost, toAttendee] = await Promise.all([
      life.mail(hostEmail, ({ subject, text }) => !text.includes('/a/') && subject !== ''),
      life.mail(email, ({ subject, text }) => subject !== '' && text.includes('not')),
    ]);
    expect([toHost.calendar, toAttendee.calendar]).toEqual([[], []]);
  });

  it('is decided by the token of the mail, without signing in; the token dies with the decision', async () => {
    const { hostEmail, booking } = await requested({
      questions: [{ id: 'why', label: 'Why?', type: 'text', required: false }],
    });
    const token = await life.token(hostEmail, 'a');
    const page = await life.get(`/a/${token}?decision=approve`);
    expect([page.status, page.text]).toEqual([200, expect.stringContaining('"kind":"approval"')]);
    expect(page.text).toContain('"decision":"approve"');
    expect((await life.bookingOf(booking)).status).toBe('awaitingApproval');
    const seen = await life.get(`/v1/public/approvals/${token}`);
    expect(jsonOf<object>(seen)).toMatchObject({
      id: booking.id,
      status: 'awaitingApproval',
      meetingType: { questions: [{ id: 'why' }] },
    });
    // The manage link would outlive the decision.
    expect(seen.text).not.toContain(tokenOf(booking.manageUrl));

    const declined = await byMail(token, 'decline', { reason: 'No time' });
    expect([declined.status, bookingIn(declined).status]).toEqual([200, 'declined']);
    expect((await byMail(token, 'decline')).status).toBe(200);
    const approved = await byMail(token, 'approve');
    expect(refusalOf(approved)).toEqual([409, 'conflict-with-state']);
    expect(jsonOf<{ detail: string }>(approved).detail).toContain('declined');
    expect(refusalOf(await life.get(`/v1/public/approvals/${token}`))).toEqual([409, 'conflict-with-state']);
    expect((await life.get(`/a/${token}`)).status).toBe(410);
    expect((await life.get(`/a/${'A'.repeat(22)}`)).status).toBe(404);
    expect((await byMail('A'.repeat(22), 'approve')).status).toBe(404);
    expect(JSON.stringify(storedEvents(app.dataDir))).not.toContain(token);
    expect(app.output).not.toContain(token);
  });

  it('is decided once by two hosts at once, and the other learns how', async () => {
    const { booking } = await requested();
    const answers = await Promise.all([
      ...[1, 2, 3].map(() => decide(booking.id, 'approve')),
      ...[1, 2, 3].map(() => decide(booking.id, 'decline')),
    ]);
    const { status } = await life.bookingOf(booking);
    expect(['confirmed', 'declined']).toContain(status);
    const statuses = answers.map((answer) => answer.status);
    expect(statuses).toEqual(status === 'confirmed' ? [200, 200, 200, 409, 409, 409] : [409, 409, 409, 200, 200, 200]);
  });

  it('asks the host anew when it is moved, and buttons that were mailed before are dead', async () => {
    const { hostEmail, email, booking } = await requested();
    const before = await life.token(hostEmail, 'a');
    const moved = await life.manage(booking, 'reschedule', { start: slotAt(6) });
    expect([moved.status, bookingIn(moved)]).toEqual([
      200,
      expect.objectContaining({ status: 'awaitingApproval', start: slotAt(6) }),
    ]);
    expect(refusalOf(await byMail(before, 'approve'))).toEqual([410, 'approval-moved']);
    expect(refusalOf(await life.get(`/v1/public/approvals/${before}`))).toEqual([410, 'approval-moved']);
    expect((await life.get(`/a/${before}`)).status).toBe(410);
    const after = (await life.tokens(hostEmail, 'a', 2)).find((token) => token !== before) ?? '';
    const approved = await byMail(after, 'approve');
    expect([approved.status, bookingIn(approved)]).toEqual([
      200,
      expect.objectContaining({ status: 'confirmed', start: slotAt(6) }),
    ]);
    await life.mail(email, ({ calendar }) => calendar.length > 0);
    const again = await life.manage(booking, 'reschedule', { start: slotAt(8) });
    expect(bookingIn(again)).toMatchObject({ status: 'confirmed', start: slotAt(8) });
  });

  it('can be cancelled by the attendee while it waits', async () => {
    const { type, hostEmail, booking } = await requested();
    const token = await life.token(hostEmail, 'a');
    expect(bookingIn(await life.manage(booking, 'cancel')).status).toBe('cancelled');
    expect(await life.isOffered(await api.createLink(type), slotAt(0))).toBe(true);
    expect(refusalOf(await byMail(token, 'approve'))).toEqual([409, 'conflict-with-state']);
    expect(refusalOf(await decide(booking.id, 'decline'))).toEqual([409, 'conflict-with-state']);
    expect(refusalOf(await life.host('/v1/bookings/bkg_nothing/approve'))).toEqual([404, 'not-found']);
  });
});
