import { describe, expect, it } from '@jest/globals';
import { eventually } from '@bookonce/testing/harness/eventually';
import { jsonOf } from '@bookonce/testing/harness/http-client';
import { servedProduct } from '@bookonce/testing/harness/served-product';
import { storedEvents } from '@bookonce/testing/harness/stored-history';
import { tokenOf } from '@bookonce/testing/harness/workspace-client';
import { bookingIn, minutesAfter, outcome, refusalOf, slotAt, START, WholeLife } from './fixtures/whole-life.js';

const TYPE = { confirmation: 'doubleOptIn' };

describe('a booking that the attendee confirms by mail', () => {
  const product = servedProduct({ testClock: START });
  const { app, api } = product;
  const life = new WholeLife(product);
  let now = START;

  const moveClock = async (minutes: number): Promise<void> => {
    now = minutesAfter(now, minutes);
    await api.setClock(now);
  };
  const confirm = (token: string, headers: Record<string, string> = {}) =>
    life.post(`/v1/public/opt-ins/${token}/confirm`, {}, headers);

  it('keeps its slot when the host becomes busy, and the mail to the host warns of it', async () => {
    const hostEmail = 'busy.host@example.com';
    const type = await life.type(TYPE, hostEmail);
    const email = life.person();
    const attempt = await api.book(await api.createLink(type), slotAt(0), { email });
    const { id = '', start, end } = attempt.booking ?? {};
    const [hostId = ''] = (await api.expect<{ hostIds: string[] }>(200, `/v1/meeting-types/${type}`)).hostIds;
    await api.expect(200, `/v1/hosts/${hostId}/busy`, { method: 'PUT', body: { intervals: [{ start, end }] } });
    await eventually(async () => expect(await api.expect(200, `/v1/bookings/${id}`)).toHaveProperty('clashes'));
    expect(await life.mails(hostEmail)).toEqual([]);
    const confirmed = await confirm(await life.token(email, 'o'));
    expect([confirmed.status, bookingIn(confirmed)]).toEqual([200, expect.objectContaining({ status: 'confirmed' })]);
    expect(confirmed.text).not.toContain('clashes');
    expect((await life.mail(hostEmail)).text).toContain('This time was set as busy through the API.');
  });

  it('holds the slot, leaves the link active, and mails a link to confirm', async () => {
    const link = await life.link(TYPE);
    const email = life.person();
    const attempt = await api.book(link, slotAt(0), { email });
    expect(outcome(attempt)).toEqual([202, 'awaitingOptIn']);
    expect(attempt.booking).toMatchObject({ optInUntil: minutesAfter(now, 30), start: slotAt(0) });
    expect(await life.statusOf(link)).toBe(200);
    expect(await life.isOffered(link, slotAt(0))).toBe(false);
    expect((await api.getLink(link.id)).status).toBe('active');

    const token = await life.token(email, 'o');
    expect((await life.mails(email))[0]?.calendar).toEqual([]);
    const seen = await life.get(`/v1/public/opt-ins/${token}`);
    expect(jsonOf<object>(seen)).toMatchObject({
      status: 'awaitingOptIn',
      start: slotAt(0),
      optInUntil: minutesAfter(now, 30),
      meetingType: { name: 'Intro call', durationMinutes: 30 },
      hosts: [{ name: 'Ada Host' }],
      attendee: { name: 'Bea Guest', email },
    });
    const page = await life.get(`/o/${token}`);
    expect([page.status, page.text]).toEqual([200, expect.stringContaining('"kind":"optIn"')]);
    expect((await life.bookingOf({ id: attempt.booking?.id ?? '' })).status).toBe('awaitingOptIn');
    expect(await life.statusOf(link)).toBe(200);

    const key = { 'idempotency-key': 'confirm-once' };
    const confirmed = await confirm(token, key);
    expect([confirmed.status, bookingIn(confirmed)]).toEqual([
      200,
      expect.objectContaining({ id: attempt.booking?.id, status: 'confirmed', start: slotAt(0) }),
    ]);
    expect((await confirm(token, key)).text).toBe(confirmed.text);
    expect(bookingIn(await confirm(token))).toMatchObject({ id: attempt.booking?.id, status: 'confirmed' });
    expect(refusalOf(await api.view(link))).toEqual([410, 'link-consumed']);
    expect((await api.getLink(link.id)).bookingId).toBe(attempt.booking?.id);
    const mail = await life.mail(email, ({ calendar }) => calendar.length > 0);
    expect(mail.text).toContain(tokenOf(attempt.booking?.manageUrl ?? ''));
    expect(JSON.stringify(storedEvents(app.dataDir))).not.toContain(token);
    expect(app.output).not.toContain(token);
  });

  it('asks no later than the start of the meeting, and than the end of the link', async () => {
    const soon = minutesAfter(now, 0).replace(/T.*/, 'T08:30:00.000Z');
    const beforeStart = await life.booked(await life.link({ ...TYPE, optInMinutes: 60 }), soon);
    expect(beforeStart.optInUntil).toBe(soon);
    const expiresAt = minutesAfter(now, 10);
    const beforeEnd = await life.booked(await life.link(TYPE, { expiresAt }), slotAt(0));
    expect(beforeEnd.optInUntil).toBe(expiresAt);
  });

  it('refuses a fourth attempt while three wait, and holds nothing for it; an end makes room', async () => {
    const link = await life.link(TYPE);
    const attempts = await Promise.all([0, 1, 2, 3, 4, 5].map((slot) => api.book(link, slotAt(slot))));
    const waiting = attempts.flatMap(({ status, booking }) => (status === 202 && booking !== null ? [booking] : []));
    expect(waiting).toHaveLength(3);
    const refused = attempts.filter(({ status }) => status !== 202);
    expect(refused.map(({ status, slug }) => [status, slug])).toEqual(refused.map(() => [409, 'too-many-pending']));
    const offered = await Promise.all([0, 1, 2, 3, 4, 5].map((slot) => life.isOffered(link, slotAt(slot))));
    expect(offered.filter((isOffered) => !isOffered)).toHaveLength(3);

    const [first] = waiting;
    if (first === undefined) throw new Error('nobody waits');
    expect(bookingIn(await life.manage(first, 'cancel')).status).toBe('cancelled');
    expect(await life.isOffered(link, first.start)).toBe(true);
    expect(outcome(await api.book(link, slotAt(9)))).toEqual([202, 'awaitingOptIn']);
    expect(outcome(await api.book(link, slotAt(10)))).toEqual([409, 'too-many-pending']);
  });

  it('rejects the attempt if it is not confirmed in time; the slot is free and the link active', async () => {
    const link = await life.link({ ...TYPE, optInMinutes: 10 });
    const email = life.person();
    const booking = await life.booked(link, slotAt(0), { email });
    const token = await life.token(email, 'o');
    await moveClock(10);
    expect(await life.bookingOf(booking)).toMatchObject({ status: 'rejected', reason: 'optInExpired' });
    expect(await life.managed(booking)).toMatchObject({ status: 'rejected', reason: 'optInExpired' });
    expect(await life.isOffered(link, slotAt(0))).toBe(true);
    expect(await life.statusOf(link)).toBe(200);
    expect(refusalOf(await confirm(token))).toEqual([410, 'opt-in-expired']);
    expect(refusalOf(await life.get(`/v1/public/opt-ins/${token}`))).toEqual([410, 'opt-in-expired']);
    const page = await life.get(`/o/${token}`);
    expect([page.status, page.text]).toEqual([410, expect.stringContaining(`/1t/${tokenOf(link.url)}`)]);
  });

  it.each([
    ['link-expired', (_id: string) => moveClock(25)],
    ['link-replaced', (id: string) => api.expect(201, `/v1/links/${id}/regenerate`, { body: {} })],
    ['link-revoked', (id: string) => api.expect(200, `/v1/links/${id}/revoke`, { body: {} })],
  ] as const)('is refused with %s if the link ended first, and its slot is free', async (slug, end) => {
    const type = await life.type(TYPE);
    const link = await api.createLink(type, { expiresAt: minutesAfter(now, 25) });
    const email = life.person();
    await life.booked(link, slotAt(0), { email });
    const token = await life.token(email, 'o');
    await end(link.id);
    expect(refusalOf(await confirm(token))).toEqual([410, slug]);
    expect((await life.get(`/o/${token}`)).status).toBe(410);
    expect(await life.isOffered(await api.createLink(type), slotAt(0))).toBe(true);
  });

  it('consumes the link for the first that confirms; the others come to nothing, and their slots are free', async () => {
    const type = await life.type(TYPE);
    const link = await api.createLink(type);
    const people = [life.person(), life.person(), life.person()];
    const bookings = await Promise.all(people.map((email, index) => life.booked(link, slotAt(index), { email })));
    const tokens = await Promise.all(people.map((email) => life.token(email, 'o')));
    const answers = await Promise.all(tokens.flatMap((token) => [confirm(token), confirm(token), confirm(token)]));
    const won = answers.filter(({ status }) => status === 200).map((answer) => bookingIn(answer).id);
    expect(won).toHaveLength(3);
    expect(new Set(won).size).toBe(1);
    const lost = answers.filter(({ status }) => status !== 200);
    expect(lost.map(refusalOf)).toEqual(lost.map(() => [410, 'link-consumed']));
    const other = await api.createLink(type);
    for (const booking of bookings) {
      const isWinner = booking.id === won[0];
      expect(await life.bookingOf(booking)).toMatchObject(
        isWinner ? { status: 'confirmed' } : { status: 'rejected', reason: 'linkConsumed' },
      );
      expect(await life.isOffered(other, booking.start)).toBe(!isWinner);
    }
  });

  it('can be looked at and cancelled by its manage link, and nothing else, until it is confirmed', async () => {
    const type = await life.type(TYPE);
    const link = await api.createLink(type);
    const email = life.person();
    const booking = await life.booked(link, slotAt(0), { email });
    const token = await life.token(email, 'o');
    expect(await life.managed(booking)).toMatchObject({ status: 'awaitingOptIn', attendee: { email } });
    expect(refusalOf(await life.manage(booking, 'reschedule', { start: slotAt(4) }))).toEqual([
      409,
      'conflict-with-state',
    ]);
    expect((await life.get(`/v1/public/bookings/${tokenOf(booking.manageUrl)}/calendar.ics`)).status).toBe(404);
    expect((await life.mails(email)).some(({ text }) => text.includes(tokenOf(booking.manageUrl)))).toBe(false);
    expect(bookingIn(await life.manage(booking, 'cancel')).status).toBe('cancelled');
    expect(await life.isOffered(link, slotAt(0))).toBe(true);
    expect(refusalOf(await confirm(token))).toEqual([410, 'opt-in-expired']);
    // The address was perhaps wrong, and the reader of the mail is a stranger.
    const page = await life.get(`/o/${token}`);
    expect(page.status).toBe(410);
    expect(page.text).not.toContain(tokenOf(link.url));
    expect(await life.statusOf(link)).toBe(200);
  });

  it('sends the mail again, three times', async () => {
    const email = life.person();
    const booking = await life.booked(await life.link(TYPE), slotAt(0), { email });
    const answers = [];
    for (let time = 0; time < 4; time += 1) answers.push(await life.manage(booking, 'opt-in-mail'));
    expect(answers.map(({ status }) => status)).toEqual([202, 202, 202, 429]);
    const [, , , refused] = answers;
    expect(refused?.headers).toMatchObject({ 'retry-after': expect.stringMatching(/^\d+$/) });
    const [token] = await life.tokens(email, 'o');
    await life.mail(email);
    expect((await confirm(token ?? '')).status).toBe(200);
    expect(refusalOf(await life.manage(booking, 'opt-in-mail'))).toEqual([409, 'conflict-with-state']);
  });

  it('answers 404 to a token that nobody was mailed, with a page for people', async () => {
    const unknown = 'A'.repeat(22);
    expect((await confirm(unknown)).status).toBe(404);
    expect((await life.get(`/v1/public/opt-ins/${unknown}`)).status).toBe(404);
    const page = await life.get(`/o/${unknown}`);
    expect([page.status, page.headers['content-type']]).toEqual([404, 'text/html; charset=utf-8']);
  });
});
